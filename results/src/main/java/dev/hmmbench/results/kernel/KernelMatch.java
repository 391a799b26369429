package dev.hmmbench.results.kernel;

import dev.hmmbench.results.run.RowSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which recorded figure stands beside which row: by the benchmark's name, then the nearest recorded
 * size and number of pagemaps. The figure carries its own size and number, and a report shows them,
 * so a near match is never taken for an exact one.
 */
public final class KernelMatch {

    private static final long PAGE = 4096;
    private static final long HUGE = 2L << 20;

    private final KernelFigures figures;
    private final List<Map.Entry<String, String>> rules;

    /** Creates the matches of these figures, by the rules that come with this build. */
    public KernelMatch(KernelFigures figures) {
        this.figures = figures;
        this.rules = MatchRules.bundled();
    }

    /** Returns the small-configuration figure nearest to the row; empty where there is none. */
    public Optional<KernelFigure> of(RowSpec row) {
        return operation(row).flatMap(operation -> nearest(operation, row));
    }

    /** Returns the recorded operation of the row; empty where none was recorded. */
    public Optional<String> operation(RowSpec row) {
        if (MatchRules.isUnrecorded(row)) {
            return Optional.empty();
        }
        return rules.stream()
                .filter(rule -> row.benchmark().matches(rule.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<KernelFigure> nearest(String operation, RowSpec row) {
        long folio = MatchRules.isHuge(row) ? HUGE : PAGE;
        long size = MatchRules.number(row, MatchRules.SIZE_PARAMS).orElse(0);
        long maps = MatchRules.number(row, MatchRules.PAGEMAP_PARAMS).orElse(
                operation.endsWith("_page") || operation.startsWith("migrate_pfn") ? 1 : 0);
        return figures.of(operation, KernelFigure.Config.SMALL, folio).stream()
                .filter(figure -> figure.series().isPresent())
                .filter(figure -> Long.bitCount(figure.sizeBytes()) <= 1)
                .min(Comparator.<KernelFigure>comparingDouble(
                                figure -> Math.abs(figure.pagemaps() - maps))
                        .thenComparingDouble(figure -> distance(figure.sizeBytes(), size)));
    }

    private static double distance(long recorded, long wanted) {
        return Math.abs(Math.log((recorded + 1.0) / (wanted + 1.0)));
    }
}
