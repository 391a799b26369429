package dev.hmmbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that this process really has: VmRSS of {@code /proc/self/status}. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RSS = "VmRSS:";

    private ResidentMemory() {}

    /** Returns bytes; 0 where the system does not say. */
    static long bytes() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(RSS))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
