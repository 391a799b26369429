package dev.hmmbench.lib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects the kernel's rules of the address map: who may claim what, what a release needs, and how
 * a range meets RAM. Placement and hot-add conflicts rest on them.
 */
class ResourceTreeTest {

    private static final int RAM = ResourceFlags.SYSTEM_RAM | ResourceFlags.BUSY;

    private final Counters counters = new Counters();
    private final ResourceTree tree = new ResourceTree(0xffff_ffffL, counters);

    @Nested
    class Claims {

        @Test
        void requestRegion_insideFreeWindow_becomesItsChild() {
            Resource window = add("PCI Bus 0000:00", 0x4000_0000L, 0x7fff_ffffL, ResourceFlags.MEM);
            Resource bar = tree.requestRegion("bar", 0x5000_0000L, 0x1000, 0).orElseThrow();
            assertThat(bar.parent()).isSameAs(window);
            assertThat(bar.flags()).isEqualTo(ResourceFlags.MEM | ResourceFlags.BUSY);
            tree.validate();
        }

        @Test
        void requestRegion_overBusyRegion_isRefused() {
            add("System RAM", 0x1000, 0x9ffff, RAM);
            assertThat(tree.requestRegion("x", 0x2000, 0x1000, 0)).isEmpty();
        }

        @Test
        void requestRegion_acrossWindowEnd_isRefused() {
            // Not inside the window it meets, so the window itself is in the way.
            add("PCI Bus 0000:00", 0x4000_0000L, 0x7fff_ffffL, ResourceFlags.MEM);
            assertThat(tree.requestRegion("x", 0x7fff_f000L, 0x2000, 0)).isEmpty();
        }

        @Test
        void requestRegion_overDeviceMemory_logsTheKernelsMessage() {
            reserve(1 << 30);
            assertThat(tree.requestRegion("System RAM", 0xe000_0000L, 0x1000_0000L, 0)).isEmpty();
            assertThat(tree.log()).containsExactly("Unaddressable device dmirror"
                    + " [mem 0xc0000000-0xffffffff] conflicts with [mem 0xe0000000-0xefffffff]");
        }

        @Test
        void request_outsideRoot_names_theRoot() {
            Resource node = new Resource(
                    "x", 0xffff_f000L, 0x1_0000_0fffL, RAM, ResourceDescriptor.NONE);
            assertThat(tree.request(tree.root(), node)).containsSame(tree.root());
        }
    }

    @Nested
    class FreeRegions {

        @Test
        void requestFreeMemRegion_onePage_takesASection() {
            assertThat(reserve(4096)).isInstanceOf(FreeRegionOutcome.Reserved.class);
            Resource region = tree.children()[0];
            assertThat(region.start()).isEqualTo(0xf800_0000L);
            assertThat(region.last()).isEqualTo(0xffff_ffffL);
            assertThat(region.descriptor()).isEqualTo(ResourceDescriptor.DEVICE_PRIVATE_MEMORY);
            assertThat(counters.get(Counter.REGION_PROBES)).isEqualTo(1);
            assertThat(counters.get(Counter.RESOURCE_LOCK_WRITES)).isEqualTo(1);
        }

        @Test
        void requestFreeMemRegion_wholeSpace_failsWithoutATry() {
            assertThat(reserve(1L << 32)).isEqualTo(
                    new FreeRegionOutcome.Refused(FreeRegionOutcome.Cause.NO_HOLE, 0, 0));
        }

        @Test
        void requestFreeMemRegion_sizeThatWraps_isRefusedByTheClaim() {
            assertThat(reserve(1L << 33)).isEqualTo(
                    new FreeRegionOutcome.Refused(FreeRegionOutcome.Cause.CLAIM_REFUSED, 1, 0));
        }

