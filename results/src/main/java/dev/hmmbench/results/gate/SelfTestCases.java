package dev.hmmbench.results.gate;

import static dev.hmmbench.results.ExitCode.DONE;
import static dev.hmmbench.results.ExitCode.FOUND;
import static dev.hmmbench.results.ExitCode.INCOMPLETE;
import static dev.hmmbench.results.ExitCode.INCONCLUSIVE;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Journal;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The planted faults of the self-test. */
final class SelfTestCases {

    /** The day of all cases. */
    static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    private static final Set<Status> HIT = Set.of(Status.REGRESSION, Status.UNCONFIRMED);
    /** Twice the margin of the made-up rows. */
    private static final double TWO_MARGINS = 1.06;

    private static final long NEW_SEED = 77;
    private static final GateOptions STRICT = new GateOptions(GateOptions.Strictness.STRICT,
            TODAY, Optional.empty());

    private SelfTestCases() {}

    /** Returns all cases. */
    static List<SelfTestCase> all() {
        List<SelfTestCase> cases = new ArrayList<>();
        addTimes(cases);
        addExact(cases);
        addGaps(cases);
        addFiles(cases);
        addBaselines(cases);
        addQuarantine(cases);
        addConfirm(cases);
        addUnfitConfirm(cases);
        return cases;
    }

    private static void addTimes(List<SelfTestCase> cases) {
        cases.add(SelfTestCase.of("an unchanged run passes", DONE,
                world -> world.accepted().with(World.run())).naming(HIT)
                // Three rows: counters of two designs, bytes of two arms and a ratio each.
                .counting("15 expected, 15 compared, 0 missing, 0 quarantined"));
        cases.add(SelfTestCase.of("a row slower by two margins fails, and no other", FOUND,
                world -> world.accepted().with(dearer(World.TIME, TWO_MARGINS)))
                .naming(HIT, World.TIME));
        cases.add(SelfTestCase.of("less throughput fails", FOUND,
                world -> world.accepted().with(dearer(World.THROUGHPUT, TWO_MARGINS)))
                .naming(HIT, World.THROUGHPUT));
        cases.add(SelfTestCase.of("more throughput passes and asks for a bless", DONE,
                world -> world.accepted().with(dearer(World.THROUGHPUT, 0.8)))
                .naming(Set.of(Status.IMPROVEMENT), World.THROUGHPUT));
        cases.add(SelfTestCase.of("a machine twice as slow for both designs passes", DONE,
                world -> world.accepted().with(Edit.dearer(World.run(), fork -> true, 2)))
                .naming(HIT));
        cases.add(SelfTestCase.of("a noisy row passes and says so", DONE,
                world -> world.accepted().with(Edit.dearer(World.run(), fork ->
                        fork.fork().round() % 2 == 0 && Edit.forks(World.TIME,
                                SyntheticRun.DESIGN).test(fork), 1.15)))
                .naming(Set.of(Status.NOISY), World.TIME));
        cases.add(SelfTestCase.of("a row that runs in two gears is undecided", INCONCLUSIVE,
                world -> world.accepted().with(Edit.dearer(World.run(), fork ->
                        fork.fork().round() % 3 == 0 && Edit.forks(World.TIME,
                                SyntheticRun.DESIGN).test(fork), 3)))
                .asked(STRICT).naming(Set.of(Status.UNDECIDED), World.TIME));
        cases.add(SelfTestCase.of("a row that no baseline knows asks for a bless", DONE,
                world -> world.accepted().with(World.suite(NEW_SEED)
                        .row(SyntheticRow.time("added", 50, 1, 0.01)).data()))
                .naming(Set.of(Status.NEW), "added"));
        cases.add(SelfTestCase.of("a head slower than its base fails", FOUND,
                world -> world.acceptedNone().with(based(Math.log(TWO_MARGINS))))
                .naming(HIT, World.TIME, World.THROUGHPUT, World.CREATE));
        cases.add(SelfTestCase.of("a head like its base passes", DONE,
                world -> world.acceptedNone().with(based(0))).naming(HIT));
    }

    private static void addExact(List<SelfTestCase> cases) {
        cases.add(SelfTestCase.of("one more event in an exact counter fails", FOUND,
                world -> world.accepted().with(counter(1_001))).naming(HIT, World.CREATE));
        cases.add(SelfTestCase.of("one event less in an exact counter fails", FOUND,
                world -> world.accepted().with(counter(999))).naming(HIT, World.CREATE));
        cases.add(SelfTestCase.of("more bytes per operation fail", FOUND,
                world -> world.accepted().with(allocating(2.0))).naming(HIT, World.TIME));
        cases.add(SelfTestCase.of("a run without exact counters is incomplete", INCOMPLETE,
                world -> world.accepted().with(Edit.with(World.run(), Optional.empty()))));
    }

