package dev.hmmbench.cli;

import dev.hmmbench.memory.MemoryRefusedException;
import dev.hmmbench.model.UnknownModelException;
import dev.hmmbench.platform.MalformedFileException;
import dev.hmmbench.platform.UnknownLimitsException;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Turns what a command throws into one line for the user and an exit code. */
final class Failures {

    private final PrintStream err;
    private final boolean isTraceWanted;

    Failures(PrintStream err, boolean isTraceWanted) {
        this.err = err;
        this.isTraceWanted = isTraceWanted;
    }

    /** Prints the line and returns the exit code. */
    int report(Throwable error) {
        return switch (error) {
            case RunDataException e -> line(e, e.exitCode());
            case UnknownModelException e -> line(e, ExitCode.USAGE);
            case UnknownLimitsException e -> line(e, ExitCode.USAGE);
            case MalformedFileException e -> line(e, ExitCode.MALFORMED);
            case MemoryRefusedException e -> line(e, ExitCode.INTERNAL);
            case NoSuchFileException e -> file(e, "no such file", ExitCode.NO_SUCH_FILE);
            case FileSystemException e -> file(e, reason(e), ExitCode.CANNOT_WRITE);
            default -> internal(error);
        };
    }

    private int line(Throwable error, ExitCode code) {
        String message = String.valueOf(error.getMessage());
        err.println("hmmbench: " + message.lines().collect(Collectors.joining(" ")));
        if (isTraceWanted) {
            error.printStackTrace(err);
        }
        return code.code();
    }

    private int file(FileSystemException error, String reason, ExitCode code) {
        err.println("hmmbench: " + error.getFile() + ": " + reason);
        return code.code();
    }

    private static String reason(FileSystemException error) {
        return error.getReason() == null ? error.getClass().getSimpleName() : error.getReason();
    }

    private int internal(Throwable error) {
        String what = "internal error: " + error;
        if (isTraceWanted) {
            err.println("hmmbench: " + what.lines().findFirst().orElse(what));
            error.printStackTrace(err);
        } else {
            err.println("hmmbench: " + what.lines().findFirst().orElse(what) + "; " + keep(error));
        }
        return ExitCode.INTERNAL.code();
    }

    private static String keep(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        try {
            Path file = Files.createTempFile("hmmbench-", ".trace");
            Files.writeString(file, trace.toString());
            return "the trace is in " + file;
        } catch (IOException e) {
            return "repeat with " + CommonOptions.DEBUG + " for the trace";
        }
    }
}
