package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protects what all formats share: their names on the command line, and every section. */
class ReportFormatTest {

    private static final Report REPORT = SampleReport.small();

    @Test
    void of_everyExtension_findsItsFormat() {
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(ReportFormat.of(format.extension())).isEqualTo(format);
        }
    }

    @Test
    void of_unknownName_listsTheKnownOnes() {
        assertThatThrownBy(() -> ReportFormat.of("pdf"))
                .isInstanceOf(RunDataException.class)
                .hasMessage("unknown format: pdf; known: html, md, txt, json, csv")
                .extracting(error -> ((RunDataException) error).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void section_withoutData_saysNotMeasuredAndHow() {
        for (ReportFormat format : List.of(ReportFormat.HTML, ReportFormat.MD)) {
            String text = format.render(REPORT).replace(Assets.d3(), "");
            assertThat(text.contains("Not measured.")).as(format.extension()).isTrue();
            assertThat(text.contains("./hmmbench platforms")).as(format.extension()).isTrue();
        }
    }

    @Test
    void heading_ofEverySection_standsInEveryReadableFormat() {
        String html = ReportFormat.HTML.render(REPORT);
        String markdown = ReportFormat.MD.render(REPORT);
        String json = ReportFormat.JSON.render(REPORT);
        for (Section section : REPORT.sections()) {
            assertThat(html.contains(HtmlText.escape(section.heading()))).isTrue();
            assertThat(markdown.contains(section.heading())).isTrue();
            assertThat(json.contains(section.heading())).isTrue();
        }
    }

    @Test
    void recordedFigures_whereverShown_areCalledInstructionsNotTime() {
        for (Section section : REPORT.sections()) {
            section.blocks().stream()
                    .filter(block -> block instanceof Block.Details details
                            && details.id().startsWith("recorded-"))
                    .map(Block.Details.class::cast)
                    .forEach(details -> assertThat(details.summary())
                            .contains("instructions").contains("not time"));
        }
    }
}
