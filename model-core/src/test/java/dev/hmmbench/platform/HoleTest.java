package dev.hmmbench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.FreeRegionOutcome;
import dev.hmmbench.lib.FreeRegionRequest;
import dev.hmmbench.lib.FreeRegionRule;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.lib.Resource;
import dev.hmmbench.lib.ResourceDescriptor;
import dev.hmmbench.lib.ResourceFlags;
import dev.hmmbench.lib.ResourceTree;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds the computed largest hole to the search itself: that size is placed, and no larger one is.
 */
class HoleTest {

    private static final int SECTION_BITS = 21;
    private static final long SECTION = 1L << SECTION_BITS;

    @ParameterizedTest
    @EnumSource(FreeRegionRule.class)
    void largest_randomMaps_isTheLargestSizeThatIsPlaced(FreeRegionRule rule) {
        Random random = new Random(0x401e);
        for (int map = 0; map < 2_000; map++) {
            long unaligned = random.nextInt(1 << 27);
            long top = (1L << 26) + (random.nextInt(3) == 0 ? unaligned : unaligned | 0xfff);
            Limits limits = Limits.x86(28, PageTableLevels.FOUR)
                    .withUsableLast(top).withSectionBits(SECTION_BITS).withRule(rule);
            ResourceTree tree = new ResourceTree(limits.rootLast(), new Counters());
            for (int region = random.nextInt(6); region > 0; region--) {
                long start = random.nextLong(1L << 27);
                tree.request(tree.root(), new Resource("r", start,
                        start + random.nextInt(1 << 23), ResourceFlags.MEM,
                        ResourceDescriptor.NONE));
            }
            assertThat(Hole.largest(tree, limits).map(Hole::usableBytes).orElse(0L))
                    .as("map %d, top %x", map, top)
                    .isEqualTo(largestPlaced(tree, limits));
        }
    }

    @Test
    void of_reference_namesTheNeighbours() {
        Machine machine = Machine.reference();
        assertThat(Hole.of(machine.newResourceTree(new Counters()), machine.limits()))
                .last()
                .isEqualTo(new Hole(new PhysicalRange(0x100_0000_0000L, 0x4000_0000_0000L),
                        0x3f00_0000_0000L, "Reserved", "end of the map"));
    }

    private static long largestPlaced(ResourceTree tree, Limits limits) {
        for (long size = (limits.topLast() / SECTION + 1) * SECTION; size > 0; size -= SECTION) {
            FreeRegionRequest request = new FreeRegionRequest(
                    "x", size, SECTION, limits.usableLast(), limits.rule());
            if (FreeRegionSearch.SKIPPING.search(tree, request).end()
                            == FreeRegionSearch.End.FREE
                    && tree.requestFreeMemRegion(request, FreeRegionSearch.SKIPPING)
                            instanceof FreeRegionOutcome.Reserved reserved) {
                tree.releaseMemRegion(reserved.region().start(), size);
                return size;
            }
        }
        return 0;
    }
}
