package dev.hmmbench.results.kernel;

import dev.hmmbench.results.kernel.CostSet.Observation;
import dev.hmmbench.results.kernel.KernelFigure.Config;
import dev.hmmbench.results.kernel.KernelFigure.Count;
import dev.hmmbench.results.kernel.Prediction.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The recorded figures of one configuration for which counted work is there. */
final class CostSamples {

    /** The recorded lookup. */
    static final String LOOKUP = "number_to_page";
    /** The recorded creation. */
    static final String CREATE = "create";

    private static final long PAGE = 4096;
    private static final long SECTION_BYTES = 128L << 20;
    private static final Set<Integer> LOOKUPS_FITTED = Set.of(1, 15, 512);
    private static final Set<Integer> OTHERS_FITTED = Set.of(0, 511);
    private static final Set<String> OPERATIONS_FITTED =
            Set.of("to_device_total", "snapshot_device");
    private static final List<String> OPERATIONS = List.of("to_device_total", "snapshot_device",
            "to_system_total", "fault_back", "evict_total", "dev_fork", "dev_child_exit",
            "dev_munmap", "dev_dontneed", "dev_pagemap_read", "dev_smaps_rollup",
            "dev_migentry_fork", "dev_migentry_mprotect_ro");

    private final KernelFigures figures;
    private final CountedWork work;
    private final Config config;

    /**
     * One recorded figure and the counted work beside it.
     *
     * @param figure both kernels' figures
     * @param kernel which of them
     * @param recorded its instructions for one unit
     * @param carried the part of them that the base kernel's figure stands for
     * @param work counted events
     * @param isFitted whether coefficients are fitted to it
     */
    record Sample(KernelFigure figure, Kernel kernel, double recorded, double carried,
            WorkCount work, boolean isFitted) {

        private Observation observation() {
            return new Observation(work, recorded - carried);
        }
    }

    CostSamples(KernelFigures figures, CountedWork work, Config config) {
        this.figures = figures;
        this.work = work;
        this.config = config;
    }

    /** Returns lookups or creations of one kernel. */
    List<Sample> of(String operation, Kernel kernel) {
        String name = kernel == Kernel.HOISTED ? operation + "_hoisted" : operation;
        List<Sample> samples = new ArrayList<>();
        for (KernelFigure figure : figures.of(name, config, PAGE)) {
            Optional<Count> count =
                    kernel == Kernel.BASE ? figure.base() : figure.series();
            Optional<WorkCount> counted = work.at(operation, kernel.design(),
                    figure.sizeBytes(), figure.pagemaps());
            if (count.isPresent() && counted.isPresent()) {
                samples.add(new Sample(figure, kernel, count.get().instructions(), 0,
                        counted.get(), isFitted(operation, kernel, figure)));
            }
        }
        return samples;
    }

    /** Returns whole operations of the series, each with its base. */
    List<Sample> operations() {
        List<Sample> samples = new ArrayList<>();
        for (String operation : OPERATIONS) {
            for (KernelFigure figure : figures.of(operation, config, PAGE)) {
                Optional<WorkCount> counted = work.at(operation, Kernel.SERIES.design(),
                        figure.sizeBytes(), figure.pagemaps());
                if (figure.base().isPresent() && figure.series().isPresent()
                        && counted.isPresent()) {
                    samples.add(new Sample(figure, Kernel.SERIES,
                            figure.series().get().instructions(),
                            figure.base().get().instructions(), counted.get(),
                            OPERATIONS_FITTED.contains(operation)));
                }
            }
        }
        return samples;
    }

    /** Returns what the coefficients of lookups or creations are fitted to. */
    List<Observation> fitted(String operation, Kernel kernel) {
        return fitted(of(operation, kernel));
    }

    /** Returns what the coefficients of whole operations are fitted to. */
    List<Observation> fittedOperations() {
        return fitted(operations());
    }

    private static List<Observation> fitted(List<Sample> samples) {
        return samples.stream().filter(Sample::isFitted).map(Sample::observation).toList();
    }

    /** The hoisted loop was recorded with 0 others alone: its ends stand for its middle. */
    private static boolean isFitted(String operation, Kernel kernel, KernelFigure figure) {
        if (operation.equals(LOOKUP)) {
            return LOOKUPS_FITTED.contains(figure.pagemaps());
        }
        boolean isWhole = figure.sizeBytes() % SECTION_BYTES == 0;
        return isWhole && OTHERS_FITTED.contains(figure.pagemaps())
                && (kernel != Kernel.HOISTED || figure.sizeBytes() == SECTION_BYTES);
    }
}