    private static void addGaps(List<SelfTestCase> cases) {
        cases.add(SelfTestCase.of("a row that is not in the run is incomplete", INCOMPLETE,
                world -> world.accepted().with(new SyntheticRun(1, World.NR_ROUNDS)
                        .row(SyntheticRow.time(World.TIME, 50, 1.1, 0.01)).data()))
                .naming(Set.of(Status.MISSING), World.THROUGHPUT, World.CREATE));
        cases.add(SelfTestCase.of("one missing fork is incomplete", INCOMPLETE,
                world -> world.accepted().with(Edit.without(World.run(),
                        one(World.TIME, SyntheticRun.DESIGN)))));
        cases.add(SelfTestCase.of("one failed fork is incomplete", INCOMPLETE,
                world -> world.accepted().with(Edit.failed(World.run(),
                        one(World.TIME, SyntheticRun.REFERENCE), "planted"))));
        cases.add(SelfTestCase.of("a design without any fork is incomplete", INCOMPLETE,
                world -> world.accepted().with(Edit.without(World.run(),
                        fork -> fork.fork().arm().equals(SyntheticRun.DESIGN)))));
        cases.add(SelfTestCase.of("a run without any fork is incomplete", INCOMPLETE,
                world -> world.accepted().with(Edit.with(World.run(), List.of()))));
        cases.add(SelfTestCase.of("a fork with too few iterations is incomplete", INCOMPLETE,
                world -> world.accepted().with(changed(fork -> new ForkRecord.Measured(
                        fork.fork(), fork.samples(), fork.iterations().subList(0, 2),
                        fork.metrics(), fork.cpu(), fork.disturbance(), fork.jvm(), "")))));
        cases.add(SelfTestCase.of("a clock going backwards is invalid", INCOMPLETE,
                world -> world.accepted().with(changed(SelfTestCases::backwards))));
        cases.add(SelfTestCase.of("an A/A control that is not 1 is invalid", INCOMPLETE,
                world -> world.accepted().with(World.suite(1).bias(SyntheticRun.CONTROL,
                        Math.log(1.1)).data())));
    }

    private static void addFiles(List<SelfTestCase> cases) {
        cases.add(file("the text \"NaN\" for a number is invalid",
                text -> text.replaceFirst("\"p50\":[0-9.E]+", "\"p50\":\"NaN\"")));
        cases.add(file("a bare NaN is invalid",
                text -> text.replaceFirst("\"mean\":[0-9.E]+", "\"mean\":NaN")));
        cases.add(file("an infinite number is invalid",
                text -> text.replaceFirst("\"max\":[0-9.E]+", "\"max\":1e999")));
        cases.add(file("a torn line in the middle is invalid",
                text -> text.replaceFirst("\\{[^\n]{40}", "")));
        cases.add(file("a torn last line is incomplete",
                text -> text.substring(0, text.length() - 30)));
        cases.add(file("another schema is invalid",
                text -> text.replaceFirst("\"schema\":1", "\"schema\":2")));
        cases.add(file("an empty journal is incomplete", text -> ""));
    }

    private static void addBaselines(List<SelfTestCase> cases) {
        cases.add(SelfTestCase.of("an empty baseline compares nothing and is no pass", INCOMPLETE,
                world -> world.acceptedNone().with(World.run())));
        cases.add(SelfTestCase.of("a baseline of another machine class is no pass", INCOMPLETE,
                world -> world.accepted().with(World.suite(1).onCpu("Another").data())));
        cases.add(SelfTestCase.of("a baseline that holds \"NaN\" is invalid", INCOMPLETE,
                world -> world.accepted().with(World.run()).edited(world.baselineFile(),
                        text -> text.replaceFirst("\"logRatio\" : [0-9.E-]+",
                                "\"logRatio\" : \"NaN\""))));
        cases.add(SelfTestCase.of("a baseline of another machine description is invalid",
                INCOMPLETE, world -> world.accepted().with(World.run()).edited(
                        world.baselineFile(), text -> text.replace(SyntheticRun.MAP_SHA256,
                                "f".repeat(64)))));
        cases.add(SelfTestCase.of("a baseline of another suite is invalid", INCOMPLETE,
                world -> world.accepted().with(World.run()).edited(world.baselineFile(),
                        text -> text.replace("\"suite\" : \"synthetic\"",
                                "\"suite\" : \"full\""))));
        cases.add(SelfTestCase.of("too few accepted runs only advise", DONE,
                world -> world.accepted(2).with(dearer(World.TIME, 1.5)))
                .naming(Set.of(Status.ADVISORY), World.TIME, World.THROUGHPUT, World.CREATE));
        cases.add(SelfTestCase.of("too few accepted runs are inconclusive if asked strictly",
                INCONCLUSIVE, world -> world.accepted(2).with(dearer(World.TIME, 1.5)))
                .asked(STRICT));
    }

