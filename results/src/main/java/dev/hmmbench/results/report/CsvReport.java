package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.kernel.KernelMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * One line per row and pair of arms, as RFC 4180 with line feeds: full digits, a point, empty where
 * there is no value.
 */
final class CsvReport implements Renderer {

    private static final String HEAD = String.join(",", "row", "label", "group", "unit", "kind",
            "reference", "candidate", "reference_value", "candidate_value", "ratio", "ci_low",
            "ci_high", "confidence_percent", "rounds", "rounds_excluded", "sd_log",
            "minimum_detectable", "margin", "p_value", "verdict", "reason",
            "kernel_instructions_ratio", "kernel_size_bytes", "kernel_pagemaps") + "\n";

    private final KernelMatch kernel = new KernelMatch(KernelFigures.bundled());

    @Override
    public String render(Report report) {
        RunComparison run = report.comparison();
        StringBuilder out = new StringBuilder(HEAD);
        Stream.of(run.rows(), run.builds(), run.controls()).flatMap(List::stream)
                .forEach(row -> out.append(line(row)));
        return out.toString();
    }

    private String line(RowComparison row) {
        Optional<KernelFigure> figure = row.pair().kind()
                == dev.hmmbench.results.compare.Pair.Kind.DESIGNS
                ? kernel.of(row.row()) : Optional.empty();
        List<String> cells = new ArrayList<>(Arrays.asList(row.row().id(), row.row().label(),
                row.row().group().label(), row.row().unit().symbol(),
                row.pair().kind().name().toLowerCase(java.util.Locale.ROOT),
                row.pair().reference(), row.pair().candidate(),
                row.reference().map(ArmValue::value).map(CsvReport::number).orElse(""),
                row.candidate().map(ArmValue::value).map(CsvReport::number).orElse("")));
        cells.addAll(estimate(row));
        cells.addAll(Arrays.asList(row.verdict().label(), row.reason(),
                figure.filter(found -> found.ratio().isPresent())
                        .map(found -> number(found.ratio().getAsDouble())).orElse(""),
                figure.map(found -> String.valueOf(found.sizeBytes())).orElse(""),
                figure.map(found -> String.valueOf(found.pagemaps())).orElse("")));
        return String.join(",", cells.stream().map(CsvReport::quote).toList()) + "\n";
    }

    private static List<String> estimate(RowComparison row) {
        Optional<Estimate> found = row.estimate();
        return List.of(of(found, Estimate::ratio), of(found, value -> value.interval().low()),
                of(found, value -> value.interval().high()),
                of(found, Estimate::confidencePercent),
                found.map(value -> String.valueOf(value.nrRounds())).orElse("0"),
                String.valueOf(row.nrExcluded()), of(found, Estimate::sdLog),
                of(found, Estimate::minimumDetectable), number(row.row().margin()),
                of(found, Estimate::pValue));
    }

    private static String of(Optional<Estimate> found, ToDoubleFunction<Estimate> value) {
        return found.map(estimate -> number(value.applyAsDouble(estimate))).orElse("");
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String quote(String cell) {
        boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return isPlain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
