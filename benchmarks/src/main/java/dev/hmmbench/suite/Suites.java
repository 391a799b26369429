package dev.hmmbench.suite;

import static dev.hmmbench.suite.Suite.Choice.detail;
import static dev.hmmbench.suite.Suite.Choice.headline;

import dev.hmmbench.bench.Operation;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.suite.Suite.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The suites: which rows, how many rounds, how long.
 *
 * <p>Rows with 4,096 pagemaps are in {@code full} alone: their struct pages take 8 GiB, which a
 * small machine does not have and which take longer to set up than to measure.
 */
public final class Suites {

    /** The suite that {@code run} takes by default. */
    public static final String DEFAULT = "quick";

    /**
     * A round is left out if the hypervisor took half of the processors' time or if its spin ruler
     * is a quarter off. Waiting for a processor leaves none out: medians and deciles of adjacent
     * forks bear it, and on a shared machine it would leave out every round.
     */
    private static final ExclusionRules DISTURBED = new ExclusionRules(1, 0.5, 0.25);

    private static final ForkTiming SHORTEST = new ForkTiming(1, 2, 100, 2, 50);
    private static final ForkTiming QUICK = new ForkTiming(3, 9, 120, 5, 60);
    private static final ForkTiming SHORT = new ForkTiming(3, 6, 150, 5, 70);
    private static final ForkTiming LONG = new ForkTiming(5, 7, 200, 10, 200);

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private Suites() {}

    /** Returns all suites, the shortest first. */
    public static List<Suite> all() {
        return List.of(smoke(), quick(), gate(), full());
    }

    /**
     * Returns the suite of that name.
     *
     * @throws RunDataException listing the known ones
     */
    public static Suite named(String name) {
        return all().stream().filter(suite -> suite.name().equals(name)).findFirst()
                .orElseThrow(() -> RunDataException.usage("unknown suite '" + name
                        + "'; known are " + all().stream().map(Suite::name)
                                .collect(Collectors.joining(", "))));
    }

    private static Suite smoke() {
        List<Choice> rows = new ArrayList<>(List.of(
                headline(Rows.CREATE, create(256 * MIB, 0)),
                headline(Rows.NUMBER_TO_PAGE, lookup(8, "RANDOM", "NOTHING")).withControl(),
                headline(Rows.MIGRATE, migrate(MIB, 0))));
        rows.add(spin());
        return new Suite("smoke", "a row of each kind in seconds: shows that all of it works",
                LookPlan.once(2), SHORTEST, ExclusionRules.NONE, rows);
    }

    private static Suite quick() {
        List<Choice> rows = new ArrayList<>(List.of(
                headline(Rows.CREATE, create(4 * GIB, 0)),
                detail(Rows.CREATE, create(4 * GIB, 63)),
                headline(Rows.NUMBER_TO_PAGE, lookup(64, "RANDOM", "NOTHING")).withControl(),
                headline(Rows.PAGE_TO_NUMBER, lookup(8, "RANDOM")),
                headline(Rows.MIGRATE, migrate(16 * MIB, 0)),
                OperationRows.device(Operation.FAULT, 0),
                OperationRows.ram(Operation.FORK, 0),
                OperationRows.proc(Operation.PAGEMAP, 100)));
        rows.add(spin());
        return new Suite("quick", "the headline rows and one of each other kind; minutes",
                LookPlan.once(6), QUICK, DISTURBED, rows);
    }

    private static Suite gate() {
        List<Choice> rows = new ArrayList<>(List.of(
                headline(Rows.CREATE, create(256 * MIB, 0)),
                headline(Rows.CREATE, create(GIB, 0)).withControl(),
                detail(Rows.CREATE, create(GIB, 63)),
                detail(Rows.CREATE, create(4 * GIB, 0)),
                headline(Rows.NUMBER_TO_PAGE, lookup(1, "RANDOM", "NOTHING")),
                headline(Rows.NUMBER_TO_PAGE, lookup(64, "RANDOM", "NOTHING")).withControl(),
                detail(Rows.NUMBER_TO_PAGE, lookup(64, "SEQUENTIAL", "NOTHING")),
                detail(Rows.NUMBER_TO_PAGE, lookup(512, "RANDOM", "NOTHING")),
                headline(Rows.PAGE_TO_NUMBER, lookup(8, "RANDOM")),
                headline(Rows.MIGRATE, migrate(64 * KIB, 0)),
                OperationRows.device(Operation.FAULT, 0),
                OperationRows.ram(Operation.FORK, 0),
                OperationRows.ram(Operation.FORK_MIGRATING, 0),
                headline(Rows.MIGRATE, migrate(16 * MIB, 0)),
                detail(Rows.MIGRATE, migrate(16 * MIB, 63))));
        rows.addAll(rulers());
        return new Suite("gate", "the rows that can fail a build; a quarter of an hour",
                LookPlan.once(10), SHORT, DISTURBED, rows);
    }

