package dev.hmmbench.cli.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hmmbench.bench.DeviceSequence;
import dev.hmmbench.model.Models;
import dev.hmmbench.platform.DeviceGroup;
import dev.hmmbench.platform.Scenario;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Protects the answer to "where does which design work": the outcome, the failing probes and the
 * costs of every bundled machine, and that text and JSON say the same.
 */
class PlatformRunTest {

    private static final List<String> DESIGNS = List.of("legacy", "devprivate");
    private static final Models MODELS = Models.onClassPath();
    private static final Map<String, Scenario> SCENARIOS = new HashMap<>();

    static {
        Scenario.catalogue().forEach(scenario -> SCENARIOS.put(scenario.id(), scenario));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A | fits 2049    |              | fits    |
            B | -ERANGE      | -ERANGE      | -ENOMEM | fits
            C | crashes      | crashes      | -ENOMEM | fits
            D | fits         | fits         | -ENOMEM | fits
            E | -ERANGE      |              | fits    |
            F | -ERANGE      | -ERANGE      | -ENOMEM | fits
            G | fits 65537   |              | fits    |
            H | fits 1       |              | fits    |
            I | -ERANGE      |              | fits    |
            J | fits 1       |              | fits    |
            K | fits         | fits         | -ENOMEM | fits
            L | fits         | fits         | -ENOMEM | fits
            M | fits         | fits         | -ENOMEM | fits
            N | fits 16777216|              | fits    |
            O | fits         |              | fits    |
            P | hot-add      | hot-add      | -ENOMEM | fits
            hot-add | hot-add | fits        | -ENOMEM | fits
            """)
    void scenario_eachDesign_hasItsResult(String id, String legacy, String legacySplit,
            String devprivate, String devprivateSplit) {
        Map<String, PlatformRow> rows = rows(id);
        assertThat(rows.get("legacy one")).satisfies(row -> {
            String[] words = legacy.split(" ");
            assertThat(row.result()).isEqualTo(words[0]);
            assertThat(words.length == 1 || row.probes() == Long.parseLong(words[1])).isTrue();
        });
        assertThat(rows.get("devprivate one").result()).isEqualTo(devprivate);
        assertThat(rows).hasSize(legacySplit == null ? 2 : 4);
        if (legacySplit != null) {
            assertThat(rows.get("legacy split").result()).isEqualTo(legacySplit);
            assertThat(rows.get("devprivate split").result()).isEqualTo(devprivateSplit);
        }
    }

    @Test
    void scenarioF_h200s_oneOrTwoFitButNotFour() {
        assertThat(rows("F").get("legacy one").nrPlaced()).isEqualTo(2);
    }

    @Test
    void scenarioM_eightH200_needTheSameStructPages() {
        // 8 x 143771 MiB / 64 = 17.55 GiB; legacy rounds each device up to a section.
        Map<String, PlatformRow> rows = rows("M");
        assertThat(rows.get("devprivate split").structPageBytes())
                .isEqualTo(8 * 143_771L * (1 << 20) / 64);
        assertThat(rows.get("legacy one").structPageBytes()).isEqualTo(8 * 1124L * (2 << 20));
    }

    @Test
    void scenarioO_oddRegions_wasteOnlyInLegacy() {
        Map<String, PlatformRow> rows = rows("O");
        assertThat(rows.get("legacy one").takenBytes()).isEqualTo(256L << 29);
        assertThat(rows.get("devprivate one").takenBytes()).isEqualTo(256 * 100_001L * 4096);
    }

    @Test
    void recordedHotAdd_afterAReservation_isRefusedInTheKernelsWords() {
        // Recorded Linux 6.12.117: the same ranges, the driver there was called gfrlab.
        assertThat(rows("hot-add").get("legacy one").hotAddRefusals()).singleElement().asString()
                .startsWith("Unaddressable device ")
                .endsWith(" [mem 0x1c0000000-0x81bfffffff] conflicts with"
                        + " [mem 0x200000000-0x23fffffff]");
    }

    @ParameterizedTest
    @CsvSource({"25769803776,1,25769803776", "137438953472,2,68719476736",
        "150754820096,2,75377934336", "13194139533312,97,136023375872", "4096,1,4096"})
    void split_device_makesFewEqualParts(long sizeBytes, int nrParts, long firstBytes) {
        List<Long> sizes =
                PagemapMode.SPLIT.pagemapSizes(new DeviceGroup("d", 1, sizeBytes));
        assertThat(sizes).hasSize(nrParts).first().isEqualTo(firstBytes);
        assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(sizeBytes);
        assertThat(firstBytes).isLessThan(PagemapMode.SPLIT_BYTES);
    }

    @Test
    void text_wholeCatalogue_fitsHundredColumns() {
        StringWriter text = new StringWriter();
        new PlatformText(new PrintWriter(text)).print(catalogue(), curves());
        assertThat(text.toString().lines()).allMatch(line -> line.length() <= 100)
                .first().asString().isEqualTo(
                        "legacy, 1 pagemap each           works on 10 of 17 machines");
    }

    @Test
    void text_totals_sayWhyNotAndWhere() {
        StringWriter text = new StringWriter();
        new PlatformText(new PrintWriter(text)).print(catalogue(), curves());
        assertThat(text.toString().lines().skip(1).limit(6)).containsExactly(
                "   no hole for all of it (-ERANGE) on B, E, F, I; struct pages out of the vmemmap"
                        + " (crashes) on C;",
                "   RAM that comes later is refused (hot-add) on P, hot-add",
                "legacy, split                    works on 11 of 17 machines",
                "   no hole for all of it (-ERANGE) on B, E, F, I; struct pages out of the vmemmap"
                        + " (crashes) on C;",
                "   RAM that comes later is refused (hot-add) on P",
                "devprivate, 1 pagemap each       works on 8 of 17 machines");
    }

    @Test
    void json_totals_holdTheMachinesByResult() {
        JsonNode document = PlatformJson.document(catalogue(), curves());
        assertThat(document.at("/whyNot/0/who").textValue()).isEqualTo("legacy, 1 pagemap each");
        assertThat(document.at("/whyNot/0/failures/-ERANGE")).hasToString(
                "[\"B\",\"E\",\"F\",\"I\"]");
        assertThat(document.at("/whyNot/3/failures")).isEmpty();
    }

    @Test
    void json_wholeCatalogue_holdsWhatAPictureNeeds() {
        JsonNode document = PlatformJson.document(catalogue(), curves());
        assertThat(document.at("/worksOn/devprivate, split").intValue()).isEqualTo(17);
        JsonNode platform = document.at("/platforms/0");
        assertThat(platform.at("/physical/top").textValue()).isEqualTo("7fffffffff");
        assertThat(platform.at("/physical/segments/7/kind").textValue()).isEqualTo("pci");
        assertThat(platform.at("/designs/0/runs/0/end").textValue()).isEqualTo("3fffffffff");
        assertThat(document.at("/churn/0/points").size()).isEqualTo(200);
    }

    @Test
    void churn_sameSeed_repeatsAndLeavesNoHoleBehind() {
        Churn churn = new Churn(new DeviceSequence(7, 500, 100L << 30));
        for (String design : DESIGNS) {
            List<Churn.Point> points =
                    churn.on(MODELS.placement(design, ChurnCurve.machine()));
            assertThat(churn.on(MODELS.placement(design, ChurnCurve.machine())))
                    .isEqualTo(points);
            assertThat(points.getLast().step()).isEqualTo(500);
            assertThat(points).allMatch(point -> point.takenBytes() >= point.liveBytes());
        }
    }

    @Test
    void chunks_everyK_countsTheKernelsSearch() {
        List<ChunkWalk> walks = ChunkWalk.all(MODELS, DESIGNS);
        // 15 regions and K - 1 chunks, walked past for each of 2 (K - 1) + 1 candidates.
        assertThat(walks.getFirst().points()).contains(new ChunkWalk.Point(1, 1, 15))
                .endsWith(new ChunkWalk.Point(4096, 8191, 8191L * (15 + 4095)))
                .allMatch(point -> point.nodesVisited()
                        == (2L * point.k() - 1) * (15 + point.k() - 1));
        long all = 0;
        for (long k = 1; k <= 4096; k++) {
            all += (2 * k - 1) * (14 + k);
        }
        assertThat(walks.getFirst().nodesVisited()).isEqualTo(all);
        assertThat(walks.getFirst().candidates()).isEqualTo(4096L * 4096);
        assertThat(walks.getLast().points().getLast().nodesVisited()).isEqualTo(4);
    }

    @Test
    void findings_onTheModels_showWhatTheKernelShowed() {
        // The recorded kernel: 33,554,431 pages work, one more fails; then a chunk at 0x202.
        // Both kernels warned once of a negative map count where a 2 MiB folio was unmapped under
        // migration; page_owner oopsed in the series alone.
        String unmapped = "munmap of device memory under migration: with one folio of 2 MiB "
                + "1 warning (zap_huge_pmd: device folio under migration), with pages of 4 KiB "
                + "no warning";
        assertThat(FindingProbe.all(MODELS, List.of("devprivate"))).containsExactly(
                new FindingProbe("int-max", "devprivate: 33,554,431 pages fit, "
                        + "33,554,432 pages give -ENOMEM"),
                new FindingProbe("odd-sizes", "devprivate: after pagemaps of 1 and 513 pages a "
                        + "chunk of 256 MiB begins at number 0x202, not aligned to 2 MiB"),
                new FindingProbe("huge-unmap", "devprivate: " + unmapped),
                new FindingProbe("page-owner", "devprivate: page_to_pfn() of the first device "
                        + "page gives another number than its own, of which no section exists"));
        List<FindingProbe> legacy = FindingProbe.all(MODELS, List.of("legacy"));
        assertThat(legacy.get(1).text()).endsWith(", aligned to 2 MiB");
        assertThat(legacy.get(2).text()).isEqualTo("legacy: " + unmapped);
        assertThat(legacy.get(3).text())
                .endsWith("gives its number, in a section that is there");
    }

    private static List<PlatformResult> catalogue() {
        return Scenario.catalogue().stream()
                .map(scenario -> PlatformRun.on(scenario, MODELS, DESIGNS)).toList();
    }

    private static List<ChurnCurve> curves() {
        return ChurnCurve.all(MODELS, DESIGNS);
    }

    private static Map<String, PlatformRow> rows(String id) {
        Map<String, PlatformRow> rows = new HashMap<>();
        PlatformRun.on(SCENARIOS.get(id), MODELS, DESIGNS).rows()
                .forEach(row -> rows.put(row.design() + " " + row.mode().label(), row));
        return rows;
    }
}
