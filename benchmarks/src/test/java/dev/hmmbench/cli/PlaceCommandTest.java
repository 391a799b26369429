package dev.hmmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Protects the command that anyone can try on their own machine: the figures it prints, and one
 * clear line for every bad input. The map is the recorded one of Linux 6.12.117 with 40 bits.
 */
class PlaceCommandTest {

    private static final String MAP = """
            00001000-0009fbff : System RAM\r
            00100000-3ffdffff : System RAM
              01000000-01ffffff : Kernel code
            40000000-ffffffff : PCI Bus 0000:00
            100000000-8ffffffff : PCI Bus 0000:00
            fd00000000-ffffffffff : Reserved
            """;

    @TempDir
    private Path folder = Path.of("");
    private Path map = Path.of("");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeMap() throws IOException {
        map = Files.writeString(folder.resolve("map.txt"), MAP);
    }

    @ParameterizedTest
    @CsvSource({"6.12,80G,e900000000,fcffffffff", "6.1,80G,d800000000,ebffffffff",
        "6.12,500G,8000000000,fcffffffff", "6.12,1,fcf8000000,fcffffffff"})
    void place_json_givesTheRecordedRange(String kernel, String size, String start, String end)
            throws IOException {
        assertThat(place("--model", "legacy", "--kernel", kernel,
                "--format", "json", size)).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(out.toByteArray())
                .at("/requests/0/results/0");
        assertThat(result.get("start").textValue()).isEqualTo(start);
        assertThat(result.get("end").textValue()).isEqualTo(end);
    }

    @Test
    void place_text_saysLimitsAndBlocker() {
        assertThat(place("--model", "legacy", "1T", "128G")).isZero();
        assertThat(printed()).contains(
                "map      " + map + ": 5 top-level regions, 1023.5 MiB of RAM",
                "end      ffffffffff (40 address bits, --phys-bits)",
                "usable   3fffffffffff (46 bits, 4 page-table levels, --levels)",
                "first candidate blocked by Reserved fd00000000-ffffffffff");
        assertThat(printed().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void place_text_saysWhichLimitCountsAndWhatFillsTheSpace() {
        assertThat(place("--model", "legacy", "1")).isZero();
        // 1023.5 MiB of RAM, 3 and 32 GiB of windows, 12 GiB reserved, under 1 TiB.
        assertThat(printed()).contains(
                "top      ffffffffff, 1 TiB: the end counts, it is lower",
                "space    1023.5 MiB RAM, 35 GiB PCI windows, 12 GiB other regions, 976.0 GiB free",
                "the largest hole, 900000000-fcffffffff, takes 976 GiB",
                "asked    each size alone, on the map as it is (--keep: one after another)");
    }

    @Test
    void place_untrimmedAndWide_saysWhatAKernelThatTrimsWouldUse() {
        assertThat(run("place", "--iomem", map.toString(), "--phys-bits", "46", "--levels", "4",
                "1G")).isZero();
        assertThat(printed()).contains("affffffffff where it is trimmed for KASLR"
                + " (6.11 until 2025): --physmem-end affffffffff");
    }

    @Test
    void place_fileWithoutItsLimits_warnsInOneLine() throws IOException {
        Assumptions.assumeTrue(tellsPhysicalWidth(), "/proc/cpuinfo tells no address width");
        String warning = "limits are this machine's; for another one's map give --phys-bits";
        assertThat(run("place", "--iomem", map.toString(), "--model", "legacy", "1")).isZero();
        assertThat(printed().lines()).containsOnlyOnce("warning  " + warning + " and --levels");
        out.reset();
        assertThat(run("place", "--iomem", map.toString(), "--levels", "4", "--format", "json",
                "1")).isZero();
        assertThat(JsonMapper.builder().build().readTree(out.toByteArray())
                .at("/machine/warning").textValue()).isEqualTo(warning);
    }

    @Test
    void place_fileWithItsLimits_doesNotWarn() {
        assertThat(place("1")).isZero();
        assertThat(printed()).doesNotContain("warning");
    }

    private static boolean tellsPhysicalWidth() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        return Files.isReadable(cpuinfo)
                && Files.readString(cpuinfo).contains("bits physical");
    }

    @Test
    void place_mapOf100000Lines_isAnsweredWithAdvice() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (long region = 0; region < 100_000; region++) {
            lines.append(String.format("%08x-%08x : Reserved\n",
                    region << 20, (region << 20) + 0xfffff - region % 2 * 0x1000));
        }
        Files.writeString(map, lines.toString());
        // 1 MiB each from 0 on: 926 of 1,024 GiB are free, in one piece above all of them.
        assertThat(place("--model", "legacy", "926G", "1T")).isZero();
        assertThat(printed()).contains("100000 top-level regions", "1880000000-ffffffffff",
                "-ERANGE", "would not fit in several pagemaps either");
    }

