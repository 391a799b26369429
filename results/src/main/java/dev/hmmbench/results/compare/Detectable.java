package dev.hmmbench.results.compare;

import java.util.Locale;

/** Says what changes some rounds can show. */
public final class Detectable {

    /** Beyond a tenfold change the number says nothing. */
    private static final double USELESS = 9.99;

    private Detectable() {}

    /** Returns the words for a minimum detectable relative change, 0.1 for 10 percent. */
    public static String inWords(double change) {
        return change > USELESS ? "these rounds show next to nothing"
                : String.format(Locale.ROOT, "these rounds show only changes of %.1f %% or more",
                        100 * change);
    }
}
