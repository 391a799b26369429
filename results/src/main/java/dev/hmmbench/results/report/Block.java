package dev.hmmbench.results.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One piece of a section. Texts are plain; a part between backticks is code. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "block")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Block.Prose.class, name = "prose"),
    @JsonSubTypes.Type(value = Block.Points.class, name = "points"),
    @JsonSubTypes.Type(value = Block.Facts.class, name = "facts"),
    @JsonSubTypes.Type(value = Block.Headlines.class, name = "headlines"),
    @JsonSubTypes.Type(value = Block.Picture.class, name = "picture"),
    @JsonSubTypes.Type(value = Block.Missing.class, name = "missing"),
    @JsonSubTypes.Type(value = Block.Details.class, name = "details"),
    @JsonSubTypes.Type(value = Table.class, name = "table")
})
public sealed interface Block permits Block.Prose, Block.Points, Block.Facts, Block.Headlines,
        Block.Picture, Block.Missing, Block.Details, Table {

    /**
     * A paragraph.
     *
     * @param text one or more sentences
     */
    record Prose(String text) implements Block {}

    /**
     * A list under a word.
     *
     * @param heading what the points are about
     * @param items one sentence each
     */
    record Points(String heading, List<String> items) implements Block {

        /** Makes the list unmodifiable. */
        public Points {
            items = List.copyOf(items);
        }
    }

    /**
     * Named facts about one thing.
     *
     * @param id unique in the report, the target of links
     * @param heading what they are about
     * @param facts in order
     */
    record Facts(String id, String heading, List<Fact> facts) implements Block {

        /** Makes the list unmodifiable. */
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /**
     * One fact.
     *
     * @param name what it is
     * @param text one or more sentences
     */
    record Fact(String name, String text) {}

    /**
     * The figures of the first screen.
     *
     * @param items one for each headline measure and design
     */
    record Headlines(List<Headline> items) implements Block {

        /** Makes the list unmodifiable. */
        public Headlines {
            items = List.copyOf(items);
        }
    }

    /**
     * One figure of the first screen.
     *
     * @param title what was measured
     * @param figure the ratio, such as {@code 2.41}
     * @param range its interval
     * @param basis which arms, level and number of rounds
     * @param verdict word of the verdict
     * @param sentence what it means
     */
    record Headline(String title, String figure, String range, String basis, String verdict,
            String sentence) {}

    /**
     * A picture, drawn by the page.
     *
     * @param id unique in the report
     * @param module name of the drawing module under {@code pictures/}, without {@code .js}
     * @param title what it shows
     * @param caption how to read it
     * @param data what the module draws; written as JSON, all numbers finite
     */
    record Picture(String id, String module, String title, String caption, Object data)
            implements Block {}

    /**
     * What was not measured.
     *
     * @param text what is missing
     * @param command the command that would measure it; empty where there is none
     */
    record Missing(String text, String command) implements Block {}

    /**
     * Blocks that a reader opens.
     *
     * @param id unique in the report, the target of links
     * @param summary what is inside
     * @param blocks the blocks
     */
    record Details(String id, String summary, List<Block> blocks) implements Block {

        /** Makes the list unmodifiable. */
        public Details {
            blocks = List.copyOf(blocks);
        }
    }
}
