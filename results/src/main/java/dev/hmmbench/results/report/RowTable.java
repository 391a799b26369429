package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of rows: values of both arms, ratio, error, verdict, recorded kernel. */
final class RowTable {

    private final KernelMatch kernel;

    RowTable(KernelMatch kernel) {
        this.kernel = kernel;
    }

    /** Returns the table of these rows. */
    Table of(String id, List<RowComparison> rows) {
        boolean isKernelShown = rows.stream().anyMatch(row -> figure(row).isPresent());
        Pair first = rows.getFirst().pair();
        boolean isOnePair = rows.stream().allMatch(row -> row.pair().equals(first));
        Table.Builder table = Table.named(id, "Value: geometric mean over rounds ± standard "
                        + "deviation of a round. Ratio in cost: above 1 the second design costs "
                        + "more. MDE: smallest change these rounds can find."
                        + (isKernelShown ? " Kernel ratio: recorded instructions, not time." : ""))
                .text("row").numbers(isOnePair ? first.reference() : "first",
                        isOnePair ? first.candidate() : "second")
                .text("unit").numbers("ratio", "interval", "rounds", "MDE").text("verdict");
        if (isKernelShown) {
            table.numbers("kernel ratio").text("recorded at");
        }
        rows.forEach(row -> table.row(
                cells(row, isOnePair, isKernelShown).toArray(Table.Cell[]::new)));
        return table.build();
    }

    private List<Table.Cell> cells(RowComparison row, boolean isOnePair,
            boolean isKernelShown) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.link(isOnePair ? row.row().label()
                : row.row().label() + " · " + Rows.pair(row.pair()), Rows.roundsId(row)));
        Quantity unit = Quantity.of(row.row().unit(), row.reference().or(row::candidate)
                .map(ArmValue::value).orElse(1.0));
        cells.add(Table.cell(value(unit, row.reference())));
        cells.add(Table.cell(value(unit, row.candidate())));
        cells.add(Table.cell(unit.symbol()));
        cells.add(Table.cell(Figures.orDash(row.estimate().map(e -> Figures.ratio(e.ratio())))));
        cells.add(Table.cell(Figures.orDash(row.estimate().map(e ->
                Figures.interval(e.interval().low(), e.interval().high())))));
        cells.add(Table.cell(row.estimate().map(e -> e.nrRounds()).orElse(0)
                + (row.nrExcluded() > 0 ? " of " + row.rounds().size() : "")));
        cells.add(Table.cell(Figures.orDash(row.estimate().map(e ->
                Figures.percent(e.minimumDetectable())))));
        cells.add(Table.verdict(row.verdict().label()));
        if (isKernelShown) {
            Optional<KernelFigure> figure = figure(row);
            cells.add(Table.cell(Figures.orDash(figure.map(KernelTables::ratio))));
            cells.add(Table.cell(figure.map(KernelTables::at).orElse("")));
        }
        return cells;
    }

    private Optional<KernelFigure> figure(RowComparison row) {
        boolean isRecorded = row.pair().kind() == Pair.Kind.DESIGNS
                && row.pair().candidate().equals("devprivate")
                && row.pair().reference().equals("legacy");
        return isRecorded ? kernel.of(row.row()) : Optional.empty();
    }

    private static String value(Quantity unit, Optional<ArmValue> arm) {
        return arm.map(found -> unit.format(found.value()) + " ± "
                + Figures.percent(found.relativeSd())).orElse("–");
    }
}
