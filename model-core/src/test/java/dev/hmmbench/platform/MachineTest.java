package dev.hmmbench.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.FreeRegionRule;
import dev.hmmbench.lib.RegionIntersection;
import dev.hmmbench.lib.ResourceDescriptor;
import dev.hmmbench.lib.ResourceFlags;
import dev.hmmbench.lib.ResourceTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects what everybody else takes from a machine: RAM, bounds, its tree and its fingerprint. */
class MachineTest {

    @Test
    void reference_always_isTheRecordedMap() {
        Machine machine = Machine.reference();
        assertThat(machine.systemRam()).containsExactly(
                new PhysicalRange(0x1000, 0x9fc00),
                new PhysicalRange(0x100000, 0xbffe_0000L),
                new PhysicalRange(0x1_0000_0000L, 0x1_4000_0000L));
        assertThat(machine.endPfn()).isEqualTo(1L << 34);
        assertThat(machine.limits().topLast()).isEqualTo(0x3fff_ffff_ffffL);
        assertThat(machine.topLevel()).hasSize(15);
    }

    @Test
    void newResourceTree_reference_isValidAndKnowsRam() {
        ResourceTree tree = Machine.reference().newResourceTree(new Counters());
        tree.validate();
        assertThat(tree.regionIntersects(0x100000, 0x1000, ResourceFlags.SYSTEM_RAM,
                ResourceDescriptor.NONE)).isEqualTo(RegionIntersection.INTERSECTS);
    }

    @Test
    void fingerprint_otherLimits_differs() {
        Machine machine = Machine.reference();
        Machine other = machine.withLimits(machine.limits().withRule(FreeRegionRule.LINUX_6_1));
        assertThat(machine.fingerprint()).hasSize(64)
                .isEqualTo(Machine.reference().fingerprint())
                .isNotEqualTo(other.fingerprint());
    }

    @Test
    void endPfn_trimmedByKaslr_followsTheUsableEnd() {
        Machine machine = Machine.reference();
        assertThat(machine.withLimits(machine.limits().withUsableLast(0xaff_ffff_ffffL)).endPfn())
                .isEqualTo(0xb000_0000L);
    }

    @ParameterizedTest
    @CsvSource({"fpu vme la57 sse, FIVE, 52", "fpu la57x, FOUR, 46"})
    void hostLimits_flags_tellTheLevels(String flags, PageTableLevels levels, int bits) {
        String cpuinfo = "processor\t: 0\nflags\t\t: " + flags
                + "\naddress sizes\t: 48 bits physical, 57 bits virtual\n";
        HostLimits host = HostLimits.parse(cpuinfo).orElseThrow();
        assertThat(host.physBits()).isEqualTo(48);
        assertThat(host.levels()).isEqualTo(levels);
        assertThat(host.limits().maxPhysmemBits()).isEqualTo(bits);
        assertThat(host.limits().rootLast()).isEqualTo(0xffff_ffff_ffffL);
    }

    @Test
    void hostLimits_otherArchitecture_areUnknown() {
        assertThat(HostLimits.parse("processor\t: 0\nBogoMIPS\t: 50.00\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"80G,85899345920", "4096,4096", "1T,1099511627776", "128MiB,134217728", "1k,1024",
        "18446744073709551615,-1", "15E,-1152921504606846976", "0,0"})
    void byteSize_wholeNumbers_areExact(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"1.5T,fraction", "80X,unknown unit", "-1,not a size", "16E,64 bits",
        "99999999T,64 bits", "G,not a size", "'',not a size", "5GB,unknown unit"})
    void byteSize_others_areRefused(String text, String complaint) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({"85899345920,80G,80 GiB", "4097,4097,4.00 KiB", "0,0,0 B",
        "150754820096,143771M,140.4 GiB", "-1,18446744073709551615,16 EiB"})
    void byteSize_output_isExactOrRounded(long bytes, String exact, String rounded) {
        assertThat(ByteSize.exact(bytes)).isEqualTo(exact);
        assertThat(ByteSize.rounded(bytes)).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title x                              | line 1: "title" before the first "machine"
            machine a;title x;phys-bits 46       | line 1: machine a has no "iomem" line
            machine a;colour red                 | line 2: colour: unknown word
            machine a;phys-bits 99               | line 2: phys-bits: physical address bits must be
            machine a;device 3 x 1.5G y          | line 2: device: "1.5G" is a fraction
            machine a;device 0 x 1G y            | line 2: device: device count must be
            machine a;iomem;0-f : a              | line 2: the map has no "end" line
            machine a;iomem;  5-1 : a;end        | line 3: the range ends before it starts
            machine a;kernel 5.10                | line 2: kernel: "5.10" is not one of [6.12, 6.1]
            """)
    void scenario_badText_isRefusedByItsLine(String text, String complaint) {
        assertThatThrownBy(() -> ScenarioReader.parse("f", List.of(text.split(";"))))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith("f: " + complaint);
    }
}
