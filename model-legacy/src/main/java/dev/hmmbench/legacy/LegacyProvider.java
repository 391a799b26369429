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

    private static final ModelInfo LEGACY = new ModelInfo(
            "legacy", "device memory in holes of the physical address space, as in Linux 6.19");

    /** Creates the provider for the service loader. */
    public LegacyProvider() {}

    @Override
    public List<ModelInfo> models() {
        return List.of(LEGACY);
    }

    @Override
    public Placement placement(String name, Machine machine) {
        return new LegacyPlacement(machine.newResourceTree(new Counters()), machine.limits(),
                FreeRegionSearch.SKIPPING);
    }

    @Override
    public MemoryModel open(String name, PhysicalMemory memory) {
        throw new UnsupportedOperationException(name + " offers placement alone");
    }
}
