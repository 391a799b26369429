package dev.hmmbench.results.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.Map;

/** Checks of record components; each failure names the component and the value. */
final class Check {

    /** No measured value is beyond it: in ns 31 years. Keeps all later arithmetic finite. */
    private static final double LARGEST = 1e18;
    private static final double SMALLEST = 1e-9;

    private Check() {}

    static double finite(String name, double value) {
        require(Double.isFinite(value), name, value, "must be a finite number");
        require(Math.abs(value) <= LARGEST, name, value, "must be at most " + LARGEST);
        return value;
    }

    static double positive(String name, double value) {
        require(finite(name, value) >= SMALLEST, name, value, "must be at least " + SMALLEST);
        return value;
    }

    static double share(String name, double value) {
        require(finite(name, value) >= 0 && value <= 1, name, value, "must be in 0..1");
        return value;
    }

    static long notNegative(String name, long value) {
        require(value >= 0, name, value, "must not be negative");
        return value;
    }

    static long atLeast(String name, long value, long least) {
        require(value >= least, name, value, "must be at least " + least);
        return value;
    }

    static String text(String name, String value) {
        require(!value.isBlank(), name, "\"" + value + "\"", "must not be empty");
        require(value.chars().noneMatch(Character::isISOControl), name, "text",
                "must not hold control characters");
        return value;
    }

    static void that(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Returns an unmodifiable copy with its keys in order, so that files come out the same. */
    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        map.forEach((key, value) -> {
            text("key", key);
            that(value != null, key + " has no value");
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private static void require(boolean condition, String name, Object value, String rule) {
        that(condition, name + " is " + value + ", " + rule);
    }
}
