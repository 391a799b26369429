package dev.hmmbench.model;

import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** All models on the class path, by name. */
public final class Models {

    private final Map<String, ModelProvider> providersByName = new LinkedHashMap<>();
    private final List<ModelInfo> infos = new ArrayList<>();

    private Models(Iterable<ModelProvider> providers) {
        for (ModelProvider provider : providers) {
            for (ModelInfo info : provider.models()) {
                if (providersByName.put(info.name(), provider) != null) {
                    throw new IllegalStateException("two models are called " + info.name());
                }
                infos.add(info);
            }
        }
    }

    /** Returns the models that the class path offers. */
    public static Models onClassPath() {
        return new Models(ServiceLoader.load(ModelProvider.class));
    }

    /** Returns the models of the given providers alone. */
    public static Models of(List<ModelProvider> providers) {
        return new Models(providers);
    }

    /** Returns the names and descriptions, in class path order. */
    public List<ModelInfo> infos() {
        return List.copyOf(infos);
    }

    /**
     * Opens a model.
     *
     * @throws UnknownModelException if no provider names it
     */
    public MemoryModel open(String name, PhysicalMemory memory) {
        return provider(name).open(name, memory);
    }

    /**
     * Opens the address space of a model without any backing.
     *
     * @throws UnknownModelException if no provider names it
     */
    public Placement placement(String name, Machine machine) {
        return provider(name).placement(name, machine);
    }

    /**
     * Refuses a name that no provider knows.
     *
     * @throws UnknownModelException whose message lists the known ones
     */
    public void requireKnown(String name) {
        provider(name);
    }

    private ModelProvider provider(String name) {
        ModelProvider provider = providersByName.get(name);
        if (provider == null) {
            throw new UnknownModelException(name, providersByName.keySet());
        }
        return provider;
    }
}
