package dev.hmmbench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the K-th of many chunks costs each design: exact counts beside times. */
final class ChunkBlocks {

    /**
     * What {@code pictures/chunks.js} draws.
     *
     * @param walks exact counts of each design; empty where nobody counted
     * @param times times of each design; empty where nobody timed
     */
    record Data(JsonNode walks, List<ChunkTimes> times) {}

    private ChunkBlocks() {}

    /**
     * Returns picture and tables; nothing where there is neither.
     *
     * @param walks the array {@code chunks} of the platforms' answers
     */
    static List<Block> of(JsonNode walks, List<ChunkTimes> times) {
        if (walks.isEmpty() && times.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Picture("chunks", "chunks", "The K-th chunk of 256 MiB",
                caption(walks, times), new Data(walks, times)));
        if (!walks.isEmpty()) {
            blocks.add(counts(walks));
        }
        if (!times.isEmpty()) {
            blocks.add(times(times));
        }
        return blocks;
    }

    private static String caption(JsonNode walks, List<ChunkTimes> times) {
        String counted = walks.isEmpty() ? "" : "Nodes that the search for numbers visits to place"
                + " the K-th of 4,096 chunks: regions walked past for each candidate in legacy,"
                + " tree nodes in devprivate; exact. ";
        return counted + (times.isEmpty()
                ? "Times of all K are measured by `./hmmbench run --suite full --rows chunks`."
                : "Times: median over the forks of the kernel's search for each K; where points"
                        + " stand for several K, the band holds eight tenths of them.");
    }

    private static Block counts(JsonNode walks) {
        Table.Builder numbers = Table.named("chunks-table", "Nodes visited by the search; exact")
                .text("design").numbers("first chunk", "last chunk", "all chunks",
                        "candidates in all");
        for (JsonNode walk : walks) {
            JsonNode points = walk.path("points");
            numbers.row(walk.path("design").asText(), count(points.path(0), "nodesVisited"),
                    count(points.path(points.size() - 1), "nodesVisited"),
                    count(walk, "nodesVisited"), count(walk, "candidates"));
        }
        return numbers.build();
    }

    private static Block times(List<ChunkTimes> times) {
        Table.Builder numbers = Table.named("chunk-times-table",
                        "Time of the kernel's search, ns, median over forks")
                .text("design").numbers("forks", "K timed", "first chunk", "last chunk",
                        "all chunks");
        for (ChunkTimes design : times) {
            numbers.row(design.design(), Figures.count(design.nrForks()),
                    Figures.count(design.nrTimed()), ns(design.firstNs()), ns(design.lastNs()),
                    ns(design.allNs()));
        }
        return numbers.build();
    }

    private static String ns(double ns) {
        return ns > 0 ? Figures.value(ns) : "not timed";
    }

    private static String count(JsonNode node, String key) {
        return Figures.count(node.path(key).asLong());
    }
}
