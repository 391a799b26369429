package dev.hmmbench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each design can be used, and how it fares under churn, as pictures and tables. */
final class PlatformBlocks {

    private PlatformBlocks() {}

    /** Returns the machines: drawn by {@code pictures/platforms.js}. */
    static List<Block> machines(PlatformTable table) {
        List<Block> blocks = new ArrayList<>();
        if (!table.document().path("worksOn").isEmpty()) {
            blocks.add(totals(table.document()));
        }
        blocks.add(new Block.Picture("platforms", "platforms", "Who finds room on which machine",
                "One bar per design: the space that its numbers come from, from 0 to its end, "
                        + "written beside the machine for the physical space. Small regions "
                        + "are drawn wider than in scale; the borders below the bars are those "
                        + "of the physical space. A line across a bar: struct pages end there. "
                        + "Exact, not timed.", table.document()));
        Table.Builder numbers = Table.named("platforms-table", "Exact answers; candidates: places "
                        + "that the search for numbers tried")
                .text("", "machine", "design", "pagemaps", "result")
                .numbers("asked", "placed", "candidates", "struct pages").text("why");
        for (JsonNode platform : table.document().path("platforms")) {
            for (JsonNode row : platform.path("designs")) {
                numbers.row(text(platform, "id"), text(platform, "title"), text(row, "design"),
                        text(row, "pagemaps"), text(row, "result"), count(row, "asked"),
                        count(row, "placed"), count(row, "candidates"),
                        Figures.bytes(row.path("structPageBytes").asDouble()),
                        text(row, "reason"));
            }
        }
        blocks.add(new Block.Details("platforms-details", "Machines as a table",
                List.of(numbers.build())));
        return blocks;
    }

    /** Returns on how many machines each design works, and why not; a line each. */
    private static Block totals(JsonNode document) {
        Map<String, String> whyNot = new HashMap<>();
        for (JsonNode one : document.path("whyNot")) {
            whyNot.put(text(one, "who"), text(one, "words"));
        }
        List<String> totals = new ArrayList<>();
        document.path("worksOn").properties().forEach(entry -> {
            String words = whyNot.getOrDefault(entry.getKey(), "");
            totals.add(entry.getKey() + ": " + entry.getValue().asInt()
                    + (words.isEmpty() ? "" : "; not the others: " + words));
        });
        return new Block.Points("Of " + count(document, "machines") + " machines, all device memory"
                + " can be used, and RAM that comes later, on", totals);
    }

    /** Returns the curves under churn, drawn by {@code pictures/churn.js}; none without data. */
    static List<Block> churn(PlatformTable table) {
        JsonNode curves = table.document().path("churn");
        if (curves.isEmpty()) {
            return List.of();
        }
        Table.Builder numbers = Table.named("churn-table", "After the last step; exact")
                .text("design").numbers("step", "live", "taken", "largest hole", "failures",
                        "candidates");
        for (JsonNode curve : curves) {
            JsonNode last = curve.path("points").path(curve.path("points").size() - 1);
            numbers.row(text(curve, "design"), count(last, "step"), size(last, "liveBytes"),
                    size(last, "takenBytes"), size(last, "largestHoleBytes"),
                    count(last, "failures"), count(last, "candidates"));
        }
        return List.of(new Block.Picture("churn", "churn", "Reserve and release over time",
                "Devices of odd sizes, 1 MiB to 64 GiB, come and go in a space of 1 TiB, some"
                        + " 700 GiB at a time. Both designs get the same random sequence: each"
                        + " step draws a size, whether to create or remove, and which device"
                        + " goes, from one seed. A design that refused a device holds less, so"
                        + " that its next steps may create where the other one's remove. Steps"
                        + " to the right. Exact, not timed.", curves), numbers.build());
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText();
    }

    private static String count(JsonNode node, String key) {
        return Figures.count(node.path(key).asLong());
    }

    private static String size(JsonNode node, String key) {
        return Figures.bytes(node.path(key).asDouble());
    }
}
