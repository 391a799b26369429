package dev.hmmbench.results.run;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * One row: a benchmark with its parameters, and how it is judged.
 *
 * @param id unique in a run, see {@link #idOf}
 * @param benchmark the benchmark's short name
 * @param params its parameters, sorted by name; sizes in bytes, counts as plain numbers
 * @param label what a reader sees, at most 60 characters
 * @param group what it measures
 * @param unit unit of the row's value after division
 * @param primary the statistic that the row is judged by
 * @param operationsPerSample operations in one sample; every sample and phase is divided by it
 * @param margin smallest relative change that matters, such as 0.03; within it is equivalent
 * @param arms names of the arms that run it, in the plan's order
 * @param prominence where a report shows it
 */
public record RowSpec(String id, String benchmark, SortedMap<String, String> params, String label,
        RowGroup group, Unit unit, Primary primary, long operationsPerSample, double margin,
        List<String> arms, Prominence prominence) {

    private static final int LABEL_MAX = 60;

    /** Checks that id, unit and primary fit together and makes the collections unmodifiable. */
    public RowSpec {
        Check.text("benchmark", benchmark);
        params = Check.sorted(params);
        Check.that(id.equals(idOf(benchmark, params)),
                "row id is \"" + id + "\", must be \"" + idOf(benchmark, params) + "\"");
        Check.text("label", label);
        Check.that(label.length() <= LABEL_MAX, "label is longer than " + LABEL_MAX);
        Check.atLeast("operationsPerSample", operationsPerSample, 1);
        Check.positive("margin", margin);
        Check.that(margin < 1, "margin is " + margin + ", must be below 1");
        Check.that((primary == Primary.WALL_THROUGHPUT)
                        == (unit.direction() == Direction.HIGHER_IS_BETTER),
                "row " + id + ": unit " + unit.symbol() + " does not fit primary "
                        + primary.label());
        arms = List.copyOf(arms);
        Check.that(!arms.isEmpty(), "row " + id + " has no arm");
        Check.that(arms.stream().distinct().count() == arms.size(),
                "row " + id + " names an arm twice");
    }

    /** Returns the row id: {@code benchmark} or {@code benchmark[a=1,b=2]}, parameters sorted. */
    public static String idOf(String benchmark, Map<String, String> params) {
        if (params.isEmpty()) {
            return benchmark;
        }
        return Check.sorted(params).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(",", benchmark + "[", "]"));
    }
}
