package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RowDifference;
import dev.hmmbench.results.compare.RunDifference;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Writes the rows of two runs side by side as comma-separated values. */
final class CsvDifference {

    private static final String HEAD = "row,design,first_ratio,second_ratio,change,change_low,"
            + "change_high,detectable_effect,margin,p,verdict,reason\n";

    private CsvDifference() {}

    /** Returns the text; lines end with a line feed, an empty cell means not measured. */
    static String of(RunDifference runs) {
        StringBuilder out = new StringBuilder(HEAD);
        runs.rows().forEach(row -> out.append(line(row)));
        return out.toString();
    }

    private static String line(RowDifference row) {
        Optional<Estimate> change = row.ratioChange();
        List<String> cells = List.of(row.row().id(), row.candidate(),
                of(row.first(), Estimate::ratio),
                of(row.second(), Estimate::ratio),
                of(change, Estimate::ratio), of(change, e -> e.interval().low()),
                of(change, e -> e.interval().high()), of(change, Estimate::minimumDetectable),
                CsvReport.number(row.row().margin()), of(change, Estimate::pValue),
                row.verdict().label(), row.reason());
        return String.join(",", cells.stream().map(CsvReport::quote).toList()) + "\n";
    }

    private static String of(Optional<Estimate> found, ToDoubleFunction<Estimate> value) {
        return CsvReport.of(found, value);
    }
}
