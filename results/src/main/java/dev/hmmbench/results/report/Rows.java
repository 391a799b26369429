package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.RowGroup;
import java.util.ArrayList;
import java.util.List;

/** Which rows a section shows, and how it calls them. */
final class Rows {

    private Rows() {}

    /** Returns the rows of a group, every design against the reference, in the plan's order. */
    static List<RowComparison> of(RunComparison run, RowGroup group) {
        return run.rows().stream().filter(row -> row.row().group() == group).toList();
    }

    /** Returns the designs that are compared with the reference, in the order of the rows. */
    static List<String> candidates(List<RowComparison> rows) {
        return rows.stream().map(row -> row.pair().candidate()).distinct().toList();
    }

    /** Returns the pair as the ratio reads. */
    static String pair(Pair pair) {
        return pair.candidate() + " / " + pair.reference();
    }

    /** Returns the id of the table of a row's rounds. */
    static String roundsId(RowComparison row) {
        return "rounds-" + Figures.slug(row.row().id() + " " + row.pair().candidate() + " "
                + row.pair().reference());
    }

    /** Returns at most {@code most} of the items, evenly spread, first and last included. */
    static <T> List<T> spread(List<T> items, int most) {
        if (items.size() <= most) {
            return items;
        }
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            chosen.add(items.get(i * (items.size() - 1) / (most - 1)));
        }
        return chosen;
    }
}
