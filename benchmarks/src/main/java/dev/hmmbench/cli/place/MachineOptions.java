package dev.hmmbench.cli.place;

import dev.hmmbench.lib.FreeRegionRule;
import dev.hmmbench.platform.HostLimits;
import dev.hmmbench.platform.IomemReader;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that describe a machine; what is not given is this machine's. */
final class MachineOptions {

    private static final Path OWN_MAP = Path.of("/proc/iomem");

    @Option(names = "--iomem", paramLabel = "FILE",
            description = "a map in the form of /proc/iomem (default: this machine's own)")
    private @Nullable Path iomem;

    @Option(names = "--phys-bits", paramLabel = "N",
            description = "width of the CPU's physical addresses (default: from /proc/cpuinfo);"
                    + " 64 where the map's root has no end, as on arm64")
    private @Nullable Integer physBits;

    @Option(names = "--levels", paramLabel = "4|5", converter = LevelsConverter.class,
            description = "page-table levels in use (default: 5 if /proc/cpuinfo has la57)")
    private @Nullable PageTableLevels levels;

    @Option(names = "--physmem-end", paramLabel = "HEX", converter = AddressConverter.class,
            description = "PHYSMEM_END, the last usable address, where KASLR trims it or arm64's"
                    + " linear map ends (default: all that the page tables can reach)")
    private @Nullable Long usableLast;

    @Option(names = "--section-bits", paramLabel = "N",
            description = "log2 of a memory section's bytes (default: 27, 128 MiB)")
    private @Nullable Integer sectionBits;

    @Option(names = "--kernel", paramLabel = "VERSION", converter = RuleConverter.class,
            description = "whose search is followed: 6.12 (default; 6.19 shares it) or 6.1")
    private @Nullable FreeRegionRule rule;

    /**
     * Reads the machine that the options describe.
     *
     * @throws IllegalArgumentException where a width is out of bounds
     * @throws IOException where the map cannot be read
     */
    ChosenMachine choose() throws IOException {
        Origins origins = new Origins();
        int bits = origins.physBits(physBits);
        PageTableLevels tables = origins.levels(levels);
        Limits limits = Limits.x86(bits, tables);
        if (usableLast != null) {
            limits = limits.withUsableLast(usableLast);
        }
        if (sectionBits != null) {
            limits = limits.withSectionBits(sectionBits);
        }
        if (rule != null) {
            limits = limits.withRule(rule);
        }
        Path map = iomem == null ? OWN_MAP : iomem;
        Machine machine = new Machine(map.toString(), IomemReader.read(map), limits);
        long trimmed = machine.kaslrTrimmedLast();
        boolean isLower = Long.compareUnsigned(trimmed, limits.topLast()) < 0;
        return new ChosenMachine(
                machine,
                origins.end,
                usableLast == null
                        ? limits.maxPhysmemBits() + " bits, " + origins.usable : "--physmem-end",
                sectionBits == null ? "default, as on x86-64" : "--section-bits",
                rule == null ? "default; 6.19 searches the same way" : "--kernel",
                usableLast == null && isLower ? Optional.of(trimmed) : Optional.empty(),
                borrowedLimits());
    }

    /** Warns where the map is a file, which may be another machine's, and the limits are not. */
    private Optional<String> borrowedLimits() {
        String missing = Stream.of(physBits == null ? "--phys-bits" : "",
                        levels == null ? "--levels" : "")
                .filter(option -> !option.isEmpty()).collect(Collectors.joining(" and "));
        return iomem == null || iomem.equals(OWN_MAP) || missing.isEmpty() ? Optional.empty()
                : Optional.of("limits are this machine's; for another one's map give " + missing);
    }

    /** Where the two limits of the CPU come from; {@code /proc/cpuinfo} is read when needed. */
    private static final class Origins {

        private @Nullable HostLimits host;
        private String end = "--phys-bits";
        private String usable = "--levels";

        int physBits(@Nullable Integer given) {
            if (given != null) {
                end = given + " address bits, --phys-bits";
                return given;
            }
            end = host().physBits() + " address bits, this machine's " + HostLimits.CPUINFO;
            return host().physBits();
        }

        PageTableLevels levels(@Nullable PageTableLevels given) {
            if (given != null) {
                usable = given.levels() + " page-table levels, --levels";
                return given;
            }
            PageTableLevels own = host().levels();
            usable = own.levels() + " page-table levels, "
                    + (own == PageTableLevels.FIVE ? "la57" : "no la57") + " in this machine's "
                    + HostLimits.CPUINFO;
            return own;
        }

        private HostLimits host() {
            if (host == null) {
                host = HostLimits.detect();
            }
            return host;
        }
    }

    /** Reads 4 or 5. */
    static final class LevelsConverter implements ITypeConverter<PageTableLevels> {

        @Override
        public PageTableLevels convert(String word) {
            return switch (word) {
                case "4" -> PageTableLevels.FOUR;
                case "5" -> PageTableLevels.FIVE;
                default -> throw new TypeConversionException("'" + word + "' is not 4 or 5");
            };
        }
    }

    /** Reads 6.12 or 6.1. */
    static final class RuleConverter implements ITypeConverter<FreeRegionRule> {

        @Override
        public FreeRegionRule convert(String word) {
            for (FreeRegionRule rule : FreeRegionRule.values()) {
                if (rule.label().equals(word)) {
                    return rule;
                }
            }
            throw new TypeConversionException("'" + word + "' is not 6.12 or 6.1");
        }
    }

    /** Reads a hexadecimal address. */
    static final class AddressConverter implements ITypeConverter<Long> {

        @Override
        public Long convert(String word) {
            try {
                return Long.parseUnsignedLong(
                        word.startsWith("0x") ? word.substring(2) : word, 16);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "'" + word + "' is not a hexadecimal address of 64 bits");
            }
        }
    }
}
