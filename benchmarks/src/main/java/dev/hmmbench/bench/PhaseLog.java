package dev.hmmbench.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The phases of every sample of a fork, so that it can say what its typical sample consists of.
 *
 * <p>A fork is judged by one percentile of its samples. The phases that it reports are the means
 * over the samples next to that percentile, a tenth of all, so that they add up to it. Means over
 * all samples would not: single disturbed samples raise them and leave a percentile as it is.
 * Phases belong to parts, such as creation and removal; a part is reported by its own percentile,
 * so that it can be compared like a row.
 *
 * <p>Keeps 8 bytes for each phase of each sample.
 */
final class PhaseLog {

    /**
     * A column of the log.
     *
     * @param name the phase
     * @param part the part of the operation that it belongs to
     */
    record Column(String name, String part) {}

    /** Share of the samples on each side of the percentile that count as next to it. */
    private static final double HALF_WINDOW = 0.05;
    private static final int FIRST_CAPACITY = 64;
    /** Samples for which there is room once the fork measures, so that none pays for more. */
    private static final int CAPACITY = 1 << 15;

    private final List<Column> columns;
    private final boolean[] isUsed;
    private long[] cells;
    private int nrSamples;

    PhaseLog(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.isUsed = new boolean[columns.size()];
        this.cells = new long[FIRST_CAPACITY * columns.size()];
    }

    /** Adds to a phase of the sample that is being taken. */
    void add(int column, long ns) {
        isUsed[column] = true;
        cells[nrSamples * columns.size() + column] += ns;
    }

    /** Ends the sample. */
    void endSample() {
        nrSamples++;
        if ((nrSamples + 1) * columns.size() > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
    }

    /** Forgets all samples: the warm-up. */
    void clear() {
        cells = new long[Math.max(cells.length, CAPACITY * columns.size())];
        nrSamples = 0;
    }

    /** Returns how many samples there are. */
    int nrSamples() {
        return nrSamples;
    }

    /**
     * Hands the typical sample so far to the runner; nothing where there is none. What the sorting
     * costs and allocates is not the benchmark's.
     */
    void publish(double percentile) {
        if (nrSamples > 0) {
            Untimed.run(() -> typical(percentile).forEach(ForkMetrics::set));
        }
    }

    /**
     * Returns phases and parts of the typical sample, in ns; phases that never were are left out.
     *
     * @param percentile 0 to 100: the statistic by which the fork is judged
     */
    Map<String, Double> typical(double percentile) {
        Map<String, Double> values = new LinkedHashMap<>();
        Integer[] order = inOrder();
        double middle = percentile / 100 * (nrSamples - 1);
        int from = (int) Math.max(0, Math.floor(middle - HALF_WINDOW * nrSamples));
        int to = (int) Math.min(nrSamples - 1, Math.ceil(middle + HALF_WINDOW * nrSamples));
        for (int column = 0; column < columns.size(); column++) {
            if (isUsed[column]) {
                double sum = 0;
                for (int i = from; i <= to; i++) {
                    sum += cell(order[i], column);
                }
                values.put(ForkMetrics.PHASE_PREFIX + columns.get(column).name(),
                        sum / (to - from + 1));
            }
        }
        for (String part : columns.stream().map(Column::part).distinct().toList()) {
            values.put(ForkMetrics.PART_PREFIX + part, percentileOf(part, middle));
        }
        return values;
    }

    private double percentileOf(String part, double middle) {
        long[] sums = new long[nrSamples];
        for (int column = 0; column < columns.size(); column++) {
            if (columns.get(column).part().equals(part)) {
                for (int i = 0; i < nrSamples; i++) {
                    sums[i] += cell(i, column);
                }
            }
        }
        Arrays.sort(sums);
        int below = (int) Math.floor(middle);
        int above = Math.min(below + 1, nrSamples - 1);
        return sums[below] + (middle - below) * (sums[above] - sums[below]);
    }

    private Integer[] inOrder() {
        Integer[] order = new Integer[nrSamples];
        long[] totals = new long[nrSamples];
        for (int i = 0; i < nrSamples; i++) {
            order[i] = i;
            for (int column = 0; column < columns.size(); column++) {
                totals[i] += cell(i, column);
            }
        }
        Arrays.sort(order, Comparator.comparingLong(i -> totals[i]));
        return order;
    }

    private long cell(int sample, int column) {
        return cells[sample * columns.size() + column];
    }
}
