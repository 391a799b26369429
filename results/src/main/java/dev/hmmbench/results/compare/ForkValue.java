package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.Direction;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowSpec;
import java.util.OptionalDouble;

/** Reduces one fork to the one number its row is judged by. */
final class ForkValue {

    private static final double SMALLEST = 1e-9;

    private ForkValue() {}

    /** Returns the fork's primary statistic in the row's unit; empty where the fork lacks it. */
    static OptionalDouble of(RowSpec row, ForkRecord.Measured fork) {
        return switch (row.primary()) {
            case P50 -> OptionalDouble.of(fork.samples().p50() / row.operationsPerSample());
            case P10 -> OptionalDouble.of(fork.samples().p10() / row.operationsPerSample());
            case WALL_THROUGHPUT -> throughput(fork);
        };
    }

    /** Returns the value as a cost: larger is worse. */
    static double cost(RowSpec row, double value) {
        return row.unit().direction() == Direction.HIGHER_IS_BETTER ? 1 / value : value;
    }

    private static OptionalDouble throughput(ForkRecord.Measured fork) {
        Metric metric = fork.metrics().get(Metric.THROUGHPUT);
        return metric == null || metric.value() < SMALLEST ? OptionalDouble.empty()
                : OptionalDouble.of(metric.value());
    }
}
