package dev.hmmbench.results.kernel;

import dev.hmmbench.results.kernel.CostSet.Observation;
import dev.hmmbench.results.kernel.Prediction.Kernel;
import dev.hmmbench.results.kernel.Prediction.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Explains the recorded free-region searches: a coefficient for the request, one for a candidate,
 * one for a region passed. Fitted to the searches of up to a thousand candidates.
 */
final class SearchCosts {

    private static final String UNIT = "instructions";
    private static final int FITTED_PROBES = 1_000;

    private SearchCosts() {}

    /** Returns each recorded search beside its prediction, and keeps the coefficients. */
    static List<Prediction> predictions(List<SearchRequest> requests, CountedWork work,
            Map<String, Map<String, Double>> coefficients) {
        List<Observation> all = new ArrayList<>();
        List<Observation> fitted = new ArrayList<>();
        for (SearchRequest request : requests) {
            work.at(SearchRequest.OPERATION + request.group(), Kernel.BASE.design(),
                    request.sizeBytes(), request.step()).ifPresent(counted -> {
                        Observation found = new Observation(counted, request.instructions());
                        all.add(found);
                        if (isFitted(counted)) {
                            fitted.add(found);
                        }
                    });
        }
        if (fitted.isEmpty()) {
            return List.of();
        }
        CostSet set =
                new CostSet().fit(fitted, CostTerm.ONCE, CostTerm.PROBE, CostTerm.REGION);
        coefficients.put("6.12, free-region search", set.byWords());
        return all.stream().map(found -> prediction(found, set)).toList();
    }

    private static Prediction prediction(Observation found, CostSet set) {
        WorkCount counted = found.work();
        return new Prediction(counted.operation(), KernelFigure.Config.SMALL, Kernel.BASE,
                counted.sizeBytes(), counted.pagemaps(),
                isFitted(counted) ? Role.FITTED : Role.PREDICTED, UNIT, found.instructions(),
                set.predict(counted), 0);
    }

    private static boolean isFitted(WorkCount counted) {
        return CostTerm.PROBE.total(counted) <= FITTED_PROBES;
    }
}
