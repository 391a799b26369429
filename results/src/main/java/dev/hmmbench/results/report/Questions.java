package dev.hmmbench.results.report;

import dev.hmmbench.results.run.RowGroup;
import java.util.List;

/** The eleven questions that the report answers, in their order: {@code questions.json}. */
final class Questions {

    /**
     * One question.
     *
     * @param number 1 to 11
     * @param shortName one or two words
     * @param question as a reader asks it
     * @param lead what to know before reading the answer
     * @param command what measures it
     */
    record Question(int number, String shortName, String question, String lead, String command) {

        /** Returns the groups of rows that answer it. */
        List<RowGroup> groups() {
            return java.util.Arrays.stream(RowGroup.values())
                    .filter(group -> group.question() == number).toList();
        }
    }

    /**
     * The whole file.
     *
     * @param questions in order
     */
    record File(List<Question> questions) {}

    private Questions() {}

    /** Returns the questions in order. */
    static List<Question> all() {
        return Assets.json("questions.json", File.class).questions();
    }
}
