package dev.hmmbench.results.gate;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.Shard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether a run may pass. */
public final class Gate {

    private static final Set<Status> UNSURE = Set.of(Status.UNDECIDED, Status.NOISY,
            Status.ADVISORY);
    private static final Set<Tier> QUARANTINED_TIERS = Set.of(Tier.T2, Tier.T4, Tier.T5);

    private final RunComparison run;
    private final Fingerprint fingerprint;
    private final Optional<Baseline> baseline;
    private final Optional<CounterTable> blessed;
    private final GateOptions options;
    private final List<GateCheck> checks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Gate(RunComparison run, BaselineFolder folder, GateOptions options) {
        this.run = run;
        this.options = options;
        fingerprint = Fingerprint.of(run.data().environment());
        baseline = folder.of(fingerprint);
        blessed = folder.counters();
        notes.addAll(run.notes());
        if (baseline.isEmpty()) {
            List<String> classes = folder.classes();
            notes.add("no baseline of machine class " + fingerprint.className() + " in "
                    + folder.folder() + (classes.isEmpty() ? ", which is empty"
                    : "; there are: " + String.join(", ", classes))
                    + "; bless a run of it");
        }
    }

    /**
     * Judges the run in {@code runFolder} against the baselines in {@code baselines}.
     *
     * @throws dev.hmmbench.results.RunDataException if one of them cannot be read as such
     */
    public static GateResult check(Path runFolder, Path baselines, GateOptions options) {
        return check(RunComparer.compare(RunFolder.read(runFolder)),
                new BaselineFolder(baselines), options);
    }

    /**
     * Judges a run.
     *
     * @throws dev.hmmbench.results.RunDataException if the baselines cannot be read as such
     */
    public static GateResult check(RunComparison run, BaselineFolder baselines,
            GateOptions options) {
        return new Gate(run, baselines, options).check();
    }

    /** Returns the exit code that the checks call for. */
    static ExitCode decide(GateResult open, GateOptions.Strictness strictness) {
        if (!open.checks(Status.INVALID).isEmpty() || open.nrMissing() > 0) {
            return ExitCode.INCOMPLETE;
        }
        if (open.checks().stream().anyMatch(check -> check.status().isRegression())) {
            return ExitCode.FOUND;
        }
        boolean isUnsure = open.checks().stream()
                .anyMatch(check -> UNSURE.contains(check.status()));
        return isUnsure && strictness == GateOptions.Strictness.STRICT
                ? ExitCode.INCONCLUSIVE : ExitCode.DONE;
    }

    private GateResult check() {
        run.integrity().problems().forEach(problem ->
                checks.add(GateCheck.invalid(Tier.T0, problem.text())));
        Shard shard = run.data().plan().shard();
        if (shard.count() > 1) {
            checks.add(GateCheck.invalid(Tier.T0, "the run is shard " + shard.index() + " of "
                    + shard.count() + "; merge the shards first"));
        }
        ExactChecks exact = new ExactChecks(run, baseline);
        checks.addAll(exact.counters(blessed));
        checks.addAll(exact.bytes());
        checkTimes();
        quarantine();
        checkThatSomethingWasCompared();
        checks.sort(Comparator.comparing(GateCheck::tier));
        GateResult open = new GateResult(run.data().name(), fingerprint.className(), checks,
                notes, ExitCode.DONE);
        return new GateResult(open.run(), open.className(), open.checks(), open.notes(),
                decide(open, options.strictness()));
    }

    private void checkTimes() {
        if (baseline.isPresent()
                && !baseline.get().mapSha256().equals(run.data().plan().mapSha256())) {
            checks.add(GateCheck.invalid(Tier.T0,
                    "the baseline is of another machine description than the run"));
            return;
        }
        if (baseline.isPresent()
                && !baseline.get().suite().equals(run.data().plan().suite())) {
            checks.add(GateCheck.invalid(Tier.T0, "the baseline is of suite "
                    + baseline.get().suite() + ", the run of suite "
                    + run.data().plan().suite()));
            return;
        }
        checks.addAll(new TimeChecks(baseline, this::isQuarantined)
                .check(run, options.confirmation()));
    }

    private boolean isQuarantined(String row) {
        return baseline.flatMap(accepted -> accepted.quarantine(row))
                .filter(quarantine -> quarantine.isActive(options.today())).isPresent();
    }

    private void quarantine() {
        baseline.ifPresent(accepted -> accepted.quarantine().forEach(quarantine -> {
            if (!quarantine.isActive(options.today())) {
                notes.add("the quarantine of " + quarantine.row() + " has expired: "
                        + quarantine.inWords());
            } else if (checks.stream().noneMatch(c -> c.row().equals(quarantine.row()))) {
                notes.add("the quarantine of " + quarantine.row() + " covers no row");
            }
        }));
        checks.replaceAll(check -> isQuarantined(check.row())
                && QUARANTINED_TIERS.contains(check.tier())
                && check.status() != Status.MISSING
                ? check.with(Status.QUARANTINED, check.text() + "; " + baseline
                        .flatMap(accepted -> accepted.quarantine(check.row())).orElseThrow()
                        .inWords())
                : check);
    }

    private void checkThatSomethingWasCompared() {
        boolean hasTimes = checks.stream().anyMatch(check -> check.tier().compareTo(Tier.T4) >= 0
                && check.status().counted() == Status.Counted.COMPARED);
        boolean isAllQuarantined = !hasTimes && checks.stream()
                .anyMatch(check -> check.status() == Status.QUARANTINED);
        if (!hasTimes) {
            checks.add(GateCheck.invalid(Tier.T0, isAllQuarantined
                    ? "0 times compared: every row is in quarantine"
                    : "0 times compared: neither accepted runs nor a base build"));
        }
    }
}
