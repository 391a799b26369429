package dev.hmmbench.results.report;

import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The recorded kernels' figures of a question, as a table that a reader opens. */
final class KernelTables {

    /**
     * What one question shows: read from {@code kernel-tables.json}.
     *
     * @param question number of the question
     * @param rows operations in words
     */
    record Plan(int question, List<Line> rows) {}

    /**
     * One operation in words.
     *
     * @param operation its name in the recorded data
     * @param folioBytes 4096 or 2097152
     * @param sizeBytes size of pagemap or buffer; 0 where it does not matter
     * @param words what a reader sees
     */
    record Line(String operation, long folioBytes, long sizeBytes, String words) {}

    /**
     * The whole file.
     *
     * @param tables one plan per question
     */
    record File(List<Plan> tables) {}

    private final KernelFigures figures;
    private final List<Plan> plans;

    KernelTables(KernelFigures figures) {
        this.figures = figures;
        this.plans = Assets.json("kernel-tables.json", File.class).tables();
    }

    /** Returns the recorded figures of a question; empty where there are none. */
    Optional<Block> of(int question) {
        List<Line> lines = plans.stream().filter(plan -> plan.question() == question)
                .flatMap(plan -> plan.rows().stream()).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Table.Builder table = Table.named("kernel-" + question, KernelFigures.ORIGIN
                        + ". Median over boots and repetitions; small configuration.")
                .text("operation").numbers("pagemaps").text("unit").numbers("without", "with",
                        "ratio", "repetitions");
        for (Line line : lines) {
            for (KernelFigure figure : matching(line)) {
                table.row(line.words(), String.valueOf(figure.pagemaps()), figure.unit(),
                        count(figure.base()), count(figure.series()), ratio(figure),
                        repetitions(figure));
            }
        }
        return Optional.of(new Block.Details("recorded-" + question,
                "Recorded kernel: instructions of an emulated guest, not time",
                List.of(table.build())));
    }

    /** Returns the ratio of a recorded figure. */
    static String ratio(KernelFigure figure) {
        return figure.ratio().isPresent() ? Figures.ratio(figure.ratio().getAsDouble()) : "–";
    }

    /** Returns the circumstances of a recorded figure, so that none is taken for another's. */
    static String at(KernelFigure figure) {
        List<String> parts = new ArrayList<>();
        if (figure.sizeBytes() > 0) {
            parts.add(Figures.bytes(figure.sizeBytes()));
        }
        parts.add(figure.unit().endsWith("/lookup")
                ? figure.pagemaps() + (figure.pagemaps() == 1 ? " pagemap" : " pagemaps")
                : figure.pagemaps() + " others");
        if (figure.folioBytes() > 4096) {
            parts.add("2 MiB folios");
        }
        return String.join(", ", parts);
    }

    private List<KernelFigure> matching(Line line) {
        return figures.of(line.operation(), KernelFigure.Config.SMALL, line.folioBytes()).stream()
                .filter(figure -> line.sizeBytes() == 0 || figure.sizeBytes() == line.sizeBytes())
                .toList();
    }

    private static String count(Optional<KernelFigure.Count> count) {
        return Figures.orDash(count.map(found -> found.instructions() < 1000
                ? String.format(Locale.ROOT, "%.1f", found.instructions())
                : Figures.value(found.instructions())));
    }

    private static String repetitions(KernelFigure figure) {
        int base = figure.base().map(KernelFigure.Count::n).orElse(0);
        int series = figure.series().map(KernelFigure.Count::n).orElse(0);
        return base == series ? String.valueOf(base) : base + " / " + series;
    }
}