        @Test
        void requestFreeMemRegion_noDescriptor_leavesNoTrace() {
            tree.setDescriptorSource(() -> false);
            assertThat(reserve(4096)).isEqualTo(
                    new FreeRegionOutcome.Refused(FreeRegionOutcome.Cause.NO_DESCRIPTOR, 0, 0));
            assertThat(tree.root().child()).isNull();
            assertThat(counters.snapshot()).isEmpty();
        }
    }

    @Nested
    class Releases {

        @Test
        void releaseMemRegion_exactRange_freesIt() {
            reserve(1 << 27);
            assertThat(tree.releaseMemRegion(0xf800_0000L, 1 << 27)).isTrue();
            assertThat(tree.root().child()).isNull();
            assertThat(tree.log()).isEmpty();
        }

        @Test
        void releaseMemRegion_partOfARegion_warnsAndKeepsIt() {
            reserve(1 << 27);
            assertThat(tree.releaseMemRegion(0xf800_0000L, 4096)).isFalse();
            assertThat(tree.root().child()).isNotNull();
            assertThat(tree.log()).containsExactly("Trying to free nonexistent resource"
                    + " <0x00000000f8000000-0x00000000f8000fff>");
        }

        @Test
        void releaseMemRegion_insideWindow_descends() {
            Resource window = add("PCI Bus 0000:00", 0x4000_0000L, 0x7fff_ffffL, ResourceFlags.MEM);
            tree.requestRegion("bar", 0x5000_0000L, 0x1000, 0).orElseThrow();
            assertThat(tree.releaseMemRegion(0x5000_0000L, 0x1000)).isTrue();
            assertThat(window.child()).isNull();
        }
    }

    @Nested
    class Intersections {

        @Test
        void regionIntersects_noRam_isDisjoint() {
            add("PCI Bus 0000:00", 0x1000, 0x1fff, ResourceFlags.MEM);
            assertThat(ram(0x1000, 0x1000)).isEqualTo(RegionIntersection.DISJOINT);
        }

        @Test
        void regionIntersects_ramAndOther_isMixed() {
            // RRRRPPPP
            //   **
            add("System RAM", 0x1000, 0x1fff, RAM);
            add("PCI Bus 0000:00", 0x2000, 0x2fff, ResourceFlags.MEM);
            assertThat(ram(0x1800, 0x1000)).isEqualTo(RegionIntersection.MIXED);
            assertThat(ram(0x1000, 0x1000)).isEqualTo(RegionIntersection.INTERSECTS);
        }

        @Test
        void regionIntersects_ramCoversTheWindowsShare_intersects() {
            // WWWWWWWW       a window with RAM nested in its first half
            // RRRR
            //  **  ++
            Resource window = add("CXL Window 0", 0x1000, 0x8fff, ResourceFlags.MEM);
            tree.request(window, new Resource(
                    "System RAM", 0x1000, 0x4fff, RAM, ResourceDescriptor.NONE));
            assertThat(ram(0x2000, 0x2000)).isEqualTo(RegionIntersection.INTERSECTS);
            assertThat(ram(0x4000, 0x2000)).isEqualTo(RegionIntersection.MIXED);
            assertThat(ram(0x6000, 0x2000)).isEqualTo(RegionIntersection.DISJOINT);
        }

        private RegionIntersection ram(long start, long sizeBytes) {
            return tree.regionIntersects(
                    start, sizeBytes, ResourceFlags.SYSTEM_RAM, ResourceDescriptor.NONE);
        }
    }

    private Resource add(String name, long start, long last, int flags) {
        Resource node = new Resource(name, start, last, flags, ResourceDescriptor.NONE);
        assertThat(tree.request(tree.root(), node)).isEmpty();
        return node;
    }

    private FreeRegionOutcome reserve(long sizeBytes) {
        FreeRegionRequest request = new FreeRegionRequest(
                "dmirror", sizeBytes, 1L << 27, -1L, FreeRegionRule.LINUX_6_12);
        return tree.requestFreeMemRegion(request, FreeRegionSearch.LITERAL);
    }
}
