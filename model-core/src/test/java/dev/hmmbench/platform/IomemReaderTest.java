package dev.hmmbench.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.ResourceTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects the reader of other people's maps: a map is taken exactly or refused by its line. */
class IomemReaderTest {

    @Test
    void parse_nestedMap_keepsDepthsAndNames() {
        List<IomemEntry> entries = parse(
                "00001000-0009fbff : System RAM",
                "00100000-3ffdffff : System RAM",
                "  01000000-01ffffff : Kernel code",
                "",
                "40000000-afffffff : PCI Bus 0000:00\r");
        assertThat(entries).containsExactly(
                new IomemEntry("System RAM", 0x1000, 0x9fbff, 0),
                new IomemEntry("System RAM", 0x100000, 0x3ffdffff, 0),
                new IomemEntry("Kernel code", 0x1000000, 0x1ffffff, 1),
                new IomemEntry("PCI Bus 0000:00", 0x40000000L, 0xafffffffL, 0));
    }

    @Test
    void parse_sixthLevel_isFoundByContainment() {
        // A kernel prints levels below the fifth at the fifth.
        List<IomemEntry> entries = parse(
                "00000000-ffffffff : a", "  00000000-0fffffff : b", "    00000000-00ffffff : c",
                "      00000000-000fffff : d", "        00000000-0000ffff : e",
                "          00000000-00000fff : f", "          00000000-000000ff : g",
                "          00001000-00001fff : h");
        assertThat(entries).extracting(IomemEntry::depth)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 5);
        loaded(entries).validate();
    }

    @Test
    void parse_hundredThousandLines_loadsThemAll() {
        List<String> lines = new ArrayList<>();
        for (long line = 0; line < 100_000; line++) {
            lines.add(String.format("%08x-%08x : r", line << 16, (line << 16) + 0xfff));
        }
        ResourceTree tree = loaded(IomemReader.parse("map", lines, 1));
        tree.validate();
        assertThat(tree.children()).hasSize(100_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            00002000-00001fff : a                                | ends before it starts
            0000200x-00002fff : a                                | not of the form
            00002000 00002fff : a                                | not of the form
            10000000000000000-1ffffffffffffffff : a              | exceeds 64 bits
            '   00003000-00003fff : a'                           | indented by 3 spaces
            '  00001000-00001fff : a'                            | not inside the entry of line 1
            '    00000000-00000010 : a'                          | indented deeper
            00000800-00001fff : a                                | overlaps the entry of line 1
            """)
    void parse_badSecondLine_isRefusedByItsNumber(String line, String complaint) {
        assertThatThrownBy(() -> parse("00000000-00000fff : Reserved", line))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith("map: line 2: ")
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("\n");
    }

    @Test
    void parse_unsortedLines_areRefused() {
        assertThatThrownBy(() -> parse("00002000-00002fff : a", "00001000-00001fff : b"))
                .hasMessage("map: line 2: the range lies below the entry of line 1:"
                        + " entries must ascend");
    }

    @Test
    void parse_hiddenAddresses_saysHowToGetThem() {
        assertThatThrownBy(() -> parse(
                "00000000-00000000 : Reserved", "  00000000-00000000 : System RAM"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("read as zero")
                .hasMessageContaining("sudo");
    }

    @Test
    void parse_noLine_isRefused() {
        assertThatThrownBy(() -> parse("", "  ")).hasMessage(
                "map: line 1: no memory map: the text is empty");
    }

    private static List<IomemEntry> parse(String... lines) {
        return IomemReader.parse("map", List.of(lines), 1);
    }

    private static ResourceTree loaded(List<IomemEntry> entries) {
        return new Machine("m", entries, Limits.x86(46, PageTableLevels.FOUR))
                .newResourceTree(new Counters());
    }
}
