package dev.hmmbench.results.report;

import java.util.ArrayList;
import java.util.List;

/** Whether the designs do what the kernel's tests expect, and confuse no numbers. */
final class ConformanceBlocks {

    private static final String PASS = "pass";
    private static final String FAIL = "fail";
    private static final String SKIP = "skip";

    private ConformanceBlocks() {}

    /** Returns totals for each model, and every scenario that did not pass. */
    static List<Block> of(ConformanceTable table) {
        Table.Builder totals = Table.named("conformance-table", "Scenarios of the kernel's own "
                        + "tests and of ours, each on the first numbers that a model gives out and "
                        + "again on shifted ones")
                .text("design").numbers("passed", "failed", "skipped");
        for (String model : table.entries().stream().map(ConformanceTable.Entry::model).distinct()
                .toList()) {
            totals.row(model, count(table, model, PASS), count(table, model, FAIL),
                    count(table, model, SKIP));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(table.numbers() == ConformanceTable.Numbers.STRICT
                ? "With this run, in strict mode: a number that is looked up in the wrong space "
                        + "throws, and the scenario fails."
                : "With this run, without strict mode: a number that is looked up in the wrong "
                        + "space would be noticed only by what comes of it."));
        blocks.add(totals.build());
        Table.Builder others = Table.named("conformance-others", "Scenarios that did not pass")
                .text("scenario", "design", "result", "reason");
        table.entries().stream().filter(entry -> !entry.status().equals(PASS))
                .forEach(entry -> others.row(entry.scenario(), entry.model(), entry.status(),
                        entry.reason()));
        if (!others.isEmpty()) {
            blocks.add(new Block.Details("conformance-details", "What did not pass, and why",
                    List.of(others.build())));
        }
        return blocks;
    }

    private static String count(ConformanceTable table, String model, String status) {
        return String.valueOf(table.entries().stream()
                .filter(entry -> entry.model().equals(model) && entry.status().equals(status))
                .count());
    }
}
