package dev.hmmbench.conformance;

import java.util.List;

/**
 * Two models that did not do the same.
 *
 * @param seed of the program
 * @param step the step after which it showed, counted from 0
 * @param what what differed, in one line
 * @param program the shortest program found that shows it, one step a line
 * @param models the models
 */
public record Divergence(
        long seed, long step, String what, List<String> program, List<String> models) {

    private static final int INDENT = 16;

    /** Copies the lists. */
    public Divergence {
        program = List.copyOf(program);
        models = List.copyOf(models);
    }

    /** Returns the source of a JUnit test class that repeats it. */
    public String asTest() {
        StringBuilder text = new StringBuilder();
        text.append("package dev.hmmbench.conformance;\n\n");
        text.append("import dev.hmmbench.model.Models;\n");
        text.append("import java.util.List;\n");
        text.append("import org.junit.jupiter.api.Test;\n\n");
        text.append("/** ").append(commentOf(what)).append(" */\n");
        text.append("class Seed").append(seed).append("Step").append(step).append("Test {\n\n");
        text.append("    @Test\n");
        text.append("    void program_onAllModels_isEqual() {\n");
        text.append("        new Fuzzer(Models.onClassPath(), List.of(\"")
                .append(String.join("\", \"", models)).append("\")).replay(\"\"\"\n");
        program.forEach(line ->
                text.append(" ".repeat(INDENT)).append(line).append('\n'));
        return text.append(" ".repeat(INDENT)).append("\"\"\");\n    }\n}\n").toString();
    }

    /** Makes a text fit for a comment, whatever is in it. */
    private static String commentOf(String text) {
        return text.replace("*/", "* /").replace('\\', '/').replaceAll("\\s+", " ");
    }
}
