package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Fork;

/** Protects the compiler commands: one that names nothing is obeyed in silence. */
class MeasuredForkTest {

    @Test
    void arguments_compiledAlone_nameMethodsThatAreThere() throws ClassNotFoundException {
        List<String> patterns = MeasuredFork.ARGUMENTS.stream()
                .filter(argument -> argument.startsWith(MeasuredFork.ALONE)).toList();
        assertThat(patterns).isNotEmpty();
        for (String pattern : patterns) {
            String[] names = pattern.substring(pattern.indexOf(',') + 1).split("::");
            Stream<String> methods = Arrays.stream(Class.forName(names[0]).getDeclaredMethods())
                    .map(method -> method.getName());
            assertThat(methods).as(pattern)
                    .anyMatch(name -> names[1].equals("*") || name.equals(names[1]));
        }
    }

    @Test
    void arguments_areThoseOfTheAnnotation() {
        assertThat(MeasuredFork.class.getAnnotation(Fork.class).jvmArgs())
                .containsExactlyElementsOf(MeasuredFork.ARGUMENTS);
    }
}
