package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.kernel.CostModel;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.kernel.KernelMatch;
import dev.hmmbench.results.kernel.Prediction;
import dev.hmmbench.results.kernel.Prediction.Kernel;
import dev.hmmbench.results.kernel.Prediction.Role;
import dev.hmmbench.results.run.RowGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What the exact counters say: for each row the ratio in time here, the ratio in instructions that
 * the counters predict and the recorded one, and why they differ.
 */
final class InstructionSection {

    private static final String COMMAND = "./hmmbench instructions";

    private final RunComparison run;
    private final KernelMatch match;
    private final CostModel model;

    InstructionSection(RunComparison run, KernelMatch match, CostModel model) {
        this.run = run;
        this.match = match;
        this.model = model;
    }

    /** Returns the section. */
    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose("The models count what they do: walks, nodes, pivots, struct "
                + "pages, conversions, candidates. A linear model with few coefficients, fitted "
                + "to some recorded figures, predicts the others (" + accuracy() + "). So the "
                + "counters carry the kernel's costs, and where a ratio in time differs from the "
                + "one in instructions, the machine makes the difference. `" + COMMAND
                + "` prints every figure beside its prediction."));
        blocks.add(ratios());
        blocks.add(coefficients());
        return new Section("instructions", "", "Instructions",
                "Do exact counters explain the recorded kernels?", blocks);
    }

    private String accuracy() {
        List<Prediction> predicted = model.predictions().stream()
                .filter(found -> found.role() == Role.PREDICTED).toList();
        double worst = predicted.stream().mapToDouble(found -> Math.abs(found.error())).max()
                .orElse(Double.NaN);
        return predicted.size() + " figures, largest error " + Figures.percent(worst);
    }

    private Block ratios() {
        Table.Builder table = Table.named("instruction-ratios", "devprivate against legacy. Time: "
                        + "this machine. Predicted: by the counters. Recorded: "
                        + KernelFigures.ORIGIN + ".")
                .text("row").numbers("time ratio", "interval", "predicted", "recorded")
                .text("recorded at", "not in the counters");
        for (Measure line : Measure.of(run.rows())) {
            line.kernel(match).filter(figure -> figure.ratio().isPresent())
                    .ifPresent(figure -> addRow(table, line, figure));
        }
        return table.isEmpty() ? new Block.Missing("This run has no row that was recorded in a "
                + "kernel.", "./hmmbench run --suite quick") : table.build();
    }

    private void addRow(Table.Builder table, Measure line, KernelFigure figure) {
        OptionalDouble predicted = predicted(figure);
        table.row(line.part().isPresent() ? line.row().row().label() + " " + line.label()
                        : line.label(),
                Figures.orDash(line.estimate().map(e -> Figures.ratio(e.ratio()))),
                Figures.orDash(line.estimate().map(e ->
                        Figures.interval(e.interval().low(), e.interval().high()))),
                predicted.isPresent() ? Figures.ratio(predicted.getAsDouble()) : "–",
                KernelTables.ratio(figure), KernelTables.at(figure),
                reason(line.row().row().group()));
    }

    private OptionalDouble predicted(KernelFigure figure) {
        if (figure.operation().equals("create_hoisted")) {
            return quotient(figure, Kernel.HOISTED, "create");
        }
        OptionalDouble ratio = model.ratio(figure.operation(), figure.config(),
                figure.sizeBytes(), figure.pagemaps());
        return ratio.isPresent() ? ratio : OptionalDouble.empty();
    }

    private OptionalDouble quotient(KernelFigure figure, Kernel kernel, String baseOperation) {
        return model.at(figure.operation(), figure.config(), kernel, figure.sizeBytes(),
                        figure.pagemaps())
                .flatMap(above -> model.at(baseOperation, figure.config(), Kernel.BASE,
                                figure.sizeBytes(), figure.pagemaps())
                        .map(below -> above.predicted() / below.predicted()))
                .map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static String reason(RowGroup group) {
        return switch (group) {
            case CREATE -> "beyond the cache both designs wait for memory; in it a walk weighs "
                    + "more, because the model's initialiser merges stores";
            case LOOKUP -> "arithmetic hides in the loop; a walk waits for mispredicted branches "
                    + "and, with many pagemaps, for the cache";
            case MIGRATE, FAULT -> "pages are really copied here, the recorded driver copies "
                    + "nothing; core mm that is the same in both designs is simplified";
            default -> "core mm that is the same in both designs is simplified here";
        };
    }

    private Block coefficients() {
        Table.Builder table = Table.named("instruction-coefficients",
                "Instructions for one event, by kernel and configuration").text("set", "events");
        model.coefficients().forEach((name, terms) -> table.row(name, terms.entrySet().stream()
                .map(term -> term.getKey() + " " + Figures.value(term.getValue()))
                .collect(Collectors.joining(", "))));
        return new Block.Details("instruction-model", "The coefficients", List.of(table.build()));
    }
}
