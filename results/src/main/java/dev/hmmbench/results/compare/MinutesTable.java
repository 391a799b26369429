package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.stats.MeanEstimate;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What a minute of measuring buys: for each compared row of a run, how long one of its rounds took
 * and what change so and so many such rounds find, from the spread of the rounds that were
 * measured. As {@code docs/method.md} has it.
 *
 * <p>{@code java -cp benchmarks/target/hmmbench.jar dev.hmmbench.results.compare.MinutesTable RUN}.
 */
public final class MinutesTable {

    private static final int[] ROUNDS = {3, 6, 10, 20, 30};
    private static final double ALPHA = 0.05;

    private final RunData data;
    private final StringBuilder out = new StringBuilder();

    private MinutesTable(RunData data) {
        this.data = data;
    }

    /**
     * Prints the table.
     *
     * @param args the run folder
     */
    public static void main(String[] args) {
        System.out.print(of(RunFolder.read(Path.of(args[0]))));
    }

    /** Returns the table as Markdown; rows without an estimate are left out. */
    public static String of(RunData data) {
        MinutesTable table = new MinutesTable(data);
        table.write();
        return table.out.toString();
    }

    private void write() {
        out.append("| row | s per round |");
        for (int rounds : ROUNDS) {
            out.append(' ').append(rounds).append(" rounds |");
        }
        out.append("\n|---|---|").append("---|".repeat(ROUNDS.length)).append('\n');
        RunComparer.compare(data).rows().forEach(this::row);
    }

    private void row(RowComparison row) {
        if (row.estimate().isEmpty()) {
            return;
        }
        MeanEstimate measured = row.estimate().get().logEstimate();
        out.append(String.format(Locale.ROOT, "| %s | %.1f |", row.row().label(),
                secondsPerRound(row)));
        for (int rounds : ROUNDS) {
            MeanEstimate supposed = new MeanEstimate(rounds, rounds - 1, measured.mean(),
                    measured.sd(), measured.sd() / Math.sqrt(rounds));
            out.append(String.format(Locale.ROOT, " %.1f %% |",
                    100 * Math.expm1(supposed.minimumDetectable(ALPHA))));
        }
        out.append('\n');
    }

    /** Returns how long the two forks of a round took, on average over all rounds. */
    private double secondsPerRound(RowComparison row) {
        Set<String> arms = Set.of(row.pair().reference(), row.pair().candidate());
        return arms.size() * data.forks().stream().map(ForkRecord::fork)
                .filter(fork -> fork.row().equals(row.row().id()) && arms.contains(fork.arm()))
                .mapToLong(ForkRecord.Identity::elapsedNs).average().orElse(0) / 1e9;
    }
}
