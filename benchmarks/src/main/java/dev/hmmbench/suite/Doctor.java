package dev.hmmbench.suite;

import dev.hmmbench.bench.SharedCore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks for what will disturb a measurement on this machine. */
public final class Doctor {

    private static final Path THP = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final Path GOVERNOR =
            Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    private static final Path NO_TURBO = Path.of("/sys/devices/system/cpu/intel_pstate/no_turbo");
    private static final Path BOOST = Path.of("/sys/devices/system/cpu/cpufreq/boost");
    private static final double PRESSURE_PERCENT = 5;
    private static final long MEMORY_BYTES = 4L << 30;
    private static final int WATCH_MS = 1000;
    private static final double STEAL_SHARE = 0.02;
    private static final double SHARED_SHARE = 0.05;

    private final List<Finding> findings = new ArrayList<>();

    private Doctor() {}

    /** How bad a finding is. */
    public enum Weight {
        /** As it should be. */
        GOOD("ok"),
        /** Measurements will be noisier or belong to this setting alone. */
        NOISE("noise"),
        /** Some measurements cannot be taken. */
        BLOCKER("blocks");

        private final String label;

        Weight(String label) {
            this.label = label;
        }

        /** Returns the word for a table. */
        public String label() {
            return label;
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param weight how bad it is
     * @param what what was looked at
     * @param seen what was seen
     * @param advice what to do; empty where nothing need be done
     */
    public record Finding(Weight weight, String what, String seen, String advice) {}

    /** Looks at this machine; takes about two seconds. */
    public static List<Finding> examine() {
        Doctor doctor = new Doctor();
        doctor.processors();
        doctor.pressureAndSteal();
        doctor.sharedCore();
        doctor.governor();
        doctor.turbo();
        doctor.hugePages();
        doctor.memory();
        doctor.swap();
        doctor.virtualMachine();
        doctor.otherJava();
        return List.copyOf(doctor.findings);
    }

    private void processors() {
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors < 2) {
            noise("processors", "1", "the compiler and the benchmark share it: use two or more");
        } else {
            good("processors", Integer.toString(processors));
        }
    }

    private void pressureAndSteal() {
        HostWatch watch = new HostWatch();
        try {
            Thread.sleep(WATCH_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        HostWatch.Seen seen = watch.seen();
        String pressure = percent(seen.cpuPressure());
        if (seen.cpuPressure() * 100 > PRESSURE_PERCENT) {
            noise("waiting for a processor", pressure + " of the last second",
                    "something else runs here: stop it, or expect rounds to be left out");
        } else {
            good("waiting for a processor", pressure + " of the last second");
        }
        if (seen.stealShare() > STEAL_SHARE) {
            noise("taken by the hypervisor", percent(seen.stealShare()),
                    "other guests share the processors: use a host of your own");
        } else {
            good("taken by the hypervisor", percent(seen.stealShare()));
        }
    }

    private void sharedCore() {
        SharedCore core = new SharedCore();
        core.settle();
        core.watch(WATCH_MS * 1_000_000L);
        String share = percent(core.share()) + " of the last second";
        if (core.share() > SHARED_SHARE) {
            noise("core shared with others", share,
                    "samples wait for a moment alone; switch the sibling threads off if you can");
        } else {
            good("core shared with others", share);
        }
    }

    private void governor() {
        String governor = Proc.text(GOVERNOR).strip();
        if (governor.isEmpty() || governor.equals("performance")) {
            good("frequency governor", governor.isEmpty() ? "not shown" : governor);
        } else {
            noise("frequency governor", governor, "cpupower frequency-set -g performance");
        }
    }

    private void turbo() {
        boolean isOn = Proc.text(NO_TURBO).strip().equals("0")
                || Proc.text(BOOST).strip().equals("1");
        if (isOn) {
            noise("turbo", "on", "the clock moves with the temperature: echo 1 > " + NO_TURBO
                    + " (Intel), echo 0 > " + BOOST + " (others)");
        } else {
            good("turbo", "off or not shown");
        }
    }

    private void hugePages() {
        String mode = Proc.text(THP).strip();
        if (mode.contains("[never]")) {
            noise("transparent huge pages", "never",
                    "struct pages lie on 4 KiB pages, unlike a kernel's: echo madvise > " + THP);
        } else {
            good("transparent huge pages", mode.isEmpty() ? "not shown" : mode);
        }
    }

    private void memory() {
        Optional<Long> available = Proc.availableBytes();
        String seen = available.map(bytes -> (bytes >> 20) + " MiB free").orElse("not shown");
        if (available.isPresent() && available.get() < MEMORY_BYTES) {
            findings.add(new Finding(Weight.BLOCKER, "memory", seen,
                    "the largest rows are refused: 4 GiB or more should be free"));
        } else {
            good("memory", seen);
        }
    }

    private void swap() {
        String meminfo = Proc.text("meminfo");
        long used = Proc.value(meminfo, "SwapTotal:") - Proc.value(meminfo, "SwapFree:");
        if (used > 0) {
            noise("swap", (used >> 10) + " MiB used", "swapoff -a while measuring");
        } else {
            good("swap", "none used");
        }
    }

    private void virtualMachine() {
        if (Proc.text("cpuinfo").contains(" hypervisor")) {
            noise("hardware", "a virtual machine",
                    "compare ratios, never times, with another machine");
        } else {
            good("hardware", "no hypervisor seen");
        }
    }

    private void otherJava() {
        long self = ProcessHandle.current().pid();
        long others = ProcessHandle.allProcesses().filter(process -> process.pid() != self)
                .filter(process -> process.info().command()
                        .filter(command -> command.endsWith("/java")).isPresent())
                .count();
        if (others > 0) {
            noise("other Java processes", Long.toString(others),
                    "one of them may be another measurement: let it end first");
        } else {
            good("other Java processes", "none");
        }
    }

    private void good(String what, String seen) {
        findings.add(new Finding(Weight.GOOD, what, seen, ""));
    }

    private void noise(String what, String seen, String advice) {
        findings.add(new Finding(Weight.NOISE, what, seen, advice));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
