package dev.hmmbench.cli.place;

import dev.hmmbench.lib.FreeRegionRule;
import dev.hmmbench.lib.Resource;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.PageTableLevels;
import dev.hmmbench.platform.RecordedMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One recorded machine and its requests, asked again in their order.
 *
 * <p>{@code top} is the map's top level, {@code ops} are requests, injected regions, releases and
 * changes of the two limits. The kernel's version tells the rule.
 */
final class ReplayCase {

    private static final String KERNEL_6_1 = "6.1.";

    private final ReplayFields fields;
    private final String name;
    private final RecordedMap map;
    private final List<ReplayAnswer> answers = new ArrayList<>();
    private final List<String> mismatches = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();
    /** Ids for what is kept without one: below all that a file can hold. */
    private long nextId = -1;

    ReplayCase(ReplayFields fields) {
        this.fields = fields;
        this.name = fields.text("case");
        this.map = new RecordedMap(limits());
        for (ReplayFields region : fields.objects("top")) {
            Optional<Resource> conflict = map.addFixed(
                    region.has("name") ? region.text("name") : "",
                    region.hex("start"), region.hex("end"));
            if (conflict.isPresent()) {
                throw region.refusal("start", "overlaps " + conflict.get());
            }
        }
    }

    /** Runs every op. */
    void run() {
        fields.objects("ops").forEach(this::run);
    }

    String name() {
        return name;
    }

    /** Returns the model's answers, one for each request, in order. */
    List<ReplayAnswer> answers() {
        return answers;
    }

    /** Returns one line for each answer that differs from the recorded one. */
    List<String> mismatches() {
        return mismatches;
    }

    private Limits limits() {
        ReplayFields limits = fields.object("limits");
        String kernel = fields.text("kernel");
        int maxPhysmemBits = limits.has("max_physmem_bits")
                ? limits.integer("max_physmem_bits") : PageTableLevels.FOUR.maxPhysmemBits();
        int sectionBits = limits.has("section_size_bits")
                ? limits.integer("section_size_bits") : Limits.DEFAULT_SECTION_BITS;
        FreeRegionRule rule = (kernel + ".").startsWith(KERNEL_6_1)
                ? FreeRegionRule.LINUX_6_1 : FreeRegionRule.LINUX_6_12;
        try {
            return new Limits(limits.hex("iomem_resource_end"), limits.hex("physmem_end"),
                    maxPhysmemBits, sectionBits, rule);
        } catch (IllegalArgumentException e) {
            throw fields.refusal("limits", "hold a width that no kernel has: " + e.getMessage());
        }
    }

    private void run(ReplayFields op) {
        switch (op.text("op")) {
            case "request" -> request(op);
            case "add" -> add(op);
            case "release" -> release(op);
            case "set_iomem_end" -> map.setRootLast(op.hex("value"));
            case "set_physmem_end" -> map.setUsableLast(op.hex("value"));
            case "note" -> { }
            default -> throw op.refusal("op", "is not one that is known");
        }
    }

    private void request(ReplayFields op) {
        long sizeBytes = op.unsigned("size");
        ReplayAnswer answer = ReplayAnswer.of(op.isTrue("keep")
                ? map.requestAndKeep(sizeBytes, newId(op))
                : map.request(sizeBytes));
        answers.add(answer);
        Optional<ReplayAnswer> recorded = ReplayAnswer.recorded(op);
        if (recorded.isPresent() && !recorded.get().equals(answer)) {
            mismatches.add(op.place() + ": size " + Long.toUnsignedString(sizeBytes)
                    + ": recorded " + recorded.get() + ", model " + answer);
        }
    }

    /** Injects what the recorded kernel took; it took nothing that overlaps. */
    private void add(ReplayFields op) {
        if (!op.has("errno")) {
            map.inject(newId(op), op.hex("start"), op.hex("end")).ifPresent(conflict ->
                    mismatches.add(op.place() + ": recorded as added, model: in the way is "
                            + conflict));
        }
    }

    private void release(ReplayFields op) {
        long id = op.unsigned("id");
        if (id == 0) {
            map.releaseAll();
        } else {
            if (!ids.contains(id)) {
                throw op.refusal("id", "is of no earlier op of this case");
            }
            map.release(id);
        }
    }

    private long newId(ReplayFields op) {
        if (!op.has("id")) {
            return nextId--;
        }
        long id = op.unsigned("id");
        if (id == 0 || !ids.add(id)) {
            throw op.refusal("id", id == 0 ? "is 0, which stands for all" : "is taken");
        }
        return id;
    }
}
