package dev.hmmbench.results.kernel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * The coefficients of one kernel: instructions for one event of each term. Found by least squares
 * of relative errors, term group by term group: what an earlier group explains is subtracted.
 */
final class CostSet {

    private final Map<CostTerm, Double> coefficients = new EnumMap<>(CostTerm.class);

    /**
     * One recorded figure and the counted work beside it.
     *
     * @param work events
     * @param instructions recorded, for one unit
     */
    record Observation(WorkCount work, double instructions) {}

    /** Creates a set without terms. */
    CostSet() {}

    /** Creates a set that begins with these coefficients. */
    CostSet(CostSet known) {
        coefficients.putAll(known.coefficients);
    }

    /** Returns the coefficients by the words of their terms: instructions for one event. */
    Map<String, Double> byWords() {
        Map<String, Double> byWords = new LinkedHashMap<>();
        coefficients.forEach((term, value) -> byWords.put(term.words(), value));
        return byWords;
    }

    /** Returns what the set predicts for one unit of the work. */
    double predict(WorkCount work) {
        double sum = 0;
        for (Map.Entry<CostTerm, Double> term : coefficients.entrySet()) {
            sum += term.getValue() * term.getKey().perUnit(work);
        }
        return sum;
    }

    /**
     * Adds coefficients of terms that are not in the set yet.
     *
     * @param observations at least as many as terms; those of the same events count each
     */
    CostSet fit(List<Observation> observations, CostTerm... terms) {
        List<double[]> rows = new ArrayList<>();
        List<Double> wanted = new ArrayList<>();
        for (Observation observation : observations) {
            double scale = 1 / observation.instructions();
            double[] row = new double[terms.length];
            for (int i = 0; i < terms.length; i++) {
                row[i] = terms[i].perUnit(observation.work()) * scale;
            }
            rows.add(row);
            wanted.add((observation.instructions() - predict(observation.work())) * scale);
        }
        double[] found = solve(rows, wanted);
        for (int i = 0; i < terms.length; i++) {
            coefficients.put(terms[i], found[i]);
        }
        return this;
    }

    private static double[] solve(List<double[]> rows, List<Double> wanted) {
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        int nrTerms = rows.getFirst().length;
        List<double[]> padded = new ArrayList<>(rows);
        List<Double> values = new ArrayList<>(wanted);
        // The library wants more rows than unknowns; saying the same twice changes no solution.
        if (padded.size() <= nrTerms) {
            padded.addAll(rows);
            values.addAll(wanted);
        }
        regression.newSampleData(values.stream().mapToDouble(Double::doubleValue).toArray(),
                padded.toArray(double[][]::new));
        return regression.estimateRegressionParameters();
    }
}
