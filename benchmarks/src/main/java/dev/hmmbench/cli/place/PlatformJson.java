package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Scenario;
import java.util.List;
import java.util.Locale;

/**
 * The scenarios as JSON, with all that a picture needs: the physical space as segments, and where
 * each design puts the devices. Addresses are hexadecimal with inclusive ends.
 */
final class PlatformJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PlatformJson() {}

    static ObjectNode document(List<PlatformResult> results, List<ChurnCurve> curves) {
        ObjectNode document = MAPPER.createObjectNode();
        ObjectNode totals = document.putObject("worksOn");
        ArrayNode whyNot = document.putArray("whyNot");
        for (PlatformTotals one : PlatformTotals.of(results)) {
            totals.put(one.who(), one.nrWorks());
            ObjectNode node = whyNot.addObject().put("who", one.who()).put("words", one.whyNot());
            ObjectNode failures = node.putObject("failures");
            one.failures().forEach((result, ids) -> ids.forEach(
                    failures.withArray("/" + result)::add));
        }
        document.put("machines", results.size());
        ArrayNode platforms = document.putArray("platforms");
        results.forEach(result -> platforms.add(platform(result)));
        ArrayNode churn = document.putArray("churn");
        curves.forEach(curve -> churn.add(curve(curve)));
        return document;
    }

    private static ObjectNode platform(PlatformResult result) {
        Scenario scenario = result.scenario();
        Limits limits = scenario.machine().limits();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", scenario.id()).put("title", scenario.title());
        scenario.notes().forEach(node.putArray("notes")::add);
        ObjectNode physical = node.putObject("physical");
        hex(physical, "rootEnd", limits.rootLast());
        hex(physical, "usableEnd", limits.usableLast());
        hex(physical, "top", limits.topLast());
        hex(physical, "vmemmapEnd", scenario.vmemmapLast());
        physical.put("spaceBits", limits.maxPhysmemBits());
        ArrayNode segments = physical.putArray("segments");
        for (IomemEntry entry : scenario.machine().topLevel()) {
            range(segments.addObject(), entry.start(), entry.last())
                    .put("kind", kind(entry)).put("name", entry.name());
        }
        ArrayNode hotAdds = node.putArray("hotAdds");
        scenario.hotAdds().forEach(
                range -> range(hotAdds.addObject(), range.start(), range.last()));
        ArrayNode devices = node.putArray("devices");
        scenario.devices().forEach(group -> devices.addObject().put("name", group.name())
                .put("count", group.count()).put("sizeBytes", group.sizeBytes()));
        ArrayNode rows = node.putArray("designs");
        result.rows().forEach(row -> rows.add(row(row)));
        return node;
    }

    private static ObjectNode row(PlatformRow row) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("design", row.design()).put("pagemaps", row.mode().label());
        node.put("space", row.space().name().toLowerCase(Locale.ROOT));
        node.put("works", row.works()).put("result", row.result()).put("reason", row.reason());
        node.put("asked", row.nrPagemaps()).put("placed", row.nrPlaced());
        node.put("beyondVmemmap", row.nrBeyondVmemmap());
        node.put("candidates", row.probes());
        node.put("requestedBytes", row.requestedBytes()).put("takenBytes", row.takenBytes());
        node.put("largestHoleBytes", PlaceJson.unsigned(row.largestHoleBytes()));
        node.put("structPageBytes", row.structPageBytes());
        row.hotAddRefusals().forEach(node.putArray("hotAddRefusals")::add);
        ArrayNode runs = node.putArray("runs");
        for (DeviceRun run : row.runs()) {
            range(runs.addObject(), run.start(), run.last())
                    .put("name", run.name()).put("pagemaps", run.nrPagemaps());
        }
        return node;
    }

    private static ObjectNode curve(ChurnCurve curve) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("design", curve.design());
        ArrayNode points = node.putArray("points");
        for (Churn.Point point : curve.points()) {
            points.addObject().put("step", point.step()).put("liveBytes", point.liveBytes())
                    .put("takenBytes", point.takenBytes())
                    .put("largestHoleBytes", PlaceJson.unsigned(point.largestHoleBytes()))
                    .put("failures", point.nrFailures()).put("candidates", point.probes());
        }
        return node;
    }

    /** Returns what a segment is drawn as. */
    private static String kind(IomemEntry entry) {
        if (entry.isSystemRam()) {
            return "ram";
        }
        return entry.name().startsWith("PCI ") ? "pci" : "reserved";
    }

    private static ObjectNode range(ObjectNode node, long start, long last) {
        hex(node, "start", start);
        hex(node, "end", last);
        return node;
    }

    private static void hex(ObjectNode node, String name, long address) {
        node.put(name, Long.toHexString(address));
    }
}
