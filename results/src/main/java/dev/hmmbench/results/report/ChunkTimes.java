package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ForkTable;
import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.Samples;
import dev.hmmbench.results.run.StepTimes;
import dev.hmmbench.results.stats.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the K-th chunk took one design, for every K that was timed: the median over the forks that
 * count.
 *
 * @param design name of the arm
 * @param nrForks forks that kept their times
 * @param nrTimed how many K were timed
 * @param firstNs the first chunk
 * @param lastNs the last chunk
 * @param allNs all chunks together
 * @param points the curve over K, neighbours put together where they would lie on one another
 */
record ChunkTimes(String design, int nrForks, int nrTimed, double firstNs, double lastNs,
        double allNs, List<Point> points) {

    /** The row whose forks keep their times. */
    static final String BENCHMARK = "chunks";

    private static final double STEP = 1.035;

    /**
     * One or more neighbouring K.
     *
     * @param k the middle one
     * @param ns median of their times
     * @param low the tenth percentile of their times
     * @param high the ninetieth percentile of their times
     */
    record Point(int k, double ns, double low, double high) {}

    /** Returns every design of a run that has the row; nothing where no fork kept its times. */
    static List<ChunkTimes> of(RunComparison run) {
        ForkTable forksOfRun = new ForkTable(run.data());
        Map<String, List<long[]>> byArm = new LinkedHashMap<>();
        for (RowComparison row : run.rows()) {
            if (row.row().benchmark().equals(BENCHMARK)) {
                Set<Integer> rounds = row.rounds().stream().filter(RoundPair::isUsed)
                        .map(RoundPair::round).collect(Collectors.toSet());
                for (String arm : List.of(row.pair().reference(), row.pair().candidate())) {
                    byArm.computeIfAbsent(arm,
                            key -> times(run.data(), forksOfRun.of(row.row(), key), rounds));
                }
            }
        }
        List<ChunkTimes> times = new ArrayList<>();
        byArm.forEach((arm, forks) -> {
            double[] medians = medians(forks);
            if (Arrays.stream(medians).anyMatch(ns -> ns > StepTimes.NOT_TIMED)) {
                times.add(of(arm, forks.size(), medians));
            }
        });
        return times;
    }

    private static List<long[]> times(
            RunData data, Map<Integer, ForkRecord.Measured> forks, Set<Integer> rounds) {
        List<long[]> times = new ArrayList<>();
        forks.forEach((round, fork) -> {
            if (rounds.contains(round)) {
                StepTimes.of(data.folder(), fork).ifPresent(times::add);
            }
        });
        return times;
    }

    /** Returns the median over the forks that timed it, for each K; 0 where none did. */
    private static double[] medians(List<long[]> forks) {
        int nrChunks = forks.stream().mapToInt(times -> times.length).max().orElse(0);
        double[] medians = new double[nrChunks];
        for (int chunk = 0; chunk < nrChunks; chunk++) {
            int index = chunk;
            double[] timed = forks.stream().filter(times -> index < times.length)
                    .mapToDouble(times -> times[index])
                    .filter(ns -> ns > StepTimes.NOT_TIMED).toArray();
            medians[chunk] = timed.length == 0 ? StepTimes.NOT_TIMED : Numbers.median(timed);
        }
        return medians;
    }

    private static ChunkTimes of(String arm, int nrForks, double[] medians) {
        List<Point> points = new ArrayList<>();
        for (int from = 1; from <= medians.length;) {
            int to = Math.min(medians.length, Math.max(from, (int) (from * STEP)));
            double[] timed = Arrays.stream(medians, from - 1, to)
                    .filter(ns -> ns > StepTimes.NOT_TIMED).toArray();
            if (timed.length > 0) {
                Samples spread = Samples.of(timed);
                points.add(new Point((from + to) / 2, spread.p50(), spread.p10(), spread.p90()));
            }
            from = to + 1;
        }
        return new ChunkTimes(arm, nrForks,
                (int) Arrays.stream(medians).filter(ns -> ns > StepTimes.NOT_TIMED).count(),
                medians[0], medians[medians.length - 1], Arrays.stream(medians).sum(), points);
    }
}
