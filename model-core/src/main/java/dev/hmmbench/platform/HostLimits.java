package dev.hmmbench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of the machine this runs on, as far as it tells them to everybody.
 *
 * @param limits the limits
 * @param physBits width of a physical address of the CPU, in bits
 * @param levels levels of the page tables in use
 */
public record HostLimits(Limits limits, int physBits, PageTableLevels levels) {

    /** The file that the limits come from. */
    public static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private static final Pattern PHYSICAL_WIDTH =
            Pattern.compile("(?m)^address sizes\\s*:\\s*(\\d{1,2}) bits physical");
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*:(.*)$");

    /**
     * Reads the limits of this machine.
     *
     * @throws UnknownLimitsException where they cannot be told from {@code /proc/cpuinfo}
     */
    public static HostLimits detect() {
        try {
            return parse(Files.readString(CPUINFO)).orElseThrow(() -> new UnknownLimitsException(
                    CPUINFO + " tells no physical address width (it does on x86-64)"));
        } catch (IOException e) {
            throw new UnknownLimitsException("cannot read " + CPUINFO + ": " + e.getMessage());
        }
    }

    /**
     * Reads the limits from the text of {@code /proc/cpuinfo}. The kernel clears the flag la57
     * where it runs with four levels, and lowers the physical width by what memory encryption
     * takes.
     *
     * <p>Models arch/x86/kernel/cpu/common.c, get_cpu_address_sizes(), 6.12. Fidelity: modelled.
     *
     * @return empty where the text tells no physical width
     */
    static Optional<HostLimits> parse(String cpuinfo) {
        Matcher width = PHYSICAL_WIDTH.matcher(cpuinfo);
        if (!width.find()) {
            return Optional.empty();
        }
        int physBits = Integer.parseInt(width.group(1));
        Matcher flags = FLAGS.matcher(cpuinfo);
        List<String> words = flags.find()
                ? Arrays.asList(flags.group(1).strip().split("\\s+")) : List.of();
        PageTableLevels levels =
                words.contains("la57") ? PageTableLevels.FIVE : PageTableLevels.FOUR;
        return Optional.of(new HostLimits(Limits.x86(physBits, levels), physBits, levels));
    }
}
