package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.LoneRow;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.kernel.KernelMatch;
import dev.hmmbench.results.run.RowGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One section per question: its pictures and tables, or what would measure it. */
final class QuestionSections {

    private final RunComparison run;
    private final SideTables side;
    private final ForestPicture forest;
    private final ScalingPicture scaling;
    private final CostCurveBlocks curves;
    private final PercentilePicture percentiles;
    private final RowTable rowTable;
    private final KernelTables kernelTables;

    QuestionSections(RunComparison run, SideTables side, ForestPicture forest,
            KernelFigures figures, KernelMatch match) {
        this.run = run;
        this.side = side;
        this.forest = forest;
        this.scaling = new ScalingPicture(figures, match);
        this.curves = new CostCurveBlocks(run.data());
        this.percentiles = new PercentilePicture(run.data());
        this.rowTable = new RowTable(match);
        this.kernelTables = new KernelTables(figures);
    }

    /** Returns the section of a question. */
    Section of(Questions.Question question) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(question.lead()));
        List<Block> answer = new ArrayList<>();
        for (RowGroup group : question.groups()) {
            answer.addAll(rows(group));
        }
        alone(question).ifPresent(answer::add);
        if (question.groups().contains(RowGroup.CHURN)) {
            answer.addAll(ChunkBlocks.of(side.chunks(), ChunkTimes.of(run)));
        }
        answer.addAll(side.blocks(question.number()));
        if (answer.isEmpty()) {
            answer.add(new Block.Missing("This run has no data for this question.",
                    question.command()));
        }
        blocks.addAll(answer);
        kernelTables.of(question.number()).ifPresent(blocks::add);
        return new Section("q" + question.number(), String.valueOf(question.number()),
                question.shortName(), question.question(), blocks);
    }

    private Optional<Block> alone(Questions.Question question) {
        Table.Builder table = Table.named("q" + question.number() + "-alone",
                        "Rows that only one design can run; geometric mean over forks")
                .text("row", "design").numbers("value").text("unit").numbers("forks");
        LoneRow.of(run.data()).stream()
                .filter(lone -> question.groups().contains(lone.row().group()))
                .forEach(lone -> table.row(lone.row().label(), lone.arm().arm(),
                        Figures.value(lone.arm().value()), lone.row().unit().symbol(),
                        String.valueOf(lone.arm().nrForks())));
        return table.isEmpty() ? Optional.empty() : Optional.of(table.build());
    }

    private List<Block> rows(RowGroup group) {
        List<RowComparison> rows = Rows.of(run, group);
        if (rows.isEmpty()) {
            return List.of();
        }
        String id = group.label();
        List<Block> blocks = new ArrayList<>();
        forest.of(id + "-forest", "Ratios: " + group.label() + " rows", rows)
                .ifPresent(blocks::add);
        for (ScalingPicture.Axis axis : ScalingPicture.Axis.values()) {
            scaling.of(id + "-against-" + axis.label(), axis, rows).ifPresent(blocks::add);
        }
        for (ScalingPicture.Axis axis : CostCurveBlocks.AXES) {
            blocks.addAll(curves.of(id + "-cost-against-" + axis.label(), axis, rows));
        }
        if (group == RowGroup.CONCURRENT) {
            ThreadsTable.of(id + "-threads", rows).ifPresent(blocks::add);
            ThreadsTable.oversubscribed(run.data(), rows).ifPresent(blocks::add);
        }
        CostTables.waits(rows).ifPresent(blocks::add);
        blocks.addAll(PhasePicture.of(id + "-phases", rows));
        blocks.addAll(CounterPicture.of(id + "-counters", rows));
        blocks.addAll(percentiles.of(id + "-percentiles", rows));
        blocks.add(rowTable.of(id + "-rows", rows));
        CostTables.total(id + "-cost", rows).ifPresent(blocks::add);
        warnings(rows).ifPresent(blocks::add);
        return blocks;
    }

    private static Optional<Block> warnings(List<RowComparison> rows) {
        List<String> lines = new ArrayList<>();
        for (RowComparison row : rows) {
            row.warnings().forEach(warning -> lines.add(row.row().label() + ": "
                    + warning.text()));
        }
        return lines.isEmpty() ? Optional.empty()
                : Optional.of(new Block.Points("To know about these rows",
                        lines.stream().distinct().toList()));
    }
}
