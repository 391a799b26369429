package dev.hmmbench.suite;

import dev.hmmbench.results.run.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.CompilerHints;
import org.openjdk.jmh.util.Utils;

/** Looks at the machine, its kernel and its Java. */
public final class EnvironmentProbe {

    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final Path THP = Path.of("/sys/kernel/mm/transparent_hugepage");
    private static final Path NODES = Path.of("/sys/devices/system/node");
    private static final Path GOVERNOR =
            Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    private static final String BLACKHOLE = "# Blackhole mode: ";
    private static final String UNKNOWN = "unknown";

    private EnvironmentProbe() {}

    /** Returns what is known before the first fork. */
    public static Environment before(MachineMap map) {
        Map<String, Map<String, String>> sections = new TreeMap<>();
        sections.put(Environment.CPU, cpu());
        sections.put(Environment.MEMORY, memory());
        sections.put(Environment.KERNEL, kernel());
        sections.put(Environment.JDK, jdk());
        sections.put(Environment.HARNESS, harness());
        sections.put("map", Map.of("name", map.name(), "sha256", map.sha256()));
        sections.put(Environment.LOAD, new TreeMap<>(load("before")));
        return Environment.of(sections);
    }

    /** Returns the environment with the load after the last fork added. */
    public static Environment after(Environment before) {
        Map<String, Map<String, String>> sections = new TreeMap<>(before.sections());
        Map<String, String> load = new TreeMap<>(sections.getOrDefault(Environment.LOAD,
                Map.of()));
        load.putAll(load("after"));
        sections.put(Environment.LOAD, load);
        return Environment.of(sections);
    }

    private static Map<String, String> cpu() {
        Map<String, String> cpu = new LinkedHashMap<>();
        cpu.put(Environment.CPU_MODEL, cpuInfo("model name"));
        cpu.put(Environment.CPU_CORES,
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        cpu.put("governor", line(GOVERNOR));
        for (int index = 0; Files.exists(CACHES.resolve("index" + index)); index++) {
            Path cache = CACHES.resolve("index" + index);
            cpu.put("cache L" + line(cache.resolve("level")) + " "
                    + line(cache.resolve("type")).toLowerCase(java.util.Locale.ROOT),
                    line(cache.resolve("size")));
        }
        return cpu;
    }

    private static Map<String, String> memory() {
        Map<String, String> memory = new LinkedHashMap<>();
        memory.put("total MiB",
                Long.toString(Proc.value(Proc.text("meminfo"), "MemTotal:") >> 10));
        memory.put("swap MiB",
                Long.toString(Proc.value(Proc.text("meminfo"), "SwapTotal:") >> 10));
        memory.put("NUMA nodes", Integer.toString(count(NODES, "node[0-9]*")));
        return memory;
    }

    private static Map<String, String> kernel() {
        Map<String, String> kernel = new LinkedHashMap<>();
        kernel.put(Environment.KERNEL_RELEASE, System.getProperty("os.version", UNKNOWN));
        kernel.put("architecture", System.getProperty("os.arch", UNKNOWN));
        kernel.put(Environment.KERNEL_THP, chosen(line(THP.resolve("enabled"))));
        kernel.put("thp defrag", chosen(line(THP.resolve("defrag"))));
        kernel.put("command line", orUnknown(Proc.text("cmdline").strip()));
        return kernel;
    }

    private static Map<String, String> jdk() {
        Map<String, String> jdk = new LinkedHashMap<>();
        jdk.put(Environment.JDK_BUILD, System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version"));
        jdk.put("vendor", System.getProperty("java.vendor", UNKNOWN));
        jdk.put(Environment.JDK_GC, ForkArgs.COLLECTOR);
        jdk.put(Environment.JDK_FLAGS, String.join(" ", ForkArgs.fixed()));
        return jdk;
    }

    private static Map<String, String> harness() {
        Map<String, String> harness = new LinkedHashMap<>();
        harness.put(Environment.HARNESS_JMH, jmhVersion());
        harness.put(Environment.HARNESS_BLACKHOLE, blackholeMode());
        harness.put(Environment.HARNESS_COMMIT, BuildInfo.commit());
        harness.put(Environment.HARNESS_BUILD, BuildInfo.classPathHash());
        return harness;
    }

    private static Map<String, String> load(String when) {
        Map<String, String> load = new LinkedHashMap<>();
        load.put("load " + when, orUnknown(Proc.text("loadavg").strip()));
        for (String kind : List.of("cpu", "memory", "io")) {
            load.put("pressure " + kind + " " + when, orUnknown(
                    Proc.text("pressure/" + kind).lines().findFirst().orElse("")));
        }
        return load;
    }

    private static String jmhVersion() {
        String version = Utils.class.getPackage().getImplementationVersion();
        return version == null ? BuildInfo.jmhVersion() : version;
    }

    /** Asks JMH, which tests the virtual machine for it and then stays with the answer. */
    private static String blackholeMode() {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        CompilerHints.printHints(new PrintStream(words, true, StandardCharsets.UTF_8));
        return words.toString(StandardCharsets.UTF_8).lines()
                .filter(line -> line.startsWith(BLACKHOLE))
                .map(line -> line.substring(BLACKHOLE.length()).split(" \\(", 2)[0])
                .findFirst().orElse(UNKNOWN);
    }

    private static String cpuInfo(String key) {
        return Proc.text("cpuinfo").lines().filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst().orElse(UNKNOWN);
    }

    private static int count(Path folder, String glob) {
        int count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            for (Path entry : entries) {
                count += Files.isDirectory(entry) ? 1 : 0;
            }
        } catch (IOException e) {
            return 0;
        }
        return count;
    }

    /** Returns the choice in brackets: {@code madvise} of {@code always [madvise] never}. */
    private static String chosen(String choices) {
        int start = choices.indexOf('[');
        int end = choices.indexOf(']');
        return start < 0 || end < start ? choices : choices.substring(start + 1, end);
    }

    private static String line(Path file) {
        return orUnknown(Proc.text(file).strip());
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? UNKNOWN : text.replaceAll("\\p{Cntrl}", " ");
    }
}
