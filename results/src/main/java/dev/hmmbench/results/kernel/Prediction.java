package dev.hmmbench.results.kernel;

/**
 * A recorded figure beside what the counters say it should be.
 *
 * @param operation its name in the recorded data
 * @param config how the kernel was configured
 * @param kernel which kernel
 * @param sizeBytes size in bytes; 0 where it does not matter
 * @param pagemaps for lookups all, else the others
 * @param role whether the coefficients were fitted to it
 * @param unit instructions per what
 * @param recorded instructions of the recorded kernel
 * @param predicted instructions by the counters
 * @param carried instructions of {@code predicted} that are the base kernel's recorded ones
 */
public record Prediction(String operation, KernelFigure.Config config, Kernel kernel,
        long sizeBytes, int pagemaps, Role role, String unit, double recorded, double predicted,
        double carried) {

    /** Largest error that a prediction may have. */
    public static final double LIMIT = 0.15;

    /** Which kernel was recorded. */
    public enum Kernel {
        /** Without the series: legacy. */
        BASE("base", "legacy"),
        /** With the series. */
        SERIES("series", "devprivate"),
        /** With the series, its creation loop without tree walks. */
        HOISTED("hoisted", "devprivate+indexed");

        private final String label;
        private final String design;

        Kernel(String label, String design) {
            this.label = label;
            this.design = design;
        }

        /** Returns the name in tables. */
        public String label() {
            return label;
        }

        /** Returns the model that does what this kernel does. */
        public String design() {
            return design;
        }
    }

    /** What the figure was used for. */
    public enum Role {
        /** The coefficients were chosen to meet it. */
        FITTED,
        /** The coefficients know nothing of it. */
        PREDICTED
    }

    /** Returns the relative error of the whole. */
    public double error() {
        return predicted / recorded - 1;
    }

    /** Returns the relative error of what the counters explain: without what is carried over. */
    public double ownError() {
        return (predicted - carried) / (recorded - carried) - 1;
    }
}
