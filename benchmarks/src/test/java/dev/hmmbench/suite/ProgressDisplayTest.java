package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects what a user looks at for minutes: percent, time left, and what runs now. */
class ProgressDisplayTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String show(ProgressDisplay.Target target) {
        try (ProgressDisplay display = new ProgressDisplay(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), target, 100)) {
            display.begin("forks", 1, 4, 2000);
            display.next("create[sizeBytes=1]  legacy  round 1");
            display.done();
            display.note("failed: something");
            display.next("create[sizeBytes=1]  devprivate  round 1");
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void lines_showPercentTimeLeftAndRow() {
        assertThat(show(ProgressDisplay.Target.LINES)).matches("(?s)3 forks to run, about 6 s\n"
                + " 25%  6 s left  2/4  create\\[sizeBytes=1]  legacy  round 1\n"
                + "failed: something\n"
                + " 50%  [^\n]* left  3/4  create\\[sizeBytes=1]  devprivate  round 1\n");
    }

    @Test
    void terminal_drawsABarWithoutParameters() {
        assertThat(show(ProgressDisplay.Target.TERMINAL)).contains("\r", "2/4",
                "create devprivate round 1", "failed: something").doesNotContain("sizeBytes");
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "60,1 min 0 s", "3599,59 min 59 s", "7500,2 h 05 min"})
    void time_isInWords(long seconds, String words) {
        assertThat(ProgressDisplay.inWords(seconds)).isEqualTo(words);
    }
}
