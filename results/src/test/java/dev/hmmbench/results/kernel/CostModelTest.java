package dev.hmmbench.results.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.kernel.KernelFigure.Config;
import dev.hmmbench.results.kernel.Prediction.Kernel;
import dev.hmmbench.results.kernel.Prediction.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Protects the claim that the models' exact counters explain the recorded kernels' instructions:
 * without it a counter could count something that costs nothing. The wanted ratios are those of the
 * recorded kernels, Linux 6.19.6 without and with v6 of the series.
 */
class CostModelTest {

    private static final long GIB = 1L << 30;
    private static final long BUFFER = 16L << 20;
    private static final CostModel MODEL = CostModel.bundled();
    private static final String BEGIN = "<!-- instructions: begin -->\n";
    private static final String END = "<!-- instructions: end -->";

    @Test
    void predictions_ofEverything_areWithinTheLimit() {
        System.out.print(new CostTable(MODEL).all());
        assertThat(MODEL.predictions().stream().filter(p -> p.role() == Role.PREDICTED))
                .hasSizeGreaterThan(100)
                .allSatisfy(p -> assertThat(p.error())
                        .as("%s", p).isBetween(-Prediction.LIMIT, Prediction.LIMIT));
    }

    @ParameterizedTest
    @EnumSource(Config.class)
    void operations_whatTheSeriesAdds_isWithinTheLimitToo(Config config) {
        List<String> named = List.of("to_system_total", "fault_back", "evict_total", "dev_fork",
                "dev_munmap");
        assertThat(MODEL.predictions().stream()
                .filter(p -> named.contains(p.operation()) && p.config() == config))
                .hasSize(3 * named.size())
                .allSatisfy(p -> {
                    assertThat(p.role()).isEqualTo(Role.PREDICTED);
                    assertThat(p.ownError()).as("%s", p)
                            .isBetween(-Prediction.LIMIT, Prediction.LIMIT);
                });
    }

    @ParameterizedTest
    @CsvSource({"0,2.41", "7,3.18", "63,4.42", "511,5.41"})
    void creation_of64GiB_hasTheRecordedRatio(int others, double recorded) {
        assertThat(MODEL.ratio("create", Config.SMALL, 64 * GIB, others).orElseThrow())
                .isCloseTo(recorded, within(0.03));
    }

    @Test
    void creation_hoisted_hasTheRecordedRatio() {
        double hoisted = MODEL.at("create_hoisted", Config.SMALL, Kernel.HOISTED, 64 * GIB, 0)
                .orElseThrow().predicted();
        double base = MODEL.at("create", Config.SMALL, Kernel.BASE, 64 * GIB, 0)
                .orElseThrow().predicted();
        assertThat(hoisted / base).isCloseTo(1.23, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"1,36.5", "64,75.7", "512,103.7"})
    void lookup_hasTheRecordedRatio(int pagemaps, double recorded) {
        assertThat(MODEL.ratio("number_to_page", Config.SMALL, 0, pagemaps).orElseThrow())
                .isCloseTo(recorded, within(1.0));
    }

    @Test
    void lookup_in4096Pagemaps_is130TimesTheArithmetic() {
        double series = MODEL.at("number_to_page", Config.SMALL, Kernel.SERIES, 0, 4096)
                .orElseThrow().predicted();
        double base = MODEL.at("number_to_page", Config.SMALL, Kernel.BASE, 0, 512)
                .orElseThrow().predicted();
        assertThat(series / base).isCloseTo(130, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"to_device_total,0,1.15", "to_device_total,63,1.29", "to_device_total,511,1.37",
        "to_system_total,0,1.26", "to_system_total,511,1.69", "evict_total,0,1.25"})
    void operation_hasTheRecordedRatio(String operation, int others, double recorded) {
        assertThat(MODEL.ratio(operation, Config.SMALL, BUFFER, others).orElseThrow())
                .isCloseTo(recorded, within(0.02));
    }

    @Test
    void fittedFigures_areTheDeclaredOnesAlone() {
        assertThat(MODEL.predictions().stream().filter(p -> p.role() == Role.FITTED))
                .allMatch(p -> switch (p.operation()) {
                    case "number_to_page" -> List.of(1, 15, 512).contains(p.pagemaps());
                    case "create", "create_hoisted" -> List.of(0, 511).contains(p.pagemaps());
                    case "to_device_total", "snapshot_device" -> true;
                    default -> p.operation().startsWith("search.");
                });
    }

    @Test
    void countsOfAModelThatComparesTooManyPivots_missTheLimit() {
        CountedWork wrong = new CountedWork(CountedWork.bundled().all().stream()
                .map(CostModelTest::withSixteenPivotsInEachNode).toList());
        assertThat(new CostModel(KernelFigures.bundled(), wrong).predictions())
                .anyMatch(p -> p.role() == Role.PREDICTED
                        && Math.abs(p.error()) > Prediction.LIMIT);
    }

    @Test
    void document_holdsTheTables() throws IOException {
        Path document = Path.of("").toAbsolutePath().getParent().resolve("docs/method.md");
        String text = Files.readString(document);
        CostTable table = new CostTable(MODEL);
        String wanted = table.coefficients() + "\n" + table.summary();
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean("hmmbench.updateDocs")) {
            Files.writeString(document, text.substring(0, begin) + wanted + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).as("docs/method.md; rewrite it with: mvn -pl"
                    + " results test -Dtest=CostModelTest -Dtest.update=true").isEqualTo(wanted);
        }
    }

    private static WorkCount withSixteenPivotsInEachNode(WorkCount right) {
        SortedMap<String, Long> counts = new TreeMap<>(right.counts());
        counts.computeIfPresent("tree-pivots-compared",
                (name, count) -> 16 * right.total("tree-nodes-visited") + right.pagemaps() % 3);
        return new WorkCount(right.operation(), right.design(), right.sizeBytes(),
                right.pagemaps(), right.units(), counts);
    }
}
