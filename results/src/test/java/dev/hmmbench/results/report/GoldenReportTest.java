package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Seals the formats that programs and mails read: a made-up run of one seed must give these files
 * to the letter, also where the locale writes a comma into numbers. With
 * {@code -Dtest.update=true} the files are written anew; the change then shows in the diff.
 */
class GoldenReportTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final List<ReportFormat> FORMATS =
            List.of(ReportFormat.CSV, ReportFormat.MD, ReportFormat.JSON);
    private static final List<Locale> LOCALES =
            List.of(Locale.ROOT, Locale.US, Locale.GERMANY, Locale.of("ar", "EG"));

    @TestFactory
    @ResourceLock(Resources.LOCALE)
    List<DynamicTest> report_inEachLocale_isTheGoldenFile() {
        List<DynamicTest> tests = new ArrayList<>();
        for (ReportFormat format : FORMATS) {
            for (Locale locale : LOCALES) {
                tests.add(DynamicTest.dynamicTest(format.extension() + " in " + locale,
                        () -> compare(format, locale)));
            }
        }
        return tests;
    }

    private static void compare(ReportFormat format, Locale locale) throws IOException {
        Path golden = GOLDEN.resolve("report." + format.extension());
        String text = inLocale(locale, format);
        if (Boolean.getBoolean("hmmbench.updateDocs")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    private static String inLocale(Locale locale, ReportFormat format) {
        Locale before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            return format.render(format == ReportFormat.JSON ? SampleReport.excerpt()
                    : SampleReport.small());
        } finally {
            Locale.setDefault(before);
        }
    }
}
