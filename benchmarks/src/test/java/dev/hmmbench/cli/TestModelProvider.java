package dev.hmmbench.cli;

import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.ModelProvider;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.List;

/** Names a variant that can be asked for and never opened; no command takes it by itself. */
public final class TestModelProvider implements ModelProvider {

    @Override
    public List<ModelInfo> models() {
        return List.of(new ModelInfo("test+design", "a name for tests"));
    }

    @Override
    public Placement placement(String name, Machine machine) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public MemoryModel open(String name, PhysicalMemory memory) {
        throw new UnsupportedOperationException(name);
    }
}
