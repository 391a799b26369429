package dev.hmmbench.devprivate;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.lib.TreeMode;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.ModelProvider;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.List;

/** Names the new design. */
public final class DevicePrivateProvider implements ModelProvider {

    private static final ModelInfo DEVPRIVATE = new ModelInfo(
            "devprivate", "device memory in an address space of its own, v6 of the series");

    /** Creates the provider for the service loader. */
    public DevicePrivateProvider() {}

    @Override
    public List<ModelInfo> models() {
        return List.of(DEVPRIVATE);
    }

    @Override
    public Placement placement(String name, Machine machine) {
        Counters counters = new Counters();
        return new DevicePrivatePlacement(new MapleTree(TreeMode.IN_PLACE, counters),
                machine.newResourceTree(counters), machine.limits().maxPhysmemBits());
    }

    @Override
    public MemoryModel open(String name, PhysicalMemory memory) {
        throw new UnsupportedOperationException(name + " offers placement alone");
    }
}
