package dev.hmmbench.suite;

import dev.hmmbench.bench.Workload;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.Prominence;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all rows of one benchmark have in common.
 *
 * @param name the benchmark's short name, first part of its rows' ids
 * @param type the class with the benchmark method
 * @param label what a reader sees; {@code {param}} stands for a parameter's value
 * @param group what it measures
 * @param unit unit of its values after division
 * @param primary the statistic that it is judged by
 * @param margin smallest relative change that matters
 * @param smallParams parameters with which a test runs it in milliseconds
 */
public record RowKind(String name, Class<? extends Workload> type, String label, RowGroup group,
        Unit unit, Primary primary, double margin, Map<String, String> smallParams) {

    /** Makes the map unmodifiable. */
    public RowKind {
        smallParams = Map.copyOf(smallParams);
    }

    /** Tells whether its rows run once per round, without a design. */
    public boolean isRuler() {
        return group == RowGroup.RULER;
    }

    /** Returns the full name of the benchmark method, as JMH knows it. */
    public String benchmarkPattern() {
        return "^" + type.getName().replace(".", "\\.") + "\\.[^.]+$";
    }

    /**
     * Returns the row with these parameters.
     *
     * @param params its parameters without the model
     * @param arms names of the arms that run it
     */
    public RowSpec row(Map<String, String> params, Prominence prominence, List<String> arms) {
        long operations = Workloads.create(this, params).operationsPerSample();
        return new RowSpec(RowSpec.idOf(name, params), name, new TreeMap<>(params),
                labelOf(params), group, unit, primary, operations, margin, arms, prominence);
    }

    private String labelOf(Map<String, String> params) {
        String text = label;
        for (Map.Entry<String, String> param : params.entrySet()) {
            text = text.replace("{" + param.getKey() + "}", readable(param.getValue()));
        }
        return text.replaceAll("\\b1 (pagemap|other)s\\b", "1 $1");
    }

    /** Writes whole KiB to GiB as such, constants in small letters, everything else as it is. */
    private static String readable(String value) {
        if (value.matches("[A-Z_]+")) {
            return value.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        if (!value.matches("[0-9]{5,18}")) {
            return value;
        }
        long number = Long.parseLong(value);
        if (number % (1L << 30) == 0) {
            return (number >> 30) + " GiB";
        }
        if (number % (1L << 20) == 0) {
            return (number >> 20) + " MiB";
        }
        return number % (1L << 10) == 0 ? (number >> 10) + " KiB" : value;
    }
}
