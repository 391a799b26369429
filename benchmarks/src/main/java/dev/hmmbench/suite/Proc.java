package dev.hmmbench.suite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads Linux's own figures from {@code /proc}. What cannot be read is 0 or empty: a container may
 * hide any of them, and none is worth a failed run.
 */
final class Proc {

    private static final Path ROOT = Path.of("/proc");
    private static final long NS_PER_TICK = 10_000_000L;

    private Proc() {}

    /**
     * What one process used since its start.
     *
     * @param minorFaults page faults without I/O
     * @param majorFaults page faults with I/O
     * @param userNs user time, in steps of 10 ms
     * @param systemNs system time, in steps of 10 ms
     */
    record Usage(long minorFaults, long majorFaults, long userNs, long systemNs) {}

    /**
     * Context switches of a process's live threads.
     *
     * @param voluntary by waiting
     * @param involuntary by the scheduler
     * @param cpuNs CPU time of these threads, exact
     */
    record Threads(long voluntary, long involuntary, long cpuNs) {}

    /**
     * Time of all processors since boot, in ticks.
     *
     * @param total all of it
     * @param stolen taken by the hypervisor
     */
    record Processors(long total, long stolen) {}

    /** Returns what this process used. Models proc_pid_stat(5): fields 10, 12, 14 and 15. */
    static Usage usage() {
        String stat = text("self/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split("\\s+");
        return new Usage(number(fields, 7), number(fields, 9), number(fields, 11) * NS_PER_TICK,
                number(fields, 12) * NS_PER_TICK);
    }

    /** Returns the switches and CPU time of this process's threads. */
    static Threads threads() {
        long voluntary = 0;
        long involuntary = 0;
        long cpuNs = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(ROOT.resolve("self/task"))) {
            for (Path task : tasks) {
                String status = text(task.resolve("status"));
                voluntary += value(status, "voluntary_ctxt_switches:");
                involuntary += value(status, "nonvoluntary_ctxt_switches:");
                cpuNs += number(text(task.resolve("schedstat")).trim().split("\\s+"), 0);
            }
        } catch (IOException e) {
            return new Threads(0, 0, 0);
        }
        return new Threads(voluntary, involuntary, cpuNs);
    }

    /** Returns the microseconds since boot in which some task waited for a processor. */
    static long cpuPressureUs() {
        for (String part : text("pressure/cpu").lines().findFirst().orElse("").split(" ")) {
            if (part.startsWith("total=")) {
                return Long.parseLong(part.substring("total=".length()));
            }
        }
        return 0;
    }

    /** Returns the time of all processors. */
    static Processors processors() {
        String[] fields = text("stat").lines().findFirst().orElse("").split("\\s+");
        long total = 0;
        for (int i = 1; i <= 8; i++) {
            total += number(fields, i);
        }
        return new Processors(total, number(fields, 8));
    }

    /** Returns the bytes that processes can still get without swapping; empty if unknown. */
    static Optional<Long> availableBytes() {
        long kib = value(text("meminfo"), "MemAvailable:");
        return kib == 0 ? Optional.empty() : Optional.of(kib << 10);
    }

    /** Returns the text of a file below {@code /proc}, or nothing. */
    static String text(String name) {
        return text(ROOT.resolve(name));
    }

    /** Returns the text of a file of the kernel, or nothing. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the number behind a key at the start of a line, or 0. */
    static long value(String text, String key) {
        return text.lines().filter(line -> line.startsWith(key)).findFirst()
                .map(line -> number(line.substring(key.length()).trim().split("\\s+"), 0))
                .orElse(0L);
    }

    private static long number(String[] fields, int index) {
        return index < fields.length && fields[index].matches("[0-9]+")
                ? Long.parseLong(fields[index]) : 0;
    }
}
