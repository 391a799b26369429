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

    /** Copies the lists. */
    public Divergence {
        program = List.copyOf(program);
        models = List.copyOf(models);
    }

    /** Returns a JUnit test that repeats it. */
    public String asTest() {
        StringBuilder text = new StringBuilder();
        text.append("@Test\n");
        text.append("void program_seed").append(seed).append("_isEqualOnAllModels() {\n");
        text.append("    // ").append(what).append('\n');
        text.append("    new Fuzzer(Models.onClassPath(), List.of(\"")
                .append(String.join("\", \"", models)).append("\")).replay(\"\"\"\n");
        program.forEach(line -> text.append("            ").append(line).append('\n'));
        return text.append("            \"\"\");\n}\n").toString();
    }
}
