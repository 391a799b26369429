package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The end of the report: where the run was measured, and every round of every row. */
final class DetailSections {

    private final RunComparison run;

    DetailSections(RunComparison run) {
        this.run = run;
    }

    /** Returns the section about machine, virtual machine and plan. */
    Section environment() {
        RunPlan plan = run.data().plan();
        Table.Builder table = Table.named("environment-table", "Recorded with the run")
                .text("part", "key", "value");
        table.row("run", "suite", plan.suite());
        table.row("run", "created", plan.createdUtc());
        table.row("run", "command line", String.join(" ", plan.commandLine()));
        table.row("run", "seed", String.valueOf(plan.seed()));
        table.row("run", "looks", plan.looks().rounds() + ", alpha " + plan.looks().alpha());
        table.row("run", "iterations per fork", String.valueOf(plan.iterations()));
        table.row("run", "map", plan.map() + ", SHA-256 " + plan.mapSha256());
        run.data().environment().sections().forEach((section, keys) ->
                keys.forEach((key, value) -> table.row(section, key, value)));
        return new Section("environment", "", "Environment", "Where it was measured",
                List.of(table.build()));
    }

    /** Returns the section with the rounds of every row, the target of links. */
    Section rounds() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose("Value: the fork's statistic that its row declares, in the "
                + "row's unit. Ratio in cost: above 1 the second design costs more."));
        Stream.of(run.rows(), run.builds(), run.controls()).flatMap(List::stream)
                .filter(row -> !row.rounds().isEmpty())
                .forEach(row -> blocks.add(rounds(row)));
        return new Section("raw-rounds", "", "Raw rounds", "Every round of every row", blocks);
    }

    private static Block rounds(RowComparison row) {
        String id = Rows.roundsId(row);
        String unit = row.row().unit().symbol();
        Table.Builder table = Table.named(id + "-table", "Row `" + row.row().id()
                        + "`, statistic " + row.row().primary().label() + ", "
                        + Figures.count(row.row().operationsPerSample())
                        + " operations per sample")
                .numbers("round", "shard", row.pair().reference() + ", " + unit,
                        row.pair().candidate() + ", " + unit, "ratio")
                .text("left out because");
        for (RoundPair round : row.rounds()) {
            table.row(String.valueOf(round.round()), String.valueOf(round.shard()),
                    Figures.value(round.referenceValue()), Figures.value(round.candidateValue()),
                    Figures.ratio(round.costRatio()), round.excluded());
        }
        return new Block.Details(id, row.row().label() + " · " + Rows.pair(row.pair()),
                List.of(table.build()));
    }
}
