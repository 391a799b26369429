package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.kernel.CountedWork;
import dev.hmmbench.work.RecordedWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts the recorded operations in a virtual machine of its own. */
public final class RecordedWorkPass {

    private RecordedWorkPass() {}

    /**
     * Returns the file of all counts. Takes half a minute and 3 GiB of memory.
     *
     * @throws RunDataException if the other virtual machine fails
     */
    public static String file() throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(ForkArgs.fixed());
        flags.add(CountingPass.COUNTERS);
        Process process = new ProcessBuilder(ChildJvm.command(flags, RecordedWork.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String lines;
        try (var output = process.getInputStream()) {
            lines = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw RunDataException.incomplete("counting ended with exit code "
                    + process.exitValue());
        }
        return CountedWork.PREAMBLE + lines;
    }
}
