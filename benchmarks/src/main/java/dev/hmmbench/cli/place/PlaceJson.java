package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.Limits;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** Prints placements as JSON: addresses in hexadecimal, sizes and counts in decimal. */
final class PlaceJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PlaceJson() {}

    static void print(PrintWriter out, ChosenMachine machine, Asking asking,
            List<SizeAnswer> answers) throws IOException {
        ObjectNode document = MAPPER.createObjectNode();
        document.set("machine", machine(machine));
        document.put("asked", asking.name().toLowerCase(Locale.ROOT));
        ArrayNode requests = document.putArray("requests");
        for (SizeAnswer answer : answers) {
            ObjectNode request = requests.addObject();
            request.put("sizeBytes", unsigned(answer.sizeBytes()));
            ArrayNode results = request.putArray("results");
            answer.rows().forEach(row -> results.add(row(row)));
        }
        write(out, document);
    }

    /** Writes a document, indented, and a line end. */
    static void write(PrintWriter out, ObjectNode document) throws IOException {
        out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        out.flush();
    }

    /** Returns a number that stays positive above 2^63. */
    static BigInteger unsigned(long bytes) {
        return new BigInteger(Long.toUnsignedString(bytes));
    }

    /** Returns what one design answered. */
    static ObjectNode row(PlacementRow row) {
        ObjectNode node = MAPPER.createObjectNode();
        PlacementOutcome outcome = row.outcome();
        node.put("design", row.design());
        node.put("fits", outcome instanceof PlacementOutcome.Placed);
        switch (outcome) {
            case PlacementOutcome.Placed placed -> {
                node.put("start", Long.toHexString(placed.startByte()));
                node.put("end", Long.toHexString(placed.lastByte()));
                node.put("takenBytes", unsigned(placed.takenBytes()));
                node.put("wastedBytes",
                        unsigned(placed.takenBytes() - placed.requestedBytes()));
                node.put("granules", unsigned(
                        Long.divideUnsigned(placed.takenBytes(), row.granuleBytes())));
                node.put("structPageBytes", row.structPageBytes());
            }
            case PlacementOutcome.Refused refused -> {
                node.put("errno", -refused.errno().number());
                node.put("errnoName", refused.errno().negated());
                node.put("reason", refused.reason());
                row.split().ifPresent(split -> node.putObject("wouldFit")
                        .put("pagemaps", split.nrPagemaps()).put("eachBytes", split.eachBytes()));
            }
        }
        node.put("granuleBytes", row.granuleBytes());
        node.put("candidates", outcome.probes());
        node.put("firstBlocker", row.firstBlocker());
        node.put("largestHoleLeftBytes", unsigned(row.largestHoleBytes()));
        return node;
    }

    private static ObjectNode machine(ChosenMachine chosen) {
        Limits limits = chosen.machine().limits();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("map", chosen.machine().name());
        node.put("fingerprint", chosen.machine().fingerprint());
        node.put("systemRamBytes", chosen.machine().systemRamBytes());
        limit(node, "end", Long.toHexString(limits.rootLast()), chosen.endOrigin());
        limit(node, "usableEnd", Long.toHexString(limits.usableLast()), chosen.usableOrigin());
        node.put("top", Long.toHexString(limits.topLast()));
        chosen.trimmedLast().ifPresent(
                last -> node.put("usableEndIfTrimmed", Long.toHexString(last)));
        node.set("space", space(SpaceUse.of(chosen.machine())));
        limit(node, "sectionBits", String.valueOf(limits.sectionBits()), chosen.sectionOrigin());
        limit(node, "kernel", limits.rule().label(), chosen.ruleOrigin());
        chosen.warning().ifPresent(words -> node.put("warning", words));
        return node;
    }

    private static ObjectNode space(SpaceUse use) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("ramBytes", unsigned(use.ramBytes()));
        node.put("windowBytes", unsigned(use.windowBytes()));
        node.put("otherBytes", unsigned(use.otherBytes()));
        node.put("freeBytes", unsigned(use.freeBytes()));
        use.largest().ifPresent(hole -> node.putObject("largestHole")
                .put("start", Long.toHexString(hole.range().start()))
                .put("end", Long.toHexString(hole.range().last()))
                .put("takesBytes", unsigned(hole.usableBytes())));
        return node;
    }

    private static void limit(ObjectNode parent, String name, String value, String origin) {
        parent.putObject(name).put("value", value).put("origin", origin);
    }
}
