package dev.hmmbench.devprivate;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.ModelProvider;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.List;
import java.util.stream.Stream;

/** Names the new design and its variants. */
public final class DevicePrivateProvider implements ModelProvider {

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public DevicePrivateProvider() {}

    @Override
    public List<ModelInfo> models() {
        return Stream.of(Variant.values())
                .map(variant -> new ModelInfo(variant.modelName(), variant.description()))
                .toList();
    }

    @Override
    public Placement placement(String name, Machine machine) {
        Counters counters = new Counters();
        return new DevicePrivatePlacement(
                new MapleTree(Variant.named(name).treeMode(), counters),
                machine.newResourceTree(counters),
                machine.limits().maxPhysmemBits(),
                counters);
    }

    @Override
    public MemoryModel open(String name, PhysicalMemory memory) {
        return new DevicePrivateModel(Variant.named(name), memory);
    }
}
