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

/**
 * Names the new design and its variants. Holds their names itself, so that listing them loads no
 * class of a model.
 */
public final class DevicePrivateProvider implements ModelProvider {

    static final String AS_POSTED = "devprivate";
    static final String INDEXED = "devprivate+indexed";
    static final String HOISTED = "devprivate+hoisted";
    static final String RCU = "devprivate+rcu";

    private static final List<ModelInfo> MODELS = List.of(
            new ModelInfo(AS_POSTED,
                    "an address space of its own, found through a maple tree, v6 of the series"),
            new ModelInfo(INDEXED,
                    "the series with its creation loop indexing the array, all else as posted"),
            new ModelInfo(HOISTED, "the series with one creation pass: no walk per page, cleared"
                    + " once, reschedule points"),
            new ModelInfo(RCU, "the series with its tree in RCU mode"));

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public DevicePrivateProvider() {}

    @Override
    public List<ModelInfo> models() {
        return MODELS;
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
