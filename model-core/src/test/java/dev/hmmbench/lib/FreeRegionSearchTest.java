package dev.hmmbench.lib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counters;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the skipping search to the kernel's literal one: the same answer, the same number of
 * candidates and the same node visits for any map. Without it a fast answer could be a wrong one.
 */
class FreeRegionSearchTest {

    private static final int MAX_PROBES = 20_000;

    @Test
    void skippingSearch_randomMaps_equalsTheLiteralOne() {
        compareOnRandomMaps(0x5eed, 20_000);
    }

    @Test
    @Tag("long")
    void skippingSearch_manyRandomMaps_equalsTheLiteralOne() {
        compareOnRandomMaps(0x10c6, 2_000_000);
    }

    @Test
    void literalSearch_blockedTop_countsEveryCandidateAndEveryChild() {
        // One step of 128 MiB down from 1 GiB for each candidate:
        //   0     128M ...            896M  1G
        //   .AAAA                     BBBBBB      A low, B the top 128 MiB; the second one is free
        ResourceTree tree = treeOf((1L << 30) - 1, new long[][] {
            {0x1000, 0x1fff}, {0x3800_0000, 0x3fff_ffff}});
        FreeRegionRequest request = request(1, 27, -1L, FreeRegionRule.LINUX_6_12);
        FreeRegionSearch.Result result = FreeRegionSearch.LITERAL.search(tree, request);
        assertThat(result).isEqualTo(
                new FreeRegionSearch.Result(FreeRegionSearch.End.FREE, 0x3000_0000, 2, 4));
    }

    @Test
    void bothSearches_stepOfZeroAndBlocked_end() {
        // 6.1 with a size that wraps to 0 would never leave the candidate that B straddles.
        ResourceTree tree = treeOf(-1L, new long[][] {{0x3fff_0000, 0x4000_ffff}});
        FreeRegionRequest request = request(-1L, 27, 0x3fff_ffff, FreeRegionRule.LINUX_6_1);
        assertThat(FreeRegionSearch.LITERAL.search(tree, request).end())
                .isEqualTo(FreeRegionSearch.End.NEVER_ENDS);
        assertThat(FreeRegionSearch.SKIPPING.search(tree, request))
                .isEqualTo(FreeRegionSearch.LITERAL.search(tree, request));
    }

    @Test
    void skippingSearch_searchWithoutEnd_answersAtOnceWithTheLargestCount() {
        // The first candidate wraps around; the region blocks it and 2^52 more.
        ResourceTree tree = treeOf(-1L, new long[][] {{0, 0xfff}, {0x2000, -1L}});
        FreeRegionSearch.Result result = FreeRegionSearch.SKIPPING.search(
                tree, request(0x3000, 12, -1L, FreeRegionRule.LINUX_6_12));
        assertThat(result.end()).isEqualTo(FreeRegionSearch.End.EXHAUSTED);
        assertThat(result.probes()).isEqualTo((1L << 52) - 4);
        assertThat(result.nodesVisited()).isEqualTo((1L << 53) - 8);
    }

    /** The counted answer must be that of asking again and again, for any map and both rules. */
    @Test
    void repeatedSearch_randomMaps_countsWhatIsGrantedOneAfterTheOther() {
        Random random = new Random(0xc0de);
        int[] seen = new int[4];
        for (int map = 0; map < 5_000; map++) {
            int sectionBits = 12 + random.nextInt(20);
            int spaceBits = Math.min(64, sectionBits + 1 + random.nextInt(13));
            ResourceTree tree =
                    treeOf(randomLast(random, spaceBits), randomRanges(random, spaceBits));
            FreeRegionRequest request = request(randomSize(random, spaceBits), sectionBits,
                    random.nextInt(4) == 0 ? -1L : randomLast(random, spaceBits),
                    FreeRegionRule.values()[random.nextInt(2)]);
            int most = random.nextInt(20);
            int counted = RepeatedSearch.count(tree, request, most);
            assertThat(counted).as("map %d, %s", map, request)
                    .isEqualTo(nrGranted(tree, request, most));
            seen[counted == most ? 3 : Math.min(2, counted)]++;
        }
        assertThat(seen).as("none, one, several and all are granted").doesNotContain(0);
    }