    @ParameterizedTest
    @CsvSource({"legacy,500G,6.1,would fit in 2 pagemaps of 250 GiB",
        "devprivate,128G,6.12,would fit in 2 pagemaps of 64 GiB",
        "devprivate,2T,6.12,would fit in 17 pagemaps of 120.5 GiB",
        "legacy,2T,6.12,would not fit in several pagemaps either"})
    void place_refused_saysWhatWouldFit(
            String model, String size, String kernel, String advice) {
        assertThat(place("--model", model, "--kernel", kernel, size)).isZero();
        assertThat(printed()).contains(advice);
    }

    @Test
    void place_nothing_isAMistake() {
        assertThat(place("--model", "legacy", "0")).isEqualTo(64);
        assertThat(place("--model", "legacy", "80G", "0K")).isEqualTo(64);
    }

    @Test
    void place_moreStructPagesThanRam_saysSo() {
        assertThat(place("--model", "legacy", "64G", "32G")).isZero();
        assertThat(printed()).containsOnlyOnce("the numbers fit, but their struct pages take 1 GiB"
                + " and the");
    }

    @Test
    void place_jsonOfARefusal_holdsReasonAdviceAndSpace() throws IOException {
        assertThat(place("--model", "devprivate", "--keep", "--format", "json", "128G")).isZero();
        JsonNode document = JsonMapper.builder().build().readTree(out.toByteArray());
        assertThat(document.at("/asked").textValue()).isEqualTo("successive");
        assertThat(document.at("/machine/space/windowBytes").longValue()).isEqualTo(35L << 30);
        assertThat(document.at("/requests/0/results/0/wouldFit/pagemaps").intValue()).isEqualTo(2);
        assertThat(document.at("/requests/0/results/0/errno").intValue()).isEqualTo(-12);
    }

    @Test
    void place_kept_asksOneAfterAnother() {
        assertThat(place("--keep", "--model", "legacy", "500G", "500G")).isZero();
        assertThat(printed()).contains("8000000000-fcffffffff", "-ERANGE",
                "the largest hole takes 476 GiB");
    }

    @ParameterizedTest
    @CsvSource({"''", "0x10", "-1", "80X", "80GB", "99999999T", "1.5T"})
    void place_badSize_isAUsageError(String size) {
        assertThat(place(size)).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1)
                .contains("\"" + size + "\"");
    }

    @Test
    void place_malformedMap_namesTheLine() throws IOException {
        Files.writeString(map, MAP + "zzz\n");
        assertThat(place("1G")).isEqualTo(65);
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1)
                .contains("map.txt: line 7: not of the form");
    }

    @Test
    void place_missingMap_isNoSuchFile() throws IOException {
        Files.delete(map);
        assertThat(place("1G")).isEqualTo(66);
    }

    @Test
    void platforms_userFile_isShownBehindTheBundledOnes() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.txt"), """
                machine mine
                  title     my machine
                  phys-bits 40
                  device    1 x 80G my GPU
                  iomem
                """ + MAP.indent(4) + "  end\n");
        assertThat(run("platforms", "--model", "legacy", "--file", file.toString())).isZero();
        assertThat(printed()).contains("mine  my machine: 1 x 80G my GPU");
    }

    @Test
    void platforms_exampleOfTheDocumentation_runs() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "architecture.md"));
        int start = text.indexOf("```scenario\n") + "```scenario\n".length();
        Path file = Files.writeString(folder.resolve("mine.scenario"),
                text.substring(start, text.indexOf("```", start)));
        assertThat(run("platforms", "--file", file.toString())).isZero();
        // Two H200 fill 281 of the 382 GiB below the window; the RAM lies below both.
        String mine = printed().substring(printed().indexOf("mine  VM with 40 address bits"));
        assertThat(mine).containsPattern("legacy +one +2/2 +fits ")
                .containsPattern("devprivate +one +0/2 +-ENOMEM ");
    }

    private int place(String... args) {
        String[] all = new String[args.length + 7];
        System.arraycopy(new String[] {"place", "--iomem", map.toString(), "--phys-bits", "40",
            "--levels", "4"}, 0, all, 0, 7);
        System.arraycopy(args, 0, all, 7, args.length);
        return run(all);
    }

    private int run(String... args) {
        return new Hmmbench(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), Terminal.NONE).run(args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
