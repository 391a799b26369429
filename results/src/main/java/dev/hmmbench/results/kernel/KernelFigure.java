package dev.hmmbench.results.kernel;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One recorded figure of both kernels.
 *
 * @param operation what was counted, such as {@code create} or {@code to_device_total}
 * @param config how the kernels were configured
 * @param folioBytes size of a folio: 4 KiB or 2 MiB
 * @param sizeBytes size of the pagemap or buffer in bytes; 0 where it does not matter
 * @param pagemaps for lookups all pagemaps, else the other pagemaps registered at the time
 * @param unit instructions per what
 * @param base the unmodified kernel: the legacy design
 * @param series the kernel with the series: the devprivate design
 */
public record KernelFigure(String operation, Config config, long folioBytes, long sizeBytes,
        int pagemaps, String unit, Optional<Count> base, Optional<Count> series) {

    /** How both kernels were configured. */
    public enum Config {
        /** No mitigations, no preemption, small slab: the least instructions. */
        SMALL("small"),
        /** Like a distribution: lazy preemption, return thunks, hardening, memory cgroups. */
        DISTRIBUTION("distribution");

        private final String label;

        Config(String label) {
            this.label = label;
        }

        /** Returns the name in files and reports. */
        public String label() {
            return label;
        }

        static Config of(String label) {
            for (Config config : values()) {
                if (config.label.equals(label)) {
                    return config;
                }
            }
            throw new IllegalArgumentException("unknown kernel configuration: " + label);
        }
    }

    /**
     * One kernel's median. Slightly negative where the loop that is subtracted does more than the
     * operation, which then is nothing.
     *
     * @param instructions executed guest instructions, in the figure's unit
     * @param n repetitions over all boots
     */
    public record Count(double instructions, int n) {

        /** Checks that there is a repetition. */
        public Count {
            if (n < 1 || !Double.isFinite(instructions)) {
                throw new IllegalArgumentException(
                        "recorded count " + instructions + " of " + n + " repetitions");
            }
        }
    }

    /** Returns series divided by base; empty where one of them is missing or base is 0. */
    public OptionalDouble ratio() {
        return base.isPresent() && series.isPresent() && base.get().instructions() > 0
                ? OptionalDouble.of(series.get().instructions() / base.get().instructions())
                : OptionalDouble.empty();
    }
}
