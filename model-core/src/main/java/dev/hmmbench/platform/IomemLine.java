package dev.hmmbench.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of one line of {@code /proc/iomem}: indentation, {@code start-last : name}. */
final class IomemLine {

    private static final Pattern SYNTAX =
            Pattern.compile("( *)([0-9a-fA-F]+)-([0-9a-fA-F]+) :(?: (.*))?");
    private static final int MAX_HEX_DIGITS = 16;
    private static final int QUOTED_CHARS = 48;
    private static final int MAX_NAME_CHARS = 64;

    private IomemLine() {}

    /**
     * Reads one line that is not blank.
     *
     * @return the entry, its depth as printed
     * @throws MalformedFileException where the line has another form or ends before it starts
     */
    static IomemEntry parse(String source, int number, String line) {
        Matcher matcher = SYNTAX.matcher(line);
        if (!matcher.matches()) {
            throw new MalformedFileException(source, number,
                    "not of the form \"start-end : name\" with hexadecimal addresses: "
                    + quote(line));
        }
        int spaces = matcher.group(1).length();
        int depth = spaces / 2;
        if (spaces % 2 != 0 || depth > IomemReader.DEEPEST_PRINTED) {
            throw new MalformedFileException(source, number, "indented by " + spaces
                    + " spaces; a kernel prints two for each level, and at most five levels");
        }
        long start = address(source, number, matcher.group(2));
        long last = address(source, number, matcher.group(3));
        if (Long.compareUnsigned(last, start) < 0) {
            throw new MalformedFileException(
                    source, number, "the range ends before it starts: " + quote(line));
        }
        String name = matcher.group(4) == null ? "" : shortened(matcher.group(4));
        return new IomemEntry(name, start, last, depth);
    }

    private static long address(String source, int number, String digits) {
        if (digits.length() > MAX_HEX_DIGITS) {
            throw new MalformedFileException(
                    source, number, "the address exceeds 64 bits: " + quote(digits));
        }
        return Long.parseUnsignedLong(digits, 16);
    }

    static String quote(String text) {
        String printable = printable(text.strip());
        return "\"" + (printable.length() <= QUOTED_CHARS
                ? printable : printable.substring(0, QUOTED_CHARS) + "...") + "\"";
    }

    private static String shortened(String name) {
        return printable(name.length() <= MAX_NAME_CHARS
                ? name : name.substring(0, MAX_NAME_CHARS) + "...");
    }

    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return withoutControls(text);
            }
        }
        return text;
    }

    private static String withoutControls(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
