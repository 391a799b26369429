package dev.hmmbench.model;

import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.List;

/**
 * Names the models of one module and opens them; found through {@link java.util.ServiceLoader}.
 *
 * <p>Must stay tiny: loading a provider may not load a class of any model, so that a measured
 * virtual machine holds the classes of one design alone.
 */
public interface ModelProvider {

    /** Returns the models of this provider, the plain design first, then its variants. */
    List<ModelInfo> models();

    /**
     * Opens the address space of a model without any backing.
     *
     * @param name one of {@link #models()}
     * @param machine whose address space is used; it is not changed
     */
    Placement placement(String name, Machine machine);

    /**
     * Opens a model on a machine's memory.
     *
     * @param name one of {@link #models()}
     * @param memory the physical side, which outlives the model and serves no other
     */
    MemoryModel open(String name, PhysicalMemory memory);
}
