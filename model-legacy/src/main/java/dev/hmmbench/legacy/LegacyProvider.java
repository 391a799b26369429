package dev.hmmbench.legacy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.ModelProvider;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.List;

/** Names the legacy design. */
public final class LegacyProvider implements ModelProvider {

    private static final String NAME = "legacy";

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public LegacyProvider() {}

    @Override
    public List<ModelInfo> models() {
        return List.of(new ModelInfo(
                NAME, "device pages take a hole of the physical address space, 6.19"));
    }

    @Override
    public Placement placement(String name, Machine machine) {
        requireKnown(name);
        return new LegacyPlacement(machine.newResourceTree(new Counters()), machine.limits(),
                FreeRegionSearch.SKIPPING);
    }

    @Override
    public MemoryModel open(String name, PhysicalMemory memory) {
        requireKnown(name);
        return new LegacyModel(name, memory);
    }

    private static void requireKnown(String name) {
        if (!name.equals(NAME)) {
            throw new IllegalArgumentException("this provider has no model '" + name + "'");
        }
    }
}
