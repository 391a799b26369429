package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.Samples;
import dev.hmmbench.results.stats.Numbers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.function.ToDoubleFunction;

/**
 * Which statistic of a fork's samples is the steadiest: for each compared row of a run the standard
 * deviation of the rounds' log-ratios, were the forks reduced to their minimum, a percentile or
 * their mean. For the choice of what a row declares; as {@code docs/decisions.md} has it.
 *
 * <p>{@code java -cp benchmarks/target/hmmbench.jar
 * dev.hmmbench.results.compare.StatisticsTable RUN}.
 */
public final class StatisticsTable {

    private final ForkTable forks;
    private final StringBuilder out = new StringBuilder();

    private StatisticsTable(ForkTable forks) {
        this.forks = forks;
    }

    private enum Statistic {
        MIN(Samples::min),
        P1(Samples::p1),
        P5(Samples::p5),
        P10(Samples::p10),
        P25(Samples::p25),
        P50(Samples::p50),
        MEAN(Samples::mean);

        private final ToDoubleFunction<Samples> value;

        Statistic(ToDoubleFunction<Samples> value) {
            this.value = value;
        }
    }

    /**
     * Prints the table.
     *
     * @param args the run folder
     */
    public static void main(String[] args) {
        System.out.print(of(RunFolder.read(Path.of(args[0]))));
    }

    /** Returns the table as Markdown; rows with fewer than two rounds are left out. */
    public static String of(RunData data) {
        StatisticsTable table = new StatisticsTable(new ForkTable(data));
        table.write(data);
        return table.out.toString();
    }

    private void write(RunData data) {
        out.append("| row | declared |");
        for (Statistic statistic : Statistic.values()) {
            out.append(' ').append(statistic.name().toLowerCase(Locale.ROOT)).append(" |");
        }
        out.append("\n|---|---|").append("---|".repeat(Statistic.values().length)).append('\n');
        RunComparer.compare(data).rows().stream()
                .filter(row -> row.rounds().stream().filter(RoundPair::isUsed).count() > 1)
                .forEach(this::row);
    }

    private void row(RowComparison row) {
        out.append(String.format(Locale.ROOT, "| %s | %s |", row.row().label(),
                row.row().primary().name().toLowerCase(Locale.ROOT)));
        NavigableMap<Integer, ForkRecord.Measured> reference =
                forks.of(row.row(), row.pair().reference());
        NavigableMap<Integer, ForkRecord.Measured> candidate =
                forks.of(row.row(), row.pair().candidate());
        for (Statistic statistic : Statistic.values()) {
            double[] logRatios = row.rounds().stream().filter(RoundPair::isUsed)
                    .mapToDouble(round -> Math.log(
                            value(statistic, candidate.get(round.round()))
                            / value(statistic, reference.get(round.round()))))
                    .toArray();
            out.append(String.format(Locale.ROOT, " %.1f %% |",
                    100 * Numbers.sd(logRatios)));
        }
        out.append('\n');
    }

    private static double value(Statistic statistic, ForkRecord.Measured fork) {
        return statistic.value.applyAsDouble(fork.samples());
    }
}
