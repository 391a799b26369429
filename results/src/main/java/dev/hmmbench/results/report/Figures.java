package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/** How the report writes numbers: always with a point, whatever the locale. */
final class Figures {

    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final double NEAR_ONE = 0.1;
    private static final double MOST = 10_000;
    private static final int DIGITS = 3;

    private Figures() {}

    /** Returns a ratio, such as {@code 2.41}; with more decimals near and below 1. */
    static String ratio(double ratio) {
        return capped(ratio, decimals(ratio));
    }

    /** Returns both ends of an interval of ratios, with as many decimals each. */
    static String interval(double low, double high) {
        boolean isNarrow = high < 100 && low >= 0.1;
        int decimals = Math.max(decimals(low), decimals(high));
        return "[" + capped(low, isNarrow ? decimals : decimals(low)) + ", "
                + capped(high, isNarrow ? decimals : decimals(high)) + "]";
    }

    /** Returns a relative change such as 0.012 as {@code 1.2 %}. */
    static String percent(double share) {
        double percent = 100 * share;
        if (percent > MOST) {
            return ">" + format("%,.0f", MOST) + " %";
        }
        return format(percent < 10 ? "%.1f %%" : "%,.0f %%", percent);
    }

    /** Returns the level of an estimate's interval, such as {@code 95 %}. */
    static String level(Estimate estimate) {
        return format("%.2f", estimate.confidencePercent()).replaceAll("\\.?0+$", "") + " %";
    }

    /** Returns three significant digits, thousands apart. */
    static String value(double value) {
        if (value == 0) {
            return "0";
        }
        if (Math.abs(value) >= 1000) {
            return format("%,.0f", value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS));
        return format("%." + Math.max(0, DIGITS - rounded.precision() + rounded.scale()) + "f",
                rounded.doubleValue());
    }

    /** Returns events per operation: exact where they are whole. */
    static String events(double perOp) {
        return perOp == Math.rint(perOp) ? format("%,.0f", perOp) : format("%,.3f", perOp);
    }

    /** Returns a whole number, thousands apart. */
    static String count(long count) {
        return format("%,d", count);
    }

    /** Returns a size in the largest unit that leaves at most two decimals, such as 16 GiB. */
    static String bytes(double bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < BYTE_UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        String digits = size == Math.rint(size) ? format("%.0f", size) : format("%.2f", size);
        return digits + " " + BYTE_UNITS[unit];
    }

    /** Returns the text or a dash for nothing. */
    static String orDash(Optional<String> text) {
        return text.orElse("–");
    }

    /** Returns an id for use in links: letters, digits and dashes. */
    static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static int decimals(double ratio) {
        if (ratio < 1 + NEAR_ONE) {
            return ratio < 0.1 ? 4 : 3;
        }
        return ratio < 10 ? 2 : ratio < 100 ? 1 : 0;
    }

    /** Beyond a factor of ten thousand the digits say nothing. */
    private static String capped(double ratio, int decimals) {
        if (ratio > MOST) {
            return ">" + format("%,.0f", MOST);
        }
        return ratio < 1 / MOST ? "<" + format("%.4f", 1 / MOST) : fixed(ratio, decimals);
    }

    private static String fixed(double value, int decimals) {
        return format("%,." + decimals + "f", value);
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
