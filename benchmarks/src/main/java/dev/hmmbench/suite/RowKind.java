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
import java.util.Set;
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
 * @param models the only models that can do it; empty where all can
 */
public record RowKind(String name, Class<? extends Workload> type, String label, RowGroup group,
        Unit unit, Primary primary, double margin, Map<String, String> smallParams,
        Set<String> models) {

    /** Name of the parameter that says how many threads work; one without it. */
    static final String THREADS = "threads";

    /** Makes the collections unmodifiable. */
    public RowKind {
        smallParams = Map.copyOf(smallParams);
        models = Set.copyOf(models);
    }

    /** Makes a benchmark that every model can do. */
    public RowKind(String name, Class<? extends Workload> type, String label, RowGroup group,
            Unit unit, Primary primary, double margin, Map<String, String> smallParams) {
        this(name, type, label, group, unit, primary, margin, smallParams, Set.of());
    }

    /** Tells whether its rows run in designs; others run once per round, without one. */
    public boolean isCompared() {
        return group.isCompared();
    }

    /** Returns the same benchmark with another margin, for rows of which another one is asked. */
    RowKind withMargin(double other) {
        return new RowKind(name, type, label, group, unit, primary, other, smallParams, models);
    }

    /** Returns the same benchmark for a model that alone can do it. */
    RowKind onlyIn(String model) {
        return new RowKind(name, type, label, group, unit, primary, margin, smallParams,
                Set.of(model));
    }

    /** Tells whether a model can do it. */
    boolean runsIn(String model) {
        return models.isEmpty() || models.contains(model);
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
            String value = param.getValue();
            text = text.replace("{" + param.getKey() + "}", param.getKey().endsWith("Bytes")
                    ? sizeInWords(Long.parseLong(value)) : inWords(value));
        }
        return text.replaceAll("\\b1 (pagemap|other|thread)s\\b", "1 $1");
    }

    /** Writes constants in small letters and large counts with their thousands apart. */
    private static String inWords(String value) {
        if (value.matches("[A-Z_]+")) {
            return value.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return value.matches("[0-9]{5,18}")
                ? String.format(Locale.ROOT, "%,d", Long.parseLong(value)) : value;
    }

    /** Writes whole KiB to TiB as such. */
    private static String sizeInWords(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, units.length - 1);
        return (bytes >> 10 * unit) + " " + units[unit];
    }
}