    private static void addQuarantine(List<SelfTestCase> cases) {
        cases.add(SelfTestCase.of("a slow row in quarantine is listed and passes", DONE,
                world -> world.accepted().quarantined(World.TIME, "2026-06-01")
                        .with(dearer(World.TIME, 1.5)))
                .naming(Set.of(Status.QUARANTINED), World.TIME));
        cases.add(SelfTestCase.of("a slow row fails once its quarantine has expired", FOUND,
                world -> world.accepted().quarantined(World.TIME, "2026-05-31")
                        .with(dearer(World.TIME, 1.5))).naming(HIT, World.TIME));
        cases.add(SelfTestCase.of("a quarantine does not cover an exact counter", FOUND,
                world -> world.accepted().quarantined(World.CREATE, "2026-06-01")
                        .with(counter(1_001))).naming(HIT, World.CREATE));
        cases.add(SelfTestCase.of("a quarantine does not cover a missing fork", INCOMPLETE,
                world -> world.accepted().quarantined(World.TIME, "2026-06-01")
                        .with(Edit.without(World.run(), Edit.forks(World.TIME,
                                SyntheticRun.DESIGN)))));
    }

    private static void addConfirm(List<SelfTestCase> cases) {
        cases.add(SelfTestCase.of("a hit that fresh rounds show again fails", FOUND,
                world -> world.accepted().with(dearer(World.TIME, 1.1)))
                .asked(confirming(fresh(1.1))).naming(Set.of(Status.REGRESSION), World.TIME));
        cases.add(SelfTestCase.of("a hit that fresh rounds do not show passes", DONE,
                world -> world.accepted().with(dearer(World.TIME, 1.1)))
                .asked(confirming(fresh(1)))
                .naming(Set.of(Status.NOT_CONFIRMED), World.TIME));
        cases.add(SelfTestCase.of("fresh rounds without the row are incomplete", INCOMPLETE,
                world -> world.accepted().with(dearer(World.TIME, 1.1)))
                .asked(confirming(Edit.without(World.freshRun(),
                        Edit.forks(World.TIME, SyntheticRun.DESIGN)))));
    }

    private static void addUnfitConfirm(List<SelfTestCase> cases) {
        cases.add(SelfTestCase.of("the first rounds cannot confirm themselves", INCOMPLETE,
                world -> world.accepted().with(dearer(World.TIME, 1.1)))
                .asked(confirming(dearer(World.TIME, 1.1))));
        cases.add(SelfTestCase.of("another machine cannot confirm", INCOMPLETE,
                world -> world.accepted().with(dearer(World.TIME, 1.1)))
                .asked(confirming(World.suite(1).onCpu("Another").data())));
        cases.add(SelfTestCase.of("fresh rounds with a failed fork are incomplete", INCOMPLETE,
                world -> world.accepted().with(dearer(World.TIME, 1.1)))
                .asked(confirming(Edit.failed(World.freshRun(),
                        one(World.TIME, SyntheticRun.DESIGN), "planted"))));
    }

    private static GateOptions confirming(RunData fresh) {
        return new GateOptions(GateOptions.Strictness.NORMAL, TODAY,
                Optional.of(rows -> RunComparer.compare(fresh)));
    }

    private static RunData fresh(double factor) {
        return Edit.dearer(World.freshRun(), Edit.forks(World.TIME, SyntheticRun.DESIGN), factor);
    }

    private static SelfTestCase file(String name, UnaryOperator<String> change) {
        return SelfTestCase.of(name, INCOMPLETE, world -> world.accepted().with(World.run())
                .edited(world.runFolder().resolve(Journal.FILE_NAME), change));
    }

    private static RunData dearer(String row, double factor) {
        return Edit.dearer(World.run(), Edit.forks(row, SyntheticRun.DESIGN), factor);
    }

    private static RunData based(double headLogRatio) {
        return World.suite(1).withBase(headLogRatio).data();
    }

    private static RunData counter(long events) {
        return Edit.counter(World.run(), World.CREATE, SyntheticRun.DESIGN, "maple-walk", events);
    }

    private static RunData allocating(double bytes) {
        return Edit.measured(World.run(), Edit.forks(World.TIME, SyntheticRun.DESIGN), fork -> {
            SortedMap<String, Metric> metrics = new TreeMap<>(fork.metrics());
            metrics.put(Metric.ALLOCATED, new Metric(bytes, Unit.BYTES_PER_OP));
            return new ForkRecord.Measured(fork.fork(), fork.samples(), fork.iterations(),
                    metrics, fork.cpu(), fork.disturbance(), fork.jvm(), "");
        });
    }

    private static Predicate<ForkRecord> one(String row, String arm) {
        return fork -> fork.fork().round() == 4 && Edit.forks(row, arm).test(fork);
    }

    private static RunData changed(UnaryOperator<ForkRecord.Measured> change) {
        return Edit.measured(World.run(), one(World.TIME, SyntheticRun.DESIGN), change);
    }

    private static ForkRecord.Measured backwards(ForkRecord.Measured fork) {
        ForkRecord.Identity id = fork.fork();
        return new ForkRecord.Measured(new ForkRecord.Identity(id.schema(), id.shard(),
                id.round(), id.position(), id.row(), id.arm(), id.startEpochMs(),
                id.startEpochMs() - 60_000, id.elapsedNs()), fork.samples(), fork.iterations(),
                fork.metrics(), fork.cpu(), fork.disturbance(), fork.jvm(), "");
    }
}
