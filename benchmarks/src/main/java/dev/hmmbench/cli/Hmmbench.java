package dev.hmmbench.cli;

import dev.hmmbench.cli.place.PlaceCommand;
import dev.hmmbench.cli.place.PlatformsCommand;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.suite.BuildInfo;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: parses it, runs a command, turns every error into one line and a code. */
@Command(name = "hmmbench", mixinStandardHelpOptions = false,
        description = "Compares two designs of Linux device-private memory.",
        synopsisHeading = "Usage: ", commandListHeading = "%nCommands:%n",
        footer = {"", "Each command takes --help."})
final class Hmmbench implements Runnable {

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true,
            description = "Show this and end.")
    private boolean isHelpAsked;

    @CommandLine.Option(names = "--version", versionHelp = true,
            description = "Show the version and end.")
    private boolean isVersionAsked;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Hmmbench(PrintStream out, PrintStream err, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Runs one command line and returns its exit code. */
    int run(String... args) {
        CommandLine commandLine = commandLine(List.of(args));
        return commandLine.execute(args);
    }

    /** No command was given. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(),
                "a command is missing; see --help");
    }

    /** Returns the parser of one command line, with every command. */
    CommandLine commandLine(List<String> args) {
        Console console = new Console(out, err, terminal, args);
        CommandLine commandLine = new CommandLine(this);
        commandLine.addSubcommand(new RunCommand(console));
        commandLine.addSubcommand(new ListCommand(console));
        commandLine.addSubcommand(new CompareCommand(console));
        commandLine.addSubcommand(new ReportCommand(console));
        commandLine.addSubcommand(new GateCommand(console));
        commandLine.addSubcommand(new BlessCommand(console));
        commandLine.addSubcommand(new MergeCommand(console));
        commandLine.addSubcommand(new CountersCommand(console));
        commandLine.addSubcommand(new InstructionsCommand(console));
        commandLine.addSubcommand(new FootprintCommand(console));
        commandLine.addSubcommand(new RaceCommand(console));
        commandLine.addSubcommand(new DoctorCommand(console));
        commandLine.addSubcommand(new PlaceCommand());
        commandLine.addSubcommand(new PlatformsCommand());
        commandLine.addSubcommand(new ConformCommand(console));
        commandLine.addSubcommand(new FuzzCommand(console));
        commandLine.addSubcommand(new JmhCommand(console));
        commandLine.getCommandSpec().version("hmmbench " + BuildInfo.version() + ", commit "
                + BuildInfo.commit());
        commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.isOutTerminal() ? CommandLine.Help.Ansi.AUTO
                        : CommandLine.Help.Ansi.OFF));
        commandLine.setUsageHelpWidth(Math.min(terminal.columns(), Terminal.DEFAULT_COLUMNS));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(this::usageError);
        Failures failures = new Failures(err, args.contains(CommonOptions.DEBUG));
        commandLine.setExecutionExceptionHandler(
                (error, command, parsed) -> failures.report(error));
        return commandLine;
    }

    private int usageError(CommandLine.ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        String message = error.getMessage().lines().collect(Collectors.joining(" "));
        if (error instanceof CommandLine.UnmatchedArgumentException unmatched
                && command == command.getCommandSpec().root().commandLine()
                && !unmatched.isUnknownOption()) {
            message = "unknown command '" + unmatched.getUnmatched().getFirst()
                    + "'; known are " + String.join(", ", command.getSubcommands().keySet());
        }
        err.println(command.getCommandSpec().qualifiedName() + ": " + message);
        return ExitCode.USAGE.code();
    }
}
