package dev.hmmbench.results.kernel;

import dev.hmmbench.results.run.RowSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which recorded figure stands beside which row, or part of a row: by its name, then the nearest
 * recorded size and number of pagemaps. The figure carries its own size and number, and a report
 * shows them, so a near match is never taken for an exact one.
 */
public final class KernelMatch {

    private static final long PAGE = 4096;
    private static final long HUGE = 2L << 20;

    private final KernelFigures figures;
    private final List<MatchRules.Rule> rules;

    /** Creates the matches of these figures, by the rules that come with this build. */
    public KernelMatch(KernelFigures figures) {
        this.figures = figures;
        this.rules = MatchRules.bundled();
    }

    /**
     * Returns the small-configuration figure nearest to the row; empty where there is none.
     *
     * @param name the benchmark's name; for a part {@code benchmark/part}
     * @param candidate the design that is compared with legacy
     */
    public Optional<KernelFigure> of(RowSpec row, String name, String candidate) {
        return MatchRules.isUnrecorded(row) ? Optional.empty()
                : rules.stream().filter(rule -> rule.fits(name, candidate)).findFirst()
                        .flatMap(rule -> nearest(rule.operation(), row));
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
