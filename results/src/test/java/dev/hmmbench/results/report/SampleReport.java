package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.RunData;
import java.nio.file.Path;
import java.util.Set;

/** The made-up report that tests render; its title says that it is made up. */
final class SampleReport {

    private SampleReport() {}

    /** Returns the report with every picture; histograms lie in {@code folder}. */
    static Report full(Path folder) {
        return marked(ReportBuilder.of(RunComparer.compare(SampleRuns.full(folder)))
                .with(SampleTables.all()).history(SampleTables.history())
                .quarantined(Set.of("evict[pagemaps=64]")).build());
    }

    /** Returns the report of two rows. */
    static Report small() {
        RunData data = SampleRuns.small(Path.of("synthetic-small"));
        return marked(ReportBuilder.of(RunComparer.compare(data)).build());
    }

    /** Returns the report of two noisy rounds. */
    static Report noisy() {
        RunData data = SampleRuns.noisy(Path.of("synthetic-noisy"));
        return marked(ReportBuilder.of(RunComparer.compare(data)).build());
    }

    /** Returns three sections of the report of two rows, with every kind of block. */
    static Report excerpt() {
        Report report = small();
        return new Report(report.title(), report.subtitle(), report.sections().stream()
                .filter(section -> Set.of("summary", "q1", "trust").contains(section.id()))
                .toList(), report.comparison());
    }

    private static Report marked(Report report) {
        return new Report("Synthetic test data, not measured · " + report.title(),
                report.subtitle(), report.sections(), report.comparison());
    }
}
