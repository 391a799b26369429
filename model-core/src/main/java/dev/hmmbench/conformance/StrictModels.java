package dev.hmmbench.conformance;

import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.ModelProvider;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.List;

/**
 * Models under their own names, each in strict mode.
 *
 * @param right what they are
 */
record StrictModels(Models right) implements ModelProvider {

    /** Returns the same models, strict. */
    static Models of(Models models) {
        return Models.of(List.of(new StrictModels(models)));
    }

    @Override
    public List<ModelInfo> models() {
        return right.infos();
    }

    @Override
    public Placement placement(String name, Machine machine) {
        return right.placement(name, machine);
    }

    @Override
    public MemoryModel open(String name, PhysicalMemory memory) {
        return new StrictModel(right.open(name, memory), memory);
    }
}
