package dev.hmmbench.cli;

import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** JMH's own command line, for those who want it. */
@Command(name = "jmh", description = "Call JMH itself: hmmbench jmh -- ARGS.",
        sortOptions = false)
final class JmhCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "ARGS", description = "JMH's arguments, behind a --.")
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    JmhCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        common.check();
        try {
            new CommandLineOptions(arguments.toArray(String[]::new));
        } catch (CommandLineOptionException e) {
            throw RunDataException.usage("jmh: " + e.getMessage());
        }
        console.out().flush();
        org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
