package dev.hmmbench.results.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.Prominence;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Protects which recorded figure stands beside a row: a wrong neighbour misleads every reader. */
class KernelMatchTest {

    private static final String SERIES = "devprivate";
    private static final KernelMatch MATCH = new KernelMatch(KernelFigures.bundled());

    @Test
    void create_ofARecordedSize_takesThatSizeAndThoseOthers() {
        KernelFigure figure = figure("create", "create/creation",
                Map.of("sizeBytes", "4294967296", "others", "63", "backing", "POOLED"));
        assertThat(figure.operation()).isEqualTo("create");
        assertThat(figure.sizeBytes()).isEqualTo(4L << 30);
        assertThat(figure.pagemaps()).isEqualTo(63);
    }

    @Test
    void create_ofAnotherSize_takesTheNearestRoundOne() {
        KernelFigure figure = figure("create", "create/creation",
                Map.of("sizeBytes", "268435456", "others", "0"));
        assertThat(figure.sizeBytes()).isIn(128L << 20, 1L << 30);
    }

    @Test
    void lookup_ofRecordedPagemaps_takesThem() {
        assertThat(figure("number-to-page", Map.of("pagemaps", "512")).pagemaps()).isEqualTo(512);
        assertThat(figure("page-to-number", Map.of("pagemaps", "64")).operation())
                .isEqualTo("page_to_number");
    }

    @Test
    void migration_eachWay_takesItsOwn() {
        Map<String, String> params = Map.of("sizeBytes", "16777216");
        assertThat(figure("migrate", "migrate/to-device", params).operation())
                .isEqualTo("copying_to_device");
        assertThat(figure("migrate", "migrate/to-system", params).operation())
                .isEqualTo("copying_to_system");
        assertThat(figure("migrate", "migrate/to-device", Map.of("folio", "2M")).folioBytes())
                .isEqualTo(2L << 20);
    }

    @Test
    void row_onUntouchedMemoryOrReadingThePage_hasNone() {
        assertThat(MATCH.of(row("create", Map.of("sizeBytes", "4294967296", "backing", "FRESH")),
                "create/creation", SERIES)).isEmpty();
        assertThat(MATCH.of(row("number-to-page", Map.of("pagemaps", "8", "read", "FLAGS")),
                "number-to-page", SERIES)).isEmpty();
    }

    @Test
    void creation_ofTheIndexedVariant_takesTheRecordedHoistedLoop() {
        RowSpec row = row("create", Map.of("sizeBytes", "17179869184", "others", "63"));
        KernelFigure figure = MATCH.of(row, "create/creation", "devprivate+indexed").orElseThrow();
        // Recorded: 66.45 against 54.2 instructions a page, whatever the number of others.
        assertThat(figure.ratio().orElseThrow()).isCloseTo(1.23, within(0.005));
        assertThat(MATCH.of(row, "create/creation", "devprivate+hoisted")).isEmpty();
    }

    @Test
    void row_ofNoRecordedOperation_hasNone() {
        assertThat(MATCH.of(row("what-if.granule", Map.of()), "what-if.granule", SERIES))
                .isEmpty();
    }

    @Test
    void row_ofCreationAndRemovalTogether_hasNone_andNorHasRemovalWithItsWaits() {
        RowSpec row = row("create", Map.of("sizeBytes", "4294967296", "others", "0"));
        assertThat(MATCH.of(row, "create", SERIES)).isEmpty();
        assertThat(MATCH.of(row, "create/removal", SERIES)).isEmpty();
    }

    private static KernelFigure figure(String benchmark, Map<String, String> params) {
        return figure(benchmark, benchmark, params);
    }

    private static KernelFigure figure(String benchmark, String name,
            Map<String, String> params) {
        return MATCH.of(row(benchmark, params), name, SERIES).orElseThrow();
    }

    private static RowSpec row(String benchmark, Map<String, String> params) {
        return new RowSpec(RowSpec.idOf(benchmark, params), benchmark, new TreeMap<>(params),
                benchmark, RowGroup.CREATE, Unit.NS_PER_OP, Primary.P50, 1, 0.03,
                List.of("legacy", "devprivate"), Prominence.DETAIL);
    }
}
