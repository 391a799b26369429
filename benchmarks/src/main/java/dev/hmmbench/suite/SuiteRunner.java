package dev.hmmbench.suite;

import dev.hmmbench.results.compare.LookDecision;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.PendingFork;
import dev.hmmbench.results.run.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Runs what a plan still lacks, one fork after another, and writes each to the journal before the
 * next one starts. A fork that fails is written down as failed and the run goes on. Where the plan
 * declares looks the run may end at one of them, and only there.
 */
public final class SuiteRunner {

    private static final long SIGNAL_MS = 300;

    private final RunFolder folder;
    private final ForkLauncher launcher;
    private final Progress progress;
    private final Interruption interruption;
    private final IntFunction<LookDecision> looks;
    private final List<ForkRecord.Failed> failures = new ArrayList<>();

    /**
     * Prepares to run in that folder.
     *
     * @param looks decides at a look, given the number of rounds that are finished
     */
    public SuiteRunner(RunFolder folder, ForkLauncher launcher, Progress progress,
            Interruption interruption, IntFunction<LookDecision> looks) {
        this.folder = folder;
        this.launcher = launcher;
        this.progress = progress;
        this.interruption = interruption;
        this.looks = looks;
    }

    /**
     * Runs all pending forks.
     *
     * @param forkMs how long one takes, roughly
     * @return the forks that failed
     * @throws dev.hmmbench.results.RunDataException if the journal cannot be written
     */
    public List<ForkRecord.Failed> run(long forkMs) {
        List<PendingFork> pending = folder.pending();
        int total = folder.plan().nrForks();
        progress.begin("forks", total - pending.size(), total, forkMs);
        int round = 0;
        for (PendingFork fork : pending) {
            interruption.check();
            if (fork.round() != round && isDecided(fork.round() - 1)) {
                break;
            }
            round = fork.round();
            progress.next(fork.row().id() + "  " + fork.arm().name() + "  round " + fork.round());
            ForkRecord record = launcher.launch(fork, progress::step);
            if (record instanceof ForkRecord.Failed) {
                // Ctrl-C reaches the fork first: it did not fail, and is measured again later.
                interruption.checkAfter(SIGNAL_MS);
            }
            interruption.check();
            folder.journal().append(record);
            if (record instanceof ForkRecord.Failed failed) {
                failures.add(failed);
                progress.note("failed: " + failed.fork().inWords() + ": " + failed.error());
            }
            progress.done();
        }
        return List.copyOf(failures);
    }

    /** Asked before a round begins, so that a run that was stopped after its last look stays so. */
    private boolean isDecided(int finishedRounds) {
        boolean isLook = folder.plan().shard().count() == 1
                && folder.plan().looks().rounds().contains(finishedRounds);
        if (!isLook || looks.apply(finishedRounds) == LookDecision.GO_ON) {
            return false;
        }
        progress.note("every row has its answer after " + finishedRounds + " rounds");
        return true;
    }
}
