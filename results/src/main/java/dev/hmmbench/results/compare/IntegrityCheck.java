package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RoundOrder;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.stats.Multiplicity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds out whether a run is whole: every fork there, every fork fit, the control at 1. */
final class IntegrityCheck {

    /** How far the two clocks of a fork may differ; time servers step by less. */
    private static final long CLOCK_TOLERANCE_MS = 2_000;
    private static final long NS_PER_MS = 1_000_000;

    private record Key(int round, RoundOrder.Slot slot) {}

    private final RunData data;
    private final OwnDesigns designs;
    private final List<Integrity.Problem> problems = new ArrayList<>();

    private IntegrityCheck(RunData data) {
        this.data = data;
        this.designs = new OwnDesigns(data);
    }

    /** Returns the state of the run, judged at the look at which it stands. */
    static Integrity of(RunData data, List<RowComparison> controls) {
        return new IntegrityCheck(data).check(controls);
    }

    /** Returns the smallest declared look that is not before the last round with a record. */
    static int lookOf(RunData data) {
        int last = data.forks().stream().mapToInt(fork -> fork.fork().round()).max().orElse(0);
        return data.plan().looks().rounds().stream().filter(look -> look >= last).findFirst()
                .orElse(data.plan().looks().last());
    }

    private Integrity check(List<RowComparison> controls) {
        Set<Key> measured = new HashSet<>();
        for (ForkRecord record : data.forks()) {
            ForkRecord.Identity fork = record.fork();
            switch (record) {
                case ForkRecord.Failed failed -> add(Integrity.Kind.FAILED_FORK,
                        fork.inWords() + ": " + failed.error());
                case ForkRecord.Measured good -> {
                    measured.add(new Key(fork.round(),
                            new RoundOrder.Slot(fork.row(), fork.arm())));
                    checkFork(good);
                }
            }
        }
        int expected = checkMissing(measured);
        data.forks().forEach(this::checkDesign);
        checkClock();
        checkControls(controls);
        checkCounters();
        return new Integrity(expected, measured.size(), problems);
    }

    private void checkFork(ForkRecord.Measured fork) {
        RowSpec row = data.plan().row(fork.fork().row()).orElseThrow();
        if (fork.iterations().size() != data.plan().iterations()) {
            add(Integrity.Kind.RAGGED, fork.fork().inWords() + ": " + fork.iterations().size()
                    + " iterations, planned " + data.plan().iterations());
        }
        if (ForkValue.of(row, fork).isEmpty()) {
            add(Integrity.Kind.NO_VALUE, fork.fork().inWords() + ": no "
                    + row.primary().label());
        }
        if (fork.jvm().loadedDesigns().size() > 1) {
            add(Integrity.Kind.MIXED_DESIGNS, fork.fork().inWords() + ": loaded classes of "
                    + String.join(" and ", fork.jvm().loadedDesigns()));
        }
    }

    /** One package too many is found by {@link #checkFork}; here the wrong one, or none. */
    private void checkDesign(ForkRecord record) {
        String model = data.plan().arm(record.fork().arm()).map(Arm::model).orElse("");
        if (record instanceof ForkRecord.Measured fork && designs.isForeign(model, fork)) {
            add(Integrity.Kind.WRONG_DESIGN, fork.fork().inWords() + ": loaded "
                    + (fork.jvm().loadedDesigns().isEmpty() ? "no class of any design"
                            : "classes of " + String.join(" and ", fork.jvm().loadedDesigns()))
                    + ", other forks of " + model + " those of " + designs.of(model));
        }
    }

    private int checkMissing(Set<Key> measured) {
        Set<Key> failed = new HashSet<>();
        data.forks().stream().filter(ForkRecord.Failed.class::isInstance)
                .map(ForkRecord::fork).forEach(fork -> failed.add(new Key(fork.round(),
                        new RoundOrder.Slot(fork.row(), fork.arm()))));
        int look = lookOf(data);
        int expected = 0;
        for (RoundOrder round : data.plan().order()) {
            if (round.round() > look) {
                continue;
            }
            for (RoundOrder.Slot slot : round.slots()) {
                expected++;
                Key key = new Key(round.round(), slot);
                if (!measured.contains(key) && !failed.contains(key)) {
                    add(Integrity.Kind.MISSING_FORK, "round " + round.round() + ", row "
                            + slot.row() + ", arm " + slot.arm() + ": no record");
                }
            }
        }
        if (expected == 0) {
            add(Integrity.Kind.MISSING_FORK, "the plan asks for no fork");
        }
        return expected;
    }

    private void checkClock() {
        Map<Integer, ForkRecord.Identity> last = new HashMap<>();
        for (ForkRecord record : data.forks()) {
            ForkRecord.Identity fork = record.fork();
            long wallMs = fork.endEpochMs() - fork.startEpochMs();
            long driftMs = Math.abs(wallMs - fork.elapsedNs() / NS_PER_MS);
            ForkRecord.Identity before = last.put(fork.shard(), fork);
            if (wallMs < 0) {
                add(Integrity.Kind.CLOCK, fork.inWords() + ": ended " + -wallMs
                        + " ms before it started");
            } else if (driftMs > CLOCK_TOLERANCE_MS) {
                add(Integrity.Kind.CLOCK, fork.inWords() + ": the wall clock moved by " + driftMs
                        + " ms during the fork");
            } else if (before != null
                    && before.endEpochMs() - fork.startEpochMs() > CLOCK_TOLERANCE_MS) {
                add(Integrity.Kind.CLOCK, fork.inWords() + ": started "
                        + (before.endEpochMs() - fork.startEpochMs())
                        + " ms before the fork before it ended");
            }
        }
    }

    private void checkControls(List<RowComparison> controls) {
        RunPlan plan = data.plan();
        if (!plan.arms(Arm.Role.DESIGN).isEmpty() && plan.arms(Arm.Role.CONTROL).isEmpty()) {
            add(Integrity.Kind.NO_CONTROL, "the plan has no A/A control");
        }
        List<RowComparison> judged = controls.stream()
                .filter(control -> control.estimate().isPresent()).toList();
        double[] adjusted = Multiplicity.holm(judged.stream()
                .mapToDouble(control -> control.estimate().orElseThrow().pValue()).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= RunComparer.CONTROL_ALPHA) {
                RowComparison control = judged.get(i);
                add(Integrity.Kind.CONTROL_REJECTED, String.format(Locale.ROOT,
                        "row %s: the same design twice differs by a factor of %.3f (p = %.1g)",
                        control.row().id(), control.estimate().orElseThrow().ratio(),
                        adjusted[i]));
            }
        }
    }

    private void checkCounters() {
        if (data.counters().isEmpty()) {
            add(Integrity.Kind.COUNTERS, "the run has no exact counters");
        } else if (!data.counters().get().mapSha256().equals(data.plan().mapSha256())) {
            add(Integrity.Kind.COUNTERS,
                    "the counters are of another machine description than the run");
        }
    }

    private void add(Integrity.Kind kind, String text) {
        problems.add(new Integrity.Problem(kind, text));
    }
}