    private static int nrGranted(ResourceTree tree, FreeRegionRequest request, int most) {
        int granted = 0;
        while (granted < most && tree.requestFreeMemRegion(request, FreeRegionSearch.SKIPPING)
                instanceof FreeRegionOutcome.Reserved) {
            granted++;
        }
        return granted;
    }

    private static void compareOnRandomMaps(long seed, int nrMaps) {
        Random random = new Random(seed);
        int[] ends = new int[FreeRegionSearch.End.values().length];
        for (int map = 0; map < nrMaps; map++) {
            int sectionBits = 12 + random.nextInt(20);
            // The space holds few enough sections that the literal search ends soon.
            int spaceBits = Math.min(64, sectionBits + 1 + random.nextInt(13));
            ResourceTree tree =
                    treeOf(randomLast(random, spaceBits), randomRanges(random, spaceBits));
            FreeRegionRequest request = request(
                    randomSize(random, spaceBits),
                    sectionBits,
                    random.nextInt(4) == 0 ? -1L : randomLast(random, spaceBits),
                    FreeRegionRule.values()[random.nextInt(2)]);
            if (isEndless(tree, request)) {
                continue;
            }
            FreeRegionSearch.Result literal = FreeRegionSearch.LITERAL.search(tree, request);
            assertThat(FreeRegionSearch.SKIPPING.search(tree, request))
                    .as("seed %x, map %d, %s", seed, map, request)
                    .isEqualTo(literal);
            ends[literal.end().ordinal()]++;
        }
        assertThat(ends).as("every kind of end occurs").doesNotContain(0);
    }

    /** A blocked candidate that wrapped around has up to 2^52 successors: not for this test. */
    private static boolean isEndless(ResourceTree tree, FreeRegionRequest request) {
        long candidate = request.firstCandidate(tree.root());
        long stepBytes = Math.max(1, request.stepBytes());
        return Long.compareUnsigned(Long.divideUnsigned(candidate, stepBytes), MAX_PROBES) > 0
                && FreeRegionSearch.SKIPPING.search(tree, request).probes() > MAX_PROBES;
    }

    private static long[][] randomRanges(Random random, int spaceBits) {
        int nrRanges = random.nextInt(12);
        long mask = -1L >>> (64 - spaceBits);
        long[] borders = random.longs(2L * nrRanges)
                .map(border -> random.nextBoolean() ? border & mask & -4096L : border & mask)
                .mapToObj(Long::valueOf)
                .sorted(Long::compareUnsigned)
                .mapToLong(Long::longValue)
                .toArray();
        long[][] ranges = new long[nrRanges][];
        for (int range = 0; range < nrRanges; range++) {
            ranges[range] = new long[] {borders[2 * range], borders[2 * range + 1]};
        }
        return ranges;
    }

    private static long randomLast(Random random, int bits) {
        long last = -1L >>> (64 - bits);
        return switch (random.nextInt(3)) {
            case 0 -> last;
            case 1 -> random.nextLong() & last;
            default -> (random.nextLong() & last) | 0xfff;
        };
    }

    private static long randomSize(Random random, int spaceBits) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1L - random.nextInt(1 << 20);
            case 2 -> random.nextLong();
            default -> random.nextLong() >>> (64 - spaceBits + random.nextInt(spaceBits));
        };
    }

    private static FreeRegionRequest request(
            long sizeBytes, int sectionBits, long usableLast, FreeRegionRule rule) {
        return new FreeRegionRequest("test", sizeBytes, 1L << sectionBits, usableLast, rule);
    }

    private static ResourceTree treeOf(long rootLast, long[][] ranges) {
        ResourceTree tree = new ResourceTree(-1L, new Counters());
        for (long[] range : ranges) {
            tree.request(tree.root(), new Resource(
                    "r", range[0], range[1], ResourceFlags.MEM, ResourceDescriptor.NONE));
        }
        tree.setRootLast(rootLast);
        return tree;
    }
}
