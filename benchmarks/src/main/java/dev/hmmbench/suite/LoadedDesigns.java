package dev.hmmbench.suite;

import dev.hmmbench.model.ModelProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds in the list of a fork's loaded classes which designs it loaded. More than one means that
 * the compiler saw two implementations of the contract, and calls were no longer direct.
 */
final class LoadedDesigns {

    /** Package of each provider, and the provider's own class name, which every fork loads. */
    private final TreeMap<String, String> providersByPackage = new TreeMap<>();
    /** Package of each model's provider. */
    private final Map<String, String> packagesByModel = new HashMap<>();

    private LoadedDesigns() {}

    /** Knows the designs that the class path offers. */
    static LoadedDesigns ofClassPath() {
        LoadedDesigns designs = new LoadedDesigns();
        ServiceLoader.load(ModelProvider.class).forEach(provider -> {
            String design = provider.getClass().getPackageName();
            designs.providersByPackage.put(design, provider.getClass().getName());
            provider.models().forEach(model -> designs.packagesByModel.put(model.name(), design));
        });
        return designs;
    }

    /**
     * Returns the packages of the designs of which classes beside the provider were loaded, sorted.
     *
     * @param classLog lines that begin with a class name, as {@code -Xlog:class+load} writes them
     */
    List<String> loaded(Path classLog) {
        try (Stream<String> lines = ForkLog.lines(classLog)) {
            TreeSet<String> found = new TreeSet<>();
            lines.map(line -> line.strip().split("\\s", 2)[0]).forEach(name ->
                    providersByPackage.forEach((design, provider) -> {
                        if (name.startsWith(design + ".") && !isProvider(name, provider)) {
                            found.add(design);
                        }
                    }));
            return List.copyOf(found);
        } catch (IOException e) {
            throw new IllegalStateException("the list of loaded classes cannot be read", e);
        }
    }

    /**
     * Requires that a fork loaded the design that it measured; whether it loaded another one beside
     * it is for the comparison to report.
     *
     * @param model the model that the fork was to open; one of another class path is not known here
     * @param loaded what {@link #loaded} returned
     * @throws IllegalStateException if it did not
     */
    void requireMeasured(String model, List<String> loaded) {
        String design = packagesByModel.get(model);
        if (design != null && !loaded.contains(design)) {
            throw new IllegalStateException("the fork was to measure " + model + " and loaded "
                    + (loaded.isEmpty() ? "no class of any design"
                            : "classes of " + String.join(" and ", loaded) + " alone"));
        }
    }

    private static boolean isProvider(String name, String provider) {
        return name.equals(provider) || name.startsWith(provider + "$");
    }
}
