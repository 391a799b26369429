package dev.hmmbench.platform;

/**
 * One line of {@code /proc/iomem}.
 *
 * @param name what the range is, as the kernel names it
 * @param start first address, unsigned
 * @param last last address, unsigned and inclusive, as the kernel prints it
 * @param depth number of entries around this one; 0 is the top level
 */
public record IomemEntry(String name, long start, long last, int depth) {

    /** Returns the size in bytes, unsigned; 0 stands for 2^64. */
    public long sizeBytes() {
        return last - start + 1;
    }

    /** Returns whether the range is RAM that the kernel manages, in part or in whole. */
    public boolean isSystemRam() {
        return name.equals("System RAM") || name.startsWith("System RAM (");
    }

    boolean contains(IomemEntry other) {
        return Long.compareUnsigned(start, other.start) <= 0
                && Long.compareUnsigned(last, other.last) >= 0;
    }

    /** Returns the line as {@code /proc/iomem} prints it, indented by {@code depth}. */
    @Override
    public String toString() {
        return String.format("%s%08x-%08x : %s", "  ".repeat(depth), start, last, name);
    }
}
