package dev.hmmbench.suite;

import dev.hmmbench.bench.ArithmeticSpeedBenchmark;
import dev.hmmbench.bench.InitSpeedBenchmark;
import dev.hmmbench.bench.MigrateSpeedBenchmark;
import dev.hmmbench.bench.WalkSpeedBenchmark;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.suite.Suite.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows that hold the hot loops of the designs against the same loops in C. Their figures are
 * the metrics of {@link dev.hmmbench.bench.SpeedBenchmark}; they name no design and run in one arm.
 */
final class SpeedRows {

    /** Initialisation of struct pages in Java and in C. */
    static final RowKind INIT = new RowKind("speed.init", InitSpeedBenchmark.class,
            "initialise {pages} struct pages", RowGroup.SPEED, Unit.NS_PER_PAGE,
            Primary.P10, 0.05, Map.of("pages", "64"));

    /** Lookup by arithmetic in Java and in C. */
    static final RowKind ARITHMETIC = new RowKind("speed.arithmetic",
            ArithmeticSpeedBenchmark.class, "flags of {pages} pages by arithmetic",
            RowGroup.SPEED, Unit.NS_PER_OP, Primary.P10, 0.05, Map.of("pages", "64"));

    /** Walk of the maple tree in Java and in C. */
    static final RowKind WALK = new RowKind("speed.walk", WalkSpeedBenchmark.class,
            "walk a maple tree of {ranges} ranges", RowGroup.SPEED,
            Unit.NS_PER_OP, Primary.P10, 0.05, Map.of("ranges", "20"));

    /** The core of a migration in Java and in C. */
    static final RowKind MIGRATE = new RowKind("speed.migrate", MigrateSpeedBenchmark.class,
            "migrate pages of {pageBytes}", RowGroup.SPEED,
            Unit.NS_PER_PAGE, Primary.P10, 0.05, Map.of("pageBytes", "4096"));

    private SpeedRows() {}

    /** Returns the benchmarks. */
    static List<RowKind> kinds() {
        return List.of(INIT, ARITHMETIC, WALK, MIGRATE);
    }

    /**
     * Returns the rows of the full suite, in the caches and beyond them; the margin is how much
     * longer than C Java may take.
     */
    static List<Choice> full() {
        List<Choice> rows = new ArrayList<>();
        rows.add(Choice.detail(INIT.withMargin(0.20), Map.of("pages", "16384")));
        rows.add(Choice.detail(INIT.withMargin(0.10), Map.of("pages", "1048576")));
        rows.add(Choice.detail(ARITHMETIC.withMargin(0.30), Map.of("pages", "8192")));
        rows.add(Choice.detail(ARITHMETIC.withMargin(0.10), Map.of("pages", "4194304")));
        for (String ranges : List.of("1", "8", "64", "512", "4096")) {
            rows.add(Choice.detail(WALK.withMargin(0.20), Map.of("ranges", ranges)));
        }
        rows.add(Choice.detail(MIGRATE.withMargin(0.10), Map.of("pageBytes", "4096")));
        rows.add(Choice.detail(MIGRATE.withMargin(0.05), Map.of("pageBytes", "2097152")));
        return rows;
    }
}
