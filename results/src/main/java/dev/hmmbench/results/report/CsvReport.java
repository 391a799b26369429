package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.PartComparison;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.kernel.KernelMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * One line per row and pair of arms, and one for each of its parts, as RFC 4180 with line feeds:
 * full digits, a point, empty where there is no value.
 */
final class CsvReport implements Renderer {

    private static final String HEAD = String.join(",", "row", "part", "label", "group", "unit",
            "kind", "reference", "candidate", "reference_value", "candidate_value", "ratio",
            "ci_low", "ci_high", "confidence_percent", "rounds", "rounds_excluded", "sd_log",
            "minimum_detectable", "margin", "p_value", "verdict", "reason",
            "kernel_instructions_ratio", "kernel_size_bytes", "kernel_pagemaps") + "\n";

    private final KernelMatch kernel = new KernelMatch(KernelFigures.bundled());

    @Override
    public String render(Report report) {
        RunComparison run = report.comparison();
        StringBuilder out = new StringBuilder(HEAD);
        Stream.of(run.rows(), run.builds(), run.controls()).flatMap(List::stream)
                .flatMap(row -> Measure.of(List.of(row)).stream())
                .forEach(measure -> out.append(line(measure)));
        return out.toString();
    }

    private String line(Measure measure) {
        RowComparison row = measure.row();
        boolean isPart = measure.part().isPresent();
        Optional<KernelFigure> figure = measure.kernel(kernel);
        List<String> cells = new ArrayList<>(Arrays.asList(row.row().id(),
                measure.part().map(PartComparison::name).orElse(""), row.row().label(),
                row.row().group().label(), row.row().unit().symbol(),
                row.pair().kind().name().toLowerCase(Locale.ROOT),
                row.pair().reference(), row.pair().candidate(), number(measure.reference()),
                number(measure.candidate())));
        cells.addAll(estimate(row, measure));
        cells.addAll(Arrays.asList(isPart ? "" : row.verdict().label(),
                isPart ? "" : row.reason(),
                figure.map(found -> number(found.ratio())).orElse(""),
                figure.map(found -> String.valueOf(found.sizeBytes())).orElse(""),
                figure.map(found -> String.valueOf(found.pagemaps())).orElse("")));
        return String.join(",", cells.stream().map(CsvReport::quote).toList()) + "\n";
    }

    private static List<String> estimate(RowComparison row, Measure measure) {
        Optional<Estimate> found = measure.estimate();
        return List.of(measure.ratio().map(CsvReport::number).orElse(""),
                of(found, value -> value.interval().low()),
                of(found, value -> value.interval().high()),
                of(found, Estimate::confidencePercent),
                found.map(value -> value.nrRounds())
                        .orElse(row.rounds().size() - row.nrExcluded()).toString(),
                String.valueOf(row.nrExcluded()), of(found, Estimate::sdLog),
                of(found, Estimate::minimumDetectable), number(row.row().margin()),
                of(found, Estimate::pValue));
    }

    /** Returns a figure of an estimate; nothing where there is none. */
    static String of(Optional<Estimate> found, ToDoubleFunction<Estimate> value) {
        return found.map(estimate -> number(value.applyAsDouble(estimate))).orElse("");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** Returns the number in full; nothing where it is not finite. */
    static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    /** Returns the cell, in quotes where it needs them. */
    static String quote(String cell) {
        boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return isPlain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
