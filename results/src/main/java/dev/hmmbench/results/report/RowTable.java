package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table of rows: values of both arms, ratio, error, verdict, recorded kernel. */
final class RowTable {

    private final KernelMatch kernel;

    RowTable(KernelMatch kernel) {
        this.kernel = kernel;
    }

    /** Returns the table of these rows, each with its parts below it. */
    Table of(String id, List<RowComparison> rows) {
        List<Measure> measures = Measure.of(rows);
        boolean isKernelShown = measures.stream().anyMatch(line -> line.kernel(kernel).isPresent());
        boolean hasParts = measures.size() > rows.size();
        Pair first = rows.getFirst().pair();
        boolean isOnePair = rows.stream().allMatch(row -> row.pair().equals(first));
        Table.Builder table = Table.named(id, "Value: geometric mean over rounds ± standard "
                        + "deviation of a round. Ratio in cost: above 1 the second design costs "
                        + "more. MDE: smallest change these rounds can find."
                        + (hasParts ? " Lines with … are parts of the row above, by the same "
                                + "statistic, and not judged." : "")
                        + (isKernelShown ? " Kernel ratio: recorded instructions, not time." : ""))
                .text("row").numbers(isOnePair ? first.reference() : "first",
                        isOnePair ? first.candidate() : "second")
                .text("unit").numbers("ratio", "interval", "rounds", "MDE").text("verdict");
        if (isKernelShown) {
            table.numbers("kernel ratio").text("recorded at");
        }
        measures.forEach(line -> table.row(
                cells(line, isOnePair, isKernelShown).toArray(Table.Cell[]::new)));
        return table.build();
    }

    private List<Table.Cell> cells(Measure line, boolean isOnePair, boolean isKernelShown) {
        RowComparison row = line.row();
        Optional<Estimate> estimate = line.estimate();
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.link(isOnePair || line.part().isPresent() ? line.label()
                : line.label() + " · " + Rows.pair(row.pair()), Rows.roundsId(row)));
        Quantity unit = Quantity.of(row.row().unit(),
                line.reference().orElse(line.candidate().orElse(1)));
        cells.add(Table.cell(value(unit, line.reference(), line, row.reference())));
        cells.add(Table.cell(value(unit, line.candidate(), line, row.candidate())));
        cells.add(Table.cell(unit.symbol()));
        cells.add(Table.cell(Figures.orDash(line.ratio().map(Figures::ratio))));
        cells.add(Table.cell(Figures.orDash(estimate.map(e ->
                Figures.interval(e.interval().low(), e.interval().high())))));
        cells.add(Table.cell(estimate.map(e -> e.nrRounds())
                .orElse(row.rounds().size() - row.nrExcluded())
                + (row.nrExcluded() > 0 ? " of " + row.rounds().size() : "")));
        cells.add(Table.cell(Figures.orDash(estimate.map(e ->
                Figures.percent(e.minimumDetectable())))));
        cells.add(line.part().isPresent() ? Table.cell("") : Table.verdict(row.verdict().label()));
        if (isKernelShown) {
            Optional<KernelFigure> figure = line.kernel(kernel);
            cells.add(Table.cell(Figures.orDash(figure.map(KernelTables::ratio))));
            cells.add(Table.cell(figure.map(KernelTables::at).orElse("")));
        }
        return cells;
    }

    private static String value(Quantity unit, OptionalDouble value, Measure line,
            Optional<ArmValue> arm) {
        if (value.isEmpty()) {
            return "–";
        }
        String text = unit.format(value.getAsDouble());
        return line.part().isPresent() ? text
                : text + " ± " + Figures.percent(arm.orElseThrow().relativeSd());
    }
}
