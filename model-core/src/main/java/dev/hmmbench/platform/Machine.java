package dev.hmmbench.platform;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.ResourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A machine that device memory is placed in: its physical address map and its limits.
 *
 * @param name what reports call it
 * @param entries the map as {@code /proc/iomem} shows it: siblings ascending and apart, nested
 *     entries behind the one around them
 * @param limits what bounds its physical addresses
 */
public record Machine(String name, List<IomemEntry> entries, Limits limits) {

    private static final int PAGE_SHIFT = 12;
    private static final int TIB_SHIFT = 40;
    /** CONFIG_RANDOMIZE_MEMORY_PHYSICAL_PADDING: room for hot-add, in TiB. */
    private static final long KASLR_PADDING_TIB = 10;

    /** Copies the list. */
    public Machine {
        entries = List.copyOf(entries);
    }

    /** Returns the bundled reference machine, a recorded real map with 46 address bits. */
    public static Machine reference() {
        return ReferenceMachine.load();
    }

    /**
     * Returns a machine with the map of a file and the limits of the machine this runs on.
     *
     * @param file text in the form of {@code /proc/iomem}
     * @throws MalformedFileException where the text is not one that a kernel prints
     * @throws IOException where the file cannot be read
     */
    public static Machine fromIomem(Path file) throws IOException {
        return fromIomem(file, HostLimits.detect().limits());
    }

    /**
     * Returns a machine with the map of a file and given limits.
     *
     * @param file text in the form of {@code /proc/iomem}
     * @throws MalformedFileException where the text is not one that a kernel prints
     * @throws IOException where the file cannot be read
     */
    public static Machine fromIomem(Path file, Limits limits) throws IOException {
        return new Machine(file.toString(), IomemReader.read(file), limits);
    }

    /** Returns the same map with other limits. */
    public Machine withLimits(Limits newLimits) {
        return new Machine(name, entries, newLimits);
    }

    /** Returns the top level of the map: what a search for a free region meets. */
    public List<IomemEntry> topLevel() {
        return entries.stream().filter(entry -> entry.depth() == 0).toList();
    }

    /** Returns the ranges of RAM, ascending. */
    public List<PhysicalRange> systemRam() {
        return entries.stream()
                .filter(IomemEntry::isSystemRam)
                .map(entry -> PhysicalRange.ofInclusive(entry.start(), entry.last()))
                .toList();
    }

    /** Returns the bytes of RAM. */
    public long systemRamBytes() {
        return systemRam().stream().mapToLong(PhysicalRange::sizeBytes).sum();
    }

    /**
     * Returns the usable end under an x86-64 kernel that trims it for KASLR: RAM rounded up to TiB,
     * and 10 TiB for what may be plugged in.
     *
     * <p>Models arch/x86/mm/kaslr.c, kernel_randomize_memory(), from 6.11 until CONFIG_ZONE_DEVICE
     * was exempted. Fidelity: modelled, with the default padding.
     */
    public long kaslrTrimmedLast() {
        long ramEnd = systemRam().stream().mapToLong(PhysicalRange::end).max().orElse(0);
        long ramTib = (ramEnd >>> TIB_SHIFT) + ((ramEnd & (1L << TIB_SHIFT) - 1) == 0 ? 0 : 1);
        return (ramTib + KASLR_PADDING_TIB << TIB_SHIFT) - 1;
    }

    /** Returns the first page frame number that no page can have: the bound of the vmemmap. */
    public long endPfn() {
        long widthLast = Limits.lastOfWidth(limits.maxPhysmemBits());
        long last = Long.compareUnsigned(limits.usableLast(), widthLast) < 0
                ? limits.usableLast() : widthLast;
        return (last >>> PAGE_SHIFT) + 1;
    }

    /**
     * Builds a fresh resource tree of the map.
     *
     * @param counters where the tree counts
     */
    public ResourceTree newResourceTree(Counters counters) {
        return MapLoader.load(entries, limits.rootLast(), counters);
    }

    /** Returns a SHA-256 of map and limits, in hexadecimal: equal for equal questions. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry).append('\n'));
        text.append(limits);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
