package dev.hmmbench.cli.place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * On how many machines one design works, and why not on the others.
 *
 * @param who design and mode, in words
 * @param nrWorks machines on which all device memory can be used
 * @param failures ids of the other machines, by result: {@code -ERANGE}, {@code crashes}, ...
 */
record PlatformTotals(String who, int nrWorks, Map<String, List<String>> failures) {

    /**
     * Counts, for each design and mode, the machines it works on; where nothing is to split, one
     * pagemap per device is the answer of both modes.
     */
    static List<PlatformTotals> of(List<PlatformResult> results) {
        Map<String, PlatformTotals> totals = new LinkedHashMap<>();
        for (PlatformResult result : results) {
            for (PlatformRow row : result.rows()) {
                for (PagemapMode mode : PagemapMode.values()) {
                    if (row.mode() == mode || isOnlyMode(result, row)) {
                        String who = row.design() + ", " + words(mode);
                        totals.merge(who, of(who, result, row), PlatformTotals::plus);
                    }
                }
            }
        }
        return List.copyOf(totals.values());
    }

    /** Returns why it does not work on the others, in one line. */
    String whyNot() {
        return failures.entrySet().stream()
                .map(entry -> meaning(entry.getKey()) + " on "
                        + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static PlatformTotals of(String who, PlatformResult result, PlatformRow row) {
        return row.works() ? new PlatformTotals(who, 1, Map.of())
                : new PlatformTotals(who, 0, Map.of(row.result(), List.of(result.scenario().id())));
    }

    private PlatformTotals plus(PlatformTotals other) {
        Map<String, List<String>> both = new LinkedHashMap<>(failures);
        other.failures.forEach((result, ids) -> both.merge(result, ids, (first, second) -> {
            List<String> all = new ArrayList<>(first);
            all.addAll(second);
            return all;
        }));
        return new PlatformTotals(who, nrWorks + other.nrWorks, both);
    }

    private static boolean isOnlyMode(PlatformResult result, PlatformRow row) {
        return result.rows().stream()
                .filter(other -> other.design().equals(row.design()))
                .count() == 1;
    }

    private static String words(PagemapMode mode) {
        return mode == PagemapMode.ONE ? "1 pagemap each" : "split";
    }

    /** Returns what a result means to somebody who reads no code. */
    private static String meaning(String result) {
        return switch (result) {
            case "-ERANGE" -> "no hole for all of it (-ERANGE)";
            case "-ENOMEM" -> "one pagemap ends below 128 GiB (-ENOMEM)";
            case "-EBUSY" -> "the space is full (-EBUSY)";
            case "-EINVAL" -> "more than the whole space (-EINVAL)";
            case "crashes" -> "struct pages out of the vmemmap (crashes)";
            case "hot-add" -> "RAM that comes later is refused (hot-add)";
            default -> result;
        };
    }
}
