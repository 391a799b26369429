package dev.hmmbench.results.kernel;

import dev.hmmbench.results.kernel.Prediction.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The predictions as Markdown tables that read well in a terminal, too. */
public final class CostTable {

    private static final String LINE = "| %-24s | %-12s | %-7s | %14s | %8s | %-9s | %14s | %14s "
            + "| %7s |%n";
    private static final String SUMMARY = "| %-24s | %-12s | %-7s | %6s | %9s | %7s | %7s |%n";
    private static final String COEFFICIENT = "| %-45s | %s |%n";

    private final CostModel model;

    /** Creates the tables of a model. */
    public CostTable(CostModel model) {
        this.model = model;
    }

    /** Returns every figure beside its prediction. */
    public String all() {
        StringBuilder text = new StringBuilder();
        append(text, LINE, "operation", "configuration", "kernel", "bytes", "pagemaps", "role",
                "recorded", "predicted", "error");
        append(text, LINE, "---", "---", "---", "---:", "---:", "---", "---:", "---:", "---:");
        for (Prediction found : model.predictions()) {
            append(text, LINE, found.operation(), found.config().label(), found.kernel().label(),
                    found.sizeBytes(), found.pagemaps(), role(found),
                    instructions(found.recorded()), instructions(found.predicted()),
                    percent(found.error()));
        }
        return text.toString();
    }

    /**
     * Returns a line for each operation and kernel: how many figures, and the largest errors of
     * those that were not fitted.
     */
    public String summary() {
        Map<String, List<Prediction>> groups = new LinkedHashMap<>();
        for (Prediction found : model.predictions()) {
            groups.computeIfAbsent(found.operation() + found.config() + found.kernel(),
                    key -> new ArrayList<>()).add(found);
        }
        StringBuilder text = new StringBuilder();
        append(text, SUMMARY, "operation", "configuration", "kernel", "fitted", "predicted",
                "error", "added");
        append(text, SUMMARY, "---", "---", "---", "---:", "---:", "---:", "---:");
        for (List<Prediction> group : groups.values()) {
            Prediction first = group.getFirst();
            List<Prediction> predicted = group.stream()
                    .filter(found -> found.role() == Role.PREDICTED).toList();
            append(text, SUMMARY, first.operation(), first.config().label(),
                    first.kernel().label(), group.size() - predicted.size(), predicted.size(),
                    predicted.stream().map(Prediction::error)
                            .max(Comparator.comparingDouble(Math::abs))
                            .map(CostTable::percent).orElse("–"),
                    predicted.stream().filter(found -> found.carried() > 0)
                            .map(Prediction::ownError).max(Comparator.comparingDouble(Math::abs))
                            .map(CostTable::percent).orElse("–"));
        }
        return text.toString();
    }

    /** Returns the coefficients, a line for each set. */
    public String coefficients() {
        StringBuilder text = new StringBuilder();
        append(text, COEFFICIENT, "kernel and configuration", "instructions for one event");
        append(text, COEFFICIENT, "---", "---");
        model.coefficients().forEach((name, terms) -> append(text, COEFFICIENT, name,
                terms.entrySet().stream()
                        .map(term -> term.getKey() + " " + instructions(term.getValue()))
                        .collect(Collectors.joining(", "))));
        return text.toString();
    }

    private static void append(StringBuilder text, String format, Object... cells) {
        text.append(String.format(Locale.ROOT, format, cells));
    }

    private static String role(Prediction found) {
        return found.role().name().toLowerCase(Locale.ROOT);
    }

    private static String instructions(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
