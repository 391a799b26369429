package dev.hmmbench.platform;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write and read them; units are powers of 1024, as the kernel's memparse(). */
public final class ByteSize {

    private static final Pattern SYNTAX = Pattern.compile("(\\d+)([a-zA-Z]*)");
    private static final Pattern FRACTION = Pattern.compile("\\d*\\.\\d+[a-zA-Z]*");
    private static final String UNITS = "KMGTPE";
    private static final int BITS = 64;
    private static final int UNIT_SHIFT = 10;

    private ByteSize() {}

    /**
     * Reads a size such as {@code 80G}, {@code 128MiB} or {@code 4096}.
     *
     * @return bytes, unsigned
     * @throws IllegalArgumentException where it is not a whole number with a known unit, or does
     *     not fit into 64 bits; the message is one line that quotes the text
     */
    public static long parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(IomemLine.quote(text)
                    + (FRACTION.matcher(text).matches()
                            ? " is a fraction: use a smaller unit (1.5T is 1536G)"
                            : " is not a size: give a whole number and a unit, such as 80G"));
        }
        BigInteger bytes = new BigInteger(matcher.group(1))
                .shiftLeft(shift(text, matcher.group(2).toUpperCase(Locale.ROOT)));
        if (bytes.bitLength() > BITS) {
            throw new IllegalArgumentException(IomemLine.quote(text)
                    + " does not fit into 64 bits (at most 16E minus 1 byte)");
        }
        return bytes.longValue();
    }

    /** Returns a size with the largest unit that leaves no fraction: {@code 80G}, {@code 4097}. */
    public static String exact(long bytes) {
        int unit = 0;
        while (bytes != 0 && unit < UNITS.length()
                && Long.numberOfTrailingZeros(bytes) >= (unit + 1) * UNIT_SHIFT) {
            unit++;
        }
        String number = Long.toUnsignedString(bytes >>> (unit * UNIT_SHIFT));
        return unit == 0 ? number : number + UNITS.charAt(unit - 1);
    }

    /** Returns a size for reading, rounded to three digits or so: {@code 140.4 GiB}. */
    public static String rounded(long bytes) {
        int unit = 0;
        while (unit < UNITS.length() && bytes >>> ((unit + 1) * UNIT_SHIFT) != 0) {
            unit++;
        }
        if (unit == 0) {
            return Long.toUnsignedString(bytes) + " B";
        }
        double unsigned = bytes >= 0 ? bytes : (bytes >>> 1) * 2.0;
        double value = unsigned / Math.scalb(1.0, unit * UNIT_SHIFT);
        String digits = value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.1f", value);
        return digits + " " + UNITS.charAt(unit - 1) + "iB";
    }

    private static int shift(String text, String unit) {
        String letter = unit.replaceFirst("(?<=.)IB?$", "");
        if (unit.isEmpty() || unit.equals("B")) {
            return 0;
        }
        int index = letter.length() == 1 ? UNITS.indexOf(letter) : -1;
        if (index < 0) {
            throw new IllegalArgumentException(IomemLine.quote(text)
                    + " has an unknown unit: use K, M, G, T, P or E (powers of 1024)");
        }
        return (index + 1) * UNIT_SHIFT;
    }
}
