package dev.hmmbench.platform;

import dev.hmmbench.lib.FreeRegionRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One machine description while it is being read. */
final class ScenarioDraft {

    private static final Pattern DEVICE =
            Pattern.compile("(?:(\\d{1,9})\\s+x\\s+)?(\\S+)(?:\\s+(.*))?");

    private final String source;
    private final String id;
    private final int line;
    private final List<DeviceGroup> devices = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<PhysicalRange> hotAdds = new ArrayList<>();
    private @Nullable String title;
    private @Nullable Long vmemmapLast;
    private @Nullable Long rootLast;
    private @Nullable Long usableLast;
    private @Nullable Integer maxPhysmemBits;
    private PageTableLevels levels = PageTableLevels.FOUR;
    private int sectionBits = Limits.DEFAULT_SECTION_BITS;
    private FreeRegionRule rule = FreeRegionRule.LINUX_6_12;
    private @Nullable List<IomemEntry> map;

    ScenarioDraft(String source, String id, int line) {
        this.source = source;
        this.id = id;
        this.line = line;
    }

    /** Takes the lines of a map, of which the first has number {@code firstLine}. */
    void map(List<String> lines, int firstLine) {
        map = IomemReader.parse(source, lines, firstLine);
    }

    /** Takes one line. */
    void set(String key, String value, int number) {
        try {
            setChecked(key, value);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(source, number, key + ": " + e.getMessage());
        }
    }

    Scenario toScenario() {
        List<IomemEntry> entries = needed("iomem", map);
        long root = needed("phys-bits or root-end", rootLast);
        int bits = maxPhysmemBits == null ? levels.maxPhysmemBits() : maxPhysmemBits;
        try {
            Limits limits = new Limits(
                    root,
                    usableLast == null ? Limits.lastOfWidth(bits) : usableLast,
                    bits,
                    sectionBits,
                    rule);
            return new Scenario(id, needed("title", title),
                    new Machine(id, entries, limits), devices, hotAdds,
                    vmemmapLast == null ? limits.usableLast() : vmemmapLast, notes);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(source, line, "machine " + id + ": " + e.getMessage());
        }
    }

    private void setChecked(String key, String value) {
        switch (key) {
            case "title" -> title = value;
            case "note" -> notes.add(value);
            case "phys-bits" -> rootLast = Limits.lastOfWidth(number(value));
            case "root-end" -> rootLast = hex(value);
            case "levels" -> levels = oneOf(value, PageTableLevels.values(),
                    candidate -> String.valueOf(candidate.levels()));
            case "physmem-end" -> usableLast = hex(value);
            case "max-physmem-bits" -> maxPhysmemBits = number(value);
            case "section-bits" -> sectionBits = number(value);
            case "kernel" -> rule = oneOf(value, FreeRegionRule.values(), FreeRegionRule::label);
            case "device" -> devices.add(device(value));
            case "hot-add" -> hotAdds.add(range(value));
            case "vmemmap-end" -> vmemmapLast = hex(value);
            default -> throw new IllegalArgumentException("unknown word");
        }
    }

    private static DeviceGroup device(String value) {
        Matcher matcher = DEVICE.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected \"COUNT x SIZE NAME\"");
        }
        int count = matcher.group(1) == null ? 1 : number(matcher.group(1));
        String name = matcher.group(3) == null ? "device" : matcher.group(3);
        return new DeviceGroup(name, count, ByteSize.parse(matcher.group(2)));
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(IomemLine.quote(value) + " is not a number", e);
        }
    }

    private static long hex(String value) {
        String digits = value.startsWith("0x") ? value.substring(2) : value;
        try {
            return Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    IomemLine.quote(value) + " is not a hexadecimal address", e);
        }
    }

    private static PhysicalRange range(String value) {
        int dash = value.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("expected START-END, hexadecimal");
        }
        return PhysicalRange.ofInclusive(
                hex(value.substring(0, dash)), hex(value.substring(dash + 1)));
    }

    private static <T> T oneOf(String value, T[] values, Function<T, String> label) {
        return Arrays.stream(values)
                .filter(candidate -> label.apply(candidate).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(IomemLine.quote(value)
                        + " is not one of " + Arrays.stream(values).map(label).toList()));
    }

    private <T> T needed(String word, @Nullable T value) {
        if (value == null) {
            throw new MalformedFileException(
                    source, line, "machine " + id + " has no \"" + word + "\" line");
        }
        return value;
    }
}
