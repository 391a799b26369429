package dev.hmmbench.results.kernel;

import dev.hmmbench.results.run.RowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The rules of {@code match.csv}, and how a row's parameters are read. */
final class MatchRules {

    /** Parameters that hold a size in bytes, the first that is there counts. */
    static final List<String> SIZE_PARAMS =
            List.of("sizeBytes", "size", "bufferBytes", "bytes", "buffer");

    /** Parameters that hold a number of pagemaps. */
    static final List<String> PAGEMAP_PARAMS =
            List.of("otherPagemaps", "others", "pagemaps", "nrPagemaps", "maps");

    private static final List<String> FOLIO_PARAMS = List.of("folio", "folioBytes", "pages");
    private static final long HUGE = 2L << 20;

    private MatchRules() {}

    /**
     * One rule.
     *
     * @param pattern regular expression of the name, whatever its case
     * @param candidate the design that is compared with legacy
     * @param operation the recorded operation
     */
    record Rule(String pattern, String candidate, String operation) {

        boolean fits(String name, String design) {
            return design.equals(candidate) && name.matches(pattern);
        }
    }

    /** Returns the rules, in order: the first that fits counts. */
    static List<Rule> bundled() {
        List<Rule> rules = new ArrayList<>();
        for (String line : KernelFigures.lines("match.csv")) {
            String[] cells = line.split(",(?=[^,]*,?[^,]*$)", -1);
            rules.add(new Rule("(?i)" + cells[0], cells[1], cells[2]));
        }
        return List.copyOf(rules);
    }

    /** Returns the first of these parameters that the row has and that is a number. */
    static OptionalLong number(RowSpec row, List<String> names) {
        for (String name : names) {
            String value = row.params().get(name);
            if (value != null && value.matches("\\d{1,18}")) {
                return OptionalLong.of(Long.parseLong(value));
            }
        }
        return OptionalLong.empty();
    }

    /** Tells whether the row works on 2 MiB folios. */
    static boolean isHuge(RowSpec row) {
        boolean isNamed = row.benchmark().toLowerCase(Locale.ROOT).matches(".*(2m|thp|huge).*");
        return isNamed || FOLIO_PARAMS.stream().map(name -> row.params().getOrDefault(name, ""))
                .anyMatch(value -> value.equals(String.valueOf(HUGE))
                        || value.toLowerCase(Locale.ROOT).matches("2m(ib)?|thp|huge"));
    }

    /** Tells whether the row does what was not recorded: untouched memory, or reading the page. */
    static boolean isUnrecorded(RowSpec row) {
        return !row.params().getOrDefault("read", "nothing").equalsIgnoreCase("nothing")
                || row.params().values().stream().anyMatch(value -> value.equalsIgnoreCase("fresh"))
                || row.benchmark().toLowerCase(Locale.ROOT).contains("fresh");
    }
}
