package dev.hmmbench.results.kernel;

import dev.hmmbench.results.kernel.KernelFigure.Config;
import dev.hmmbench.results.kernel.Prediction.Kernel;
import dev.hmmbench.results.kernel.Prediction.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Explains the recorded instruction counts by exact counters, with one small set of coefficients
 * for each kernel and configuration.
 *
 * <p>A lookup is a walk, its nodes and its pivots, fitted at 1, 15 and 512 pagemaps. The same three
 * coefficients then serve creation and whole operations of the series. Creation adds a coefficient
 * for a struct page (in the base also for a region passed by the search, and one for the rest),
 * fitted with 0 and 511 others. A whole operation of the series is the recorded base, whose code is
 * the same core mm, plus walks, plus a coefficient for each direction of conversion, fitted to the
 * migration to the device and to the snapshot. Waits are no part of any of these figures.
 */
public final class CostModel {

    private final List<Prediction> predictions = new ArrayList<>();
    private final Map<String, Map<String, Double>> coefficients = new LinkedHashMap<>();

    /** Fits the coefficients and predicts everything that was recorded and counted. */
    public CostModel(KernelFigures figures, CountedWork work) {
        for (Config config : Config.values()) {
            CostSamples samples = new CostSamples(figures, work, config);
            fitAndPredict(samples, config);
        }
        predictions.addAll(SearchCosts.predictions(SearchRequest.bundled(), work, coefficients));
    }

    /** Returns the model of the figures and counts that come with this build. */
    public static CostModel bundled() {
        return new CostModel(KernelFigures.bundled(), CountedWork.bundled());
    }

    /** Returns every figure beside its prediction: lookups, creations, operations, searches. */
    public List<Prediction> predictions() {
        return List.copyOf(predictions);
    }

    /** Returns the sets of coefficients by name: instructions for one event, by its words. */
    public Map<String, Map<String, Double>> coefficients() {
        return Collections.unmodifiableMap(coefficients);
    }

    /** Returns one prediction. */
    public Optional<Prediction> at(String operation, Config config, Kernel kernel, long sizeBytes,
            int pagemaps) {
        return predictions.stream()
                .filter(found -> found.operation().equals(operation) && found.config() == config
                        && found.kernel() == kernel && found.sizeBytes() == sizeBytes
                        && found.pagemaps() == pagemaps)
                .findFirst();
    }

    /** Returns series divided by base as predicted; empty where one of them is not. */
    public OptionalDouble ratio(String operation, Config config, long sizeBytes, int pagemaps) {
        Optional<Prediction> series = at(operation, config, Kernel.SERIES, sizeBytes, pagemaps);
        Optional<Double> base = at(operation, config, Kernel.BASE, sizeBytes, pagemaps)
                .map(Prediction::predicted)
                .or(() -> series.map(Prediction::carried).filter(carried -> carried > 0));
        return series.isPresent() && base.isPresent()
                ? OptionalDouble.of(series.get().predicted() / base.get())
                : OptionalDouble.empty();
    }

    private void fitAndPredict(CostSamples samples, Config config) {
        CostSet arithmetic = new CostSet().fit(
                samples.fitted(CostSamples.LOOKUP, Kernel.BASE), CostTerm.TO_PAGE);
        CostSet base = new CostSet().fit(samples.fitted(CostSamples.CREATE, Kernel.BASE),
                CostTerm.ONCE, CostTerm.PAGE, CostTerm.REGION);
        CostSet walks = new CostSet().fit(samples.fitted(CostSamples.LOOKUP, Kernel.SERIES),
                CostTerm.WALK, CostTerm.NODE, CostTerm.PIVOT);
        CostSet creation = new CostSet(walks).fit(
                samples.fitted(CostSamples.CREATE, Kernel.SERIES), CostTerm.PAGE);
        CostSet hoisted = new CostSet().fit(
                samples.fitted(CostSamples.CREATE, Kernel.HOISTED), CostTerm.PAGE);
        CostSet carriers = new CostSet(walks)
                .fit(samples.fittedOperations(), CostTerm.TO_PAGE, CostTerm.TO_NUMBER);
        predict(samples.of(CostSamples.LOOKUP, Kernel.BASE), arithmetic);
        predict(samples.of(CostSamples.LOOKUP, Kernel.SERIES), walks);
        predict(samples.of(CostSamples.CREATE, Kernel.BASE), base);
        predict(samples.of(CostSamples.CREATE, Kernel.SERIES), creation);
        predict(samples.of(CostSamples.CREATE, Kernel.HOISTED), hoisted);
        predict(samples.operations(), carriers);
        keep(config, Kernel.BASE.label() + ", lookup", arithmetic);
        keep(config, Kernel.BASE.label() + ", creation", base);
        keep(config, Kernel.SERIES.label() + ", lookup and creation", creation);
        keep(config, Kernel.SERIES.label() + ", operations beyond base", carriers);
        keep(config, Kernel.HOISTED.label() + ", creation", hoisted);
    }

    private void predict(List<CostSamples.Sample> samples, CostSet set) {
        for (CostSamples.Sample sample : samples) {
            KernelFigure figure = sample.figure();
            predictions.add(new Prediction(figure.operation(), figure.config(), sample.kernel(),
                    figure.sizeBytes(), figure.pagemaps(),
                    sample.isFitted() ? Role.FITTED : Role.PREDICTED, figure.unit(),
                    sample.recorded(), sample.carried() + set.predict(sample.work()),
                    sample.carried()));
        }
    }

    private void keep(Config config, String name, CostSet set) {
        coefficients.put(config.label() + ", " + name, set.byWords());
    }
}
