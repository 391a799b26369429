package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * What the K-th of 4,096 chunks of 256 MiB costs one design's search, for every K: exact counts of
 * the kernel's search, found by the fast one.
 *
 * @param design name of the model
 * @param candidates of all chunks together: places tried, or tree nodes entered
 * @param nodesVisited by all chunks together: regions walked past, or tree nodes
 * @param points the curve over K: all K up to 50, then 20 or more to a doubling, and the last
 */
record ChunkWalk(String design, long candidates, long nodesVisited, List<Point> points) {

    /** Chunks that are placed one after another. */
    static final int NR_CHUNKS = 4096;

    private static final long CHUNK_BYTES = 256L << 20;
    private static final double STEP = 1.035;

    /**
     * What one chunk costs.
     *
     * @param k how many chunks there are with it
     * @param candidates places tried, or tree nodes entered
     * @param nodesVisited regions walked past, or tree nodes
     */
    record Point(int k, long candidates, long nodesVisited) {}

    /** Places the chunks on the reference machine, with every design. */
    static List<ChunkWalk> all(Models models, List<String> designs) {
        return designs.stream()
                .map(design -> of(design, models.placement(design, Machine.reference())))
                .toList();
    }

    static ChunkWalk of(String design, Placement placement) {
        List<Point> points = new ArrayList<>();
        long candidates = 0;
        int next = 1;
        for (int k = 1; k <= NR_CHUNKS; k++) {
            long before = placement.nodesVisited();
            PlacementOutcome outcome = placement.reserve(CHUNK_BYTES);
            candidates += outcome.probes();
            if (k == next || k == NR_CHUNKS) {
                points.add(new Point(k, outcome.probes(), placement.nodesVisited() - before));
                next = Math.max(k + 1, (int) (k * STEP));
            }
        }
        return new ChunkWalk(design, candidates, placement.nodesVisited(), points);
    }

    /** Adds the curves to a document. */
    static void addTo(ObjectNode document, List<ChunkWalk> walks) {
        ArrayNode chunks = document.putArray("chunks");
        for (ChunkWalk walk : walks) {
            ObjectNode node = chunks.addObject().put("design", walk.design)
                    .put("nrChunks", NR_CHUNKS).put("candidates", walk.candidates)
                    .put("nodesVisited", walk.nodesVisited);
            ArrayNode points = node.putArray("points");
            walk.points.forEach(point -> points.addObject().put("k", point.k)
                    .put("candidates", point.candidates).put("nodesVisited", point.nodesVisited));
        }
    }
}
