package dev.hmmbench.results.report;

import dev.hmmbench.results.run.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A unit scaled so that values read well: 1,234,000 ns/op as 1.234 ms/op. Numbers are written with
 * a point in every locale.
 *
 * @param divisor what values in the row's unit are divided by
 * @param symbol the scaled unit
 */
public record Quantity(double divisor, String symbol) {

    private static final int DIGITS = 4;
    private static final double SMALLEST_RATIO = 0.0005;
    private static final double LARGEST_RATIO = 9_999;
    private static final double LARGEST_SHARE = 9.995;
    private static final String NS = "ns";
    private static final double THOUSAND = 1e3;
    private static final String[] TIMES = {"ns", "us", "ms", "s"};
    private static final String[] RATES = {"", "k", "M", "G"};

    /** Returns the scale for values of that unit of which {@code value} is typical. */
    public static Quantity of(Unit unit, double value) {
        int power = (int) Math.clamp(Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3),
                0, TIMES.length - 1);
        double divisor = Math.pow(THOUSAND, power);
        String symbol = unit.symbol();
        if (symbol.startsWith(NS)) {
            return new Quantity(divisor, TIMES[power] + symbol.substring(NS.length()));
        }
        if (unit == Unit.OPS_PER_SECOND) {
            return new Quantity(divisor, RATES[power] + symbol);
        }
        return new Quantity(1, symbol);
    }

    /** Returns the value in the scaled unit with four significant digits, without the unit. */
    public String format(double value) {
        return significant(value / divisor);
    }

    /** Returns four significant digits, never in scientific notation. */
    public static String significant(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS,
                RoundingMode.HALF_EVEN));
        return rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Returns events per operation: every digit where they are whole, else four. */
    public static String events(double perOp) {
        return perOp == Math.rint(perOp) ? BigDecimal.valueOf(perOp).setScale(0,
                RoundingMode.UNNECESSARY).toPlainString() : significant(perOp);
    }

    /** Returns a ratio with three decimals below 10, fewer above; past 9999 only that it is. */
    public static String ratio(double ratio) {
        if (ratio < SMALLEST_RATIO) {
            return "<0.001";
        }
        if (ratio > LARGEST_RATIO) {
            return ">9999";
        }
        String pattern = ratio < 10 ? "%.3f" : ratio < 1000 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, pattern, ratio);
    }

    /** Returns a relative change such as 0.021 as {@code 2.1 %}; past 999 % only that it is. */
    public static String percent(double share) {
        if (share >= LARGEST_SHARE) {
            return ">999 %";
        }
        return String.format(Locale.ROOT, Math.abs(share) < 0.0995 ? "%.1f %%" : "%.0f %%",
                100 * share);
    }
}
