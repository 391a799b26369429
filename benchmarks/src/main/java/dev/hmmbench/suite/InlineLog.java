package dev.hmmbench.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the optimising compiler of a fork refused to inline, read after the fork's end. Where a loop
 * is compiled before the profile of what it calls is ripe, a call stays a call, and that fork is
 * several times slower for its whole life.
 *
 * <p>Only refusals of the optimising compiler for want of a profile, or because the caller had
 * grown too large; calls that never happen, and what the first compiler leaves out, cost nothing.
 * The virtual machine writes the log at the end of each compilation, nearly all of which lie in the
 * warm-up.
 */
final class InlineLog {

    private static final Pattern REFUSAL = Pattern.compile("@ \\d+\\s+(\\S+)::(\\S+) "
            + "\\(\\d+ bytes\\)\\s+failed to inline: (low call site frequency|hot method too big"
            + "|already compiled into an? \\w+ method|NodeCountInliningCutoff"
            + "|size > DesiredMethodLimit|inlining too deep|recursive inlining is too deep"
            + "|executed < MinInliningThreshold times)");
    private static final String OWN = "dev.hmmbench.";

    private InlineLog() {}

    /** Returns the flag that makes a virtual machine write the log. */
    static String flag(Path file) {
        return "-Xlog:jit+inlining=debug:file=\"" + file + "\":none:filecount=0";
    }

    /**
     * Returns the refused calls of this project's methods, {@code memory.StructPage::flags: low
     * call site frequency}, with the number of their call sites in all compilations.
     *
     * @throws IllegalStateException if the log cannot be read
     */
    static SortedMap<String, Integer> refusals(Path log) {
        SortedMap<String, Integer> found = new TreeMap<>();
        try (Stream<String> lines = ForkLog.lines(log)) {
            lines.filter(line -> line.contains(OWN)).map(REFUSAL::matcher).filter(Matcher::find)
                    .filter(line -> line.group(1).startsWith(OWN))
                    .forEach(line -> found.merge(line.group(1).substring(OWN.length()) + "::"
                            + line.group(2) + ": " + line.group(3), 1, Integer::sum));
        } catch (IOException e) {
            throw new IllegalStateException("the log of inlined calls cannot be read", e);
        }
        return found;
    }
}