    private static Suite full() {
        List<Choice> rows = new ArrayList<>();
        for (long sizeBytes : new long[] {256 * MIB, GIB, 4 * GIB, 16 * GIB}) {
            rows.add(headline(Rows.CREATE, create(sizeBytes, 0)).withControl());
            rows.add(detail(Rows.CREATE, create(sizeBytes, 63)));
            rows.add(detail(Rows.CREATE, create(sizeBytes, 0, "FRESH")));
        }
        for (int others : new int[] {7, 511, 4095}) {
            rows.add(detail(Rows.CREATE, create(GIB, others)));
        }
        rows.addAll(ScaleRows.full());
        for (int pagemaps : new int[] {1, 8, 64, 512, 4096}) {
            for (String order : List.of("RANDOM", "SEQUENTIAL")) {
                rows.add(headline(Rows.NUMBER_TO_PAGE, lookup(pagemaps, order, "NOTHING")));
                rows.add(detail(Rows.NUMBER_TO_PAGE, lookup(pagemaps, order, "FLAGS"))
                        .withControl());
                rows.add(detail(Rows.PAGE_TO_NUMBER, lookup(pagemaps, order)));
            }
        }
        rows.addAll(SearchRows.full());
        for (long sizeBytes : new long[] {64 * KIB, MIB, 16 * MIB, 64 * MIB}) {
            rows.add(headline(Rows.MIGRATE, migrate(sizeBytes, 0)).withControl());
            rows.add(detail(Rows.MIGRATE, migrate(sizeBytes, 63)));
        }
        // The other sizes of the kernel's own benchmark of 2 MiB folios: 2 MiB times 1/4 to 128.
        for (long sizeBytes : new long[] {512 * KIB, 2 * MIB, 4 * MIB, 8 * MIB, 256 * MIB}) {
            rows.add(detail(Rows.MIGRATE, migrate(sizeBytes, 0)));
        }
        for (long sizeBytes : new long[] {2 * MIB, 4 * MIB, 8 * MIB, 16 * MIB, 256 * MIB}) {
            rows.add(detail(Rows.MIGRATE_2M, migrate(sizeBytes, 0)));
        }
        rows.addAll(OperationRows.full());
        rows.addAll(ConcurrentRows.full(Runtime.getRuntime().availableProcessors()));
        rows.addAll(rulers());
        rows.add(detail(Rows.MEMORY, Map.of("call", "MEMCPY", "sizeBytes", "67108864")));
        rows.addAll(SpeedRows.full());
        return new Suite("full", "all rows at all sizes, three looks; hours",
                LookPlan.three(30), LONG, DISTURBED, rows);
    }

    private static Map<String, String> create(long sizeBytes, int others) {
        return create(sizeBytes, others, "POOLED");
    }

    private static Map<String, String> create(long sizeBytes, int others, String backing) {
        return Map.of("sizeBytes", Long.toString(sizeBytes), "others", Integer.toString(others),
                "backing", backing);
    }

    private static Map<String, String> lookup(int pagemaps, String order) {
        return Map.of("pagemaps", Integer.toString(pagemaps), "order", order);
    }

    private static Map<String, String> lookup(int pagemaps, String order, String read) {
        return Map.of("pagemaps", Integer.toString(pagemaps), "order", order, "read", read);
    }

    private static Map<String, String> migrate(long sizeBytes, int others) {
        return Map.of("sizeBytes", Long.toString(sizeBytes), "others", Integer.toString(others));
    }

    private static Choice spin() {
        return detail(Rows.SPIN, Map.of("steps", "16384"));
    }

    private static Choice memory() {
        return detail(Rows.MEMORY, Map.of("call", "MEMSET", "sizeBytes", "67108864"));
    }

    private static List<Choice> rulers() {
        return List.of(spin(), memory(),
                detail(Rows.EMPTY, Map.of("numbers", "16384")));
    }
}
