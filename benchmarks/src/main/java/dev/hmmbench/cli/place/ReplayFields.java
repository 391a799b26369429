package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hmmbench.platform.MalformedFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one object of a cases file; a missing or ill-formed one is refused by its place.
 *
 * @param source name of the file
 * @param place where the object is, in words
 * @param node the object
 */
record ReplayFields(String source, String place, JsonNode node) {

    private static final int BITS = 64;

    /** Refuses what is not an object. */
    ReplayFields {
        if (!node.isObject()) {
            throw new MalformedFileException(source, place + " is not an object");
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = needed(name);
        if (!value.isTextual()) {
            throw refusal(name, "is not a string");
        }
        return value.textValue();
    }

    long hex(String name) {
        try {
            String digits = text(name);
            return Long.parseUnsignedLong(
                    digits.startsWith("0x") ? digits.substring(2) : digits, 16);
        } catch (NumberFormatException e) {
            throw refusal(name, "is not a hexadecimal number of 64 bits");
        }
    }

    /** Returns an unsigned 64-bit number. */
    long unsigned(String name) {
        JsonNode value = needed(name);
        if (!value.isIntegralNumber()
                || value.bigIntegerValue().signum() < 0
                || value.bigIntegerValue().bitLength() > BITS) {
            throw refusal(name, "is not a whole number of 64 bits");
        }
        return value.bigIntegerValue().longValue();
    }

    int integer(String name) {
        JsonNode value = needed(name);
        if (!value.isInt()) {
            throw refusal(name, "is not a whole number");
        }
        return value.intValue();
    }

    /** Returns whether a flag is there and true. */
    boolean isTrue(String name) {
        if (has(name) && !node.get(name).isBoolean()) {
            throw refusal(name, "is neither true nor false");
        }
        return node.path(name).booleanValue();
    }

    /** Returns the object under a name. */
    ReplayFields object(String name) {
        return new ReplayFields(source, place + ", " + name, needed(name));
    }

    /** Returns the objects of an array. */
    List<ReplayFields> objects(String name) {
        JsonNode array = needed(name);
        if (!array.isArray()) {
            throw refusal(name, "is not an array");
        }
        List<ReplayFields> objects = new ArrayList<>();
        for (JsonNode element : array) {
            objects.add(new ReplayFields(
                    source, place + ", " + name + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    MalformedFileException refusal(String name, String complaint) {
        return new MalformedFileException(source, place + ": \"" + name + "\" " + complaint);
    }

    private JsonNode needed(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw refusal(name, "is missing");
        }
        return value;
    }
}
