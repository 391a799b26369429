package dev.hmmbench.results.report;

import java.util.List;

/**
 * A section of the report.
 *
 * @param id unique in the report, the target of links
 * @param number number of the question that it answers; empty for other sections
 * @param shortName one or two words for the list of sections
 * @param heading its head
 * @param blocks what it says
 */
public record Section(String id, String number, String shortName, String heading,
        List<Block> blocks) {

    /** Makes the list unmodifiable. */
    public Section {
        blocks = List.copyOf(blocks);
    }

    /** Returns whether the section shows anything measured. */
    public boolean isAnswered() {
        return blocks.stream().noneMatch(block -> block instanceof Block.Missing);
    }
}
