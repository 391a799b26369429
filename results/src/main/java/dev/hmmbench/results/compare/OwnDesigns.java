package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RunData;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Which package each model of a run has its classes in: the one that most of its forks loaded. A
 * run does not record it otherwise, and models come from anybody's jar.
 */
final class OwnDesigns {

    private final Map<String, String> packages = new HashMap<>();

    OwnDesigns(RunData data) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (ForkRecord record : data.forks()) {
            if (record instanceof ForkRecord.Measured fork) {
                String model = data.plan().arm(fork.fork().arm()).map(Arm::model).orElse("");
                fork.jvm().loadedDesigns().forEach(design -> counts
                        .computeIfAbsent(model, key -> new HashMap<>())
                        .merge(design, 1, Integer::sum));
            }
        }
        counts.forEach((model, designs) -> designs.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .ifPresent(most -> packages.put(model, most.getKey())));
    }

    /** Returns the package of a model; empty where none of its forks recorded one. */
    String of(String model) {
        return packages.getOrDefault(model, "");
    }

    /** Tells whether a fork of a model did not load that model's package. */
    boolean isForeign(String model, ForkRecord.Measured fork) {
        return packages.containsKey(model)
                && !fork.jvm().loadedDesigns().contains(packages.get(model));
    }
}
