package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Seals the text that goes into mails: same bytes in every locale, never wider than 100. With
 * {@code -Dtest.update=true} the text is written anew; the change then shows in the diff.
 */
final class TextReportTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/comparison.txt");

    private final Locale before = Locale.getDefault();
    private final RunData data = new SyntheticRun(11, 12)
            .row(SyntheticRow.time("same", 50, 1.0, 0.01))
            .row(SyntheticRow.time("slower", 5_000_000, 1.2, 0.02).in(RowGroup.CREATE))
            .row(SyntheticRow.throughput("lessThroughput", 50, 1.2, 0.02))
            .row(SyntheticRow.time("noisyWithALabelThatDoesNotFitBesideNumbers", 50, 1.02, 0.30))
            .row(SyntheticRow.time("gone", 50, 1, 0.01))
            .row(SyntheticRow.time("ruler", 50, 1, 0.01).in(RowGroup.RULER)).data();
    private final RunData holed = Edit.without(data, Edit.forks("gone", SyntheticRun.DESIGN));

    @AfterEach
    void tearDown() {
        Locale.setDefault(before);
    }

    @Test
    void text_anyLocale_isGolden() throws IOException {
        if (Boolean.getBoolean("hmmbench.updateDocs")) {
            Files.writeString(GOLDEN, TextReport.of(RunComparer.compare(holed)));
        }
        String golden = Files.readString(GOLDEN);
        for (Locale locale : List.of(Locale.US, Locale.GERMANY,
                Locale.forLanguageTag("ar"))) {
            Locale.setDefault(locale);
            assertThat(TextReport.of(RunComparer.compare(holed))).as("%s", locale)
                    .isEqualTo(golden);
        }
    }

    @Test
    void text_anyRun_fits100Columns() {
        assertThat(TextReport.of(RunComparer.compare(holed)).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void text_missingForks_areNamed() {
        assertThat(TextReport.of(RunComparer.compare(holed)))
                .contains("204 of 216 forks measured.")
                .contains("PROBLEM: round 1, row gone, arm devprivate: no record")
                .contains("PROBLEM: 2 more like these");
    }

    @Test
    void quantity_values_keepFourDigits() {
        assertThat(Quantity.of(Unit.NS_PER_OP, 1_234_567).format(1_234_567)).isEqualTo("1.235");
        assertThat(Quantity.of(Unit.NS_PER_OP, 1_234_567).symbol()).isEqualTo("ms/op");
        assertThat(Quantity.of(Unit.OPS_PER_SECOND, 2e7).symbol()).isEqualTo("Mops/s");
        assertThat(Quantity.significant(0.000123456)).isEqualTo("0.0001235");
        assertThat(Quantity.significant(123456)).isEqualTo("123500");
        assertThat(Quantity.significant(512)).isEqualTo("512");
    }

    @Test
    void quantity_exactCounters_keepEveryDigit() {
        assertThat(Quantity.events(4_194_304)).isEqualTo("4194304");
        assertThat(Quantity.events(4.50342)).isEqualTo("4.503");
        assertThat(Quantity.events(0)).isEqualTo("0");
    }

    @Test
    void quantity_whatNobodyCanRead_isCapped() {
        assertThat(Quantity.ratio(2e7)).isEqualTo(">9999");
        assertThat(Quantity.ratio(1e-9)).isEqualTo("<0.001");
        assertThat(Quantity.percent(3_484_849)).isEqualTo(">999 %");
        assertThat(Quantity.percent(0.406)).isEqualTo("41 %");
    }
}
