package dev.hmmbench.results.report;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.RunDifference;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The formats that a report can be written in. */
public enum ReportFormat {
    /** One page that needs nothing else. */
    HTML("html", HtmlReport::new),
    /** For a merge request. */
    MD("md", MarkdownReport::new),
    /** For a mail. */
    TXT("txt", () -> report -> TextReport.of(report.comparison())),
    /** Everything, for programs. */
    JSON("json", JsonReport::new),
    /** The rows, for spreadsheets. */
    CSV("csv", CsvReport::new);

    private final String extension;
    private final Supplier<Renderer> renderer;

    ReportFormat(String extension, Supplier<Renderer> renderer) {
        this.extension = extension;
        this.renderer = renderer;
    }

    /**
     * Returns the format of that name.
     *
     * @throws RunDataException if there is none; the message lists the known ones
     */
    public static ReportFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> RunDataException.usage("unknown format: " + name
                        + "; known: " + Arrays.stream(values()).map(ReportFormat::extension)
                                .collect(Collectors.joining(", "))));
    }

    /** Returns the file name's extension, without a point; also the name on the command line. */
    public String extension() {
        return extension;
    }

    /** Returns the report in this format. */
    public String render(Report report) {
        return renderer.get().render(report);
    }

    /** Returns two runs side by side in this format. */
    public String render(RunDifference runs) {
        return switch (this) {
            case TXT -> TextDifference.of(runs);
            case CSV -> CsvDifference.of(runs);
            case HTML, MD, JSON -> render(DifferenceReport.of(runs));
        };
    }
}
