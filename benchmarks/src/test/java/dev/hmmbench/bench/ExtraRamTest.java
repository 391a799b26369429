package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protects the map of the machine: RAM that is added for a benchmark may lie on nothing. */
class ExtraRamTest {

    private static final long GIB = 1L << 30;

    /** In GiB: {@code RR.PP.....} with RAM up to 2 and a PCI window from 3 to 5. */
    private static Machine machine(int physBits) {
        return new Machine("small", List.of(
                new IomemEntry("System RAM", 0, 2 * GIB - 1, 0),
                new IomemEntry("PCI Bus 0000:00", 3 * GIB, 5 * GIB - 1, 0),
                new IomemEntry("0000:00:01.0", 3 * GIB, 4 * GIB - 1, 1)),
                Limits.x86(physBits, PageTableLevels.FOUR));
    }

    @Test
    void ensure_enoughRam_returnsTheMachineItself() {
        Machine machine = machine(46);
        assertThat(ExtraRam.ensure(machine, GIB)).isSameAs(machine);
    }

    @Test
    void ensure_littleMissing_fillsTheFirstHole() {
        Machine larger = ExtraRam.ensure(machine(46), 2 * GIB);
        assertThat(larger.systemRam()).hasSize(2);
        assertThat(larger.systemRam().getLast().start()).isEqualTo(2 * GIB);
        assertThat(larger.systemRamBytes()).isEqualTo(3 * GIB);
        assertThat(larger.name()).isEqualTo("small + 1 GiB of RAM");
    }

    @Test
    void ensure_muchMissing_goesBehindTheWindow() {
        Machine larger = ExtraRam.ensure(machine(46), 6 * GIB);
        assertThat(larger.systemRam().getLast().start()).isEqualTo(5 * GIB);
        assertThat(larger.entries()).isSortedAccordingTo(
                (left, right) -> Long.compare(left.start(), right.start()));
        larger.newResourceTree(new Counters()).validate();
    }

    @Test
    void ensure_noHole_saysSo() {
        assertThatThrownBy(() -> ExtraRam.ensure(machine(33), 6 * GIB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no hole");
    }
}
