package dev.hmmbench.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Command lines of further virtual machines: the same one, with the same class path. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * Returns the command line that runs a class.
     *
     * @param flags of the virtual machine
     * @param main the class
     * @param arguments of the class
     */
    public static List<String> command(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Returns the virtual machine that runs this. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
