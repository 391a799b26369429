package dev.hmmbench.results.report;

import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.Prominence;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One made-up row: what it is, and the true cost of each design.
 *
 * @param spec the row
 * @param costs arm name to true cost of one operation, ns
 * @param roundSd standard deviation of a fork's own noise, log scale
 * @param phases phase name to share, for each arm the same
 * @param counts arm to counter to events per operation
 * @param hasHistogram whether forks write a latency histogram
 */
record SampleRow(RowSpec spec, Map<String, Double> costs, double roundSd,
        Map<String, Double> phases, Map<String, Map<String, Long>> counts,
        boolean hasHistogram) {

    /** The arm that rulers run in. */
    static final String RULER_ARM = "ruler";

    private static final long OPERATIONS_PER_SAMPLE = 1000;

    /** Returns a row of times per operation in legacy and devprivate. */
    static SampleRow of(RowGroup group, String benchmark, Map<String, String> params,
            String label, double legacyNs, double ratio) {
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put("legacy", legacyNs);
        costs.put("devprivate", legacyNs * ratio);
        return new SampleRow(spec(group, benchmark, params, label, Unit.NS_PER_OP, Primary.P50,
                List.of("legacy", "devprivate"), Prominence.DETAIL), costs, 0.01, Map.of(),
                Map.of(), false);
    }

    /** Returns a ruler. */
    static SampleRow ruler(String benchmark, String label, double costNs) {
        return new SampleRow(spec(RowGroup.RULER, benchmark, Map.of(), label, Unit.NS_PER_OP,
                Primary.P50, List.of(RULER_ARM), Prominence.DETAIL), Map.of(RULER_ARM, costNs),
                0.01, Map.of(), Map.of(), false);
    }

    /** Returns this row on the front page. */
    SampleRow headline() {
        return new SampleRow(spec(spec.group(), spec.benchmark(), spec.params(), spec.label(),
                spec.unit(), spec.primary(), spec.arms(), Prominence.HEADLINE), costs, roundSd,
                phases, counts, hasHistogram);
    }

    /** Returns this row with another arm. */
    SampleRow arm(String arm, double costNs) {
        Map<String, Double> more = new LinkedHashMap<>(costs);
        more.put(arm, costNs);
        return new SampleRow(spec(spec.group(), spec.benchmark(), spec.params(), spec.label(),
                spec.unit(), spec.primary(), List.copyOf(more.keySet()), spec.prominence()), more,
                roundSd, phases, counts, hasHistogram);
    }

    /** Returns this row judged by throughput. */
    SampleRow throughput() {
        return new SampleRow(spec(spec.group(), spec.benchmark(), spec.params(), spec.label(),
                Unit.OPS_PER_SECOND, Primary.WALL_THROUGHPUT, spec.arms(), spec.prominence()),
                costs, roundSd, phases, counts, hasHistogram);
    }

    /** Returns this row in nanoseconds per page. */
    SampleRow perPage() {
        return new SampleRow(spec(spec.group(), spec.benchmark(), spec.params(), spec.label(),
                Unit.NS_PER_PAGE, spec.primary(), spec.arms(), spec.prominence()), costs, roundSd,
                phases, counts, hasHistogram);
    }

    /** Returns this row with another noise. */
    SampleRow noise(double sd) {
        return new SampleRow(spec, costs, sd, phases, counts, hasHistogram);
    }

    /** Returns this row with phases. */
    SampleRow phases(Map<String, Double> shares) {
        return new SampleRow(spec, costs, roundSd, shares, counts, hasHistogram);
    }

    /** Returns this row with counters of an arm. */
    SampleRow counts(String arm, Map<String, Long> perOp) {
        Map<String, Map<String, Long>> more = new TreeMap<>(counts);
        more.put(arm, perOp);
        return new SampleRow(spec, costs, roundSd, phases, more, hasHistogram);
    }

    /** Returns this row with histograms. */
    SampleRow histogram() {
        return new SampleRow(spec, costs, roundSd, phases, counts, true);
    }

    /** Returns this row with an A/A arm. */
    SampleRow control() {
        return arm("legacy" + Arm.CONTROL_SUFFIX, costs.get("legacy"));
    }

    private static RowSpec spec(RowGroup group, String benchmark, Map<String, String> params,
            String label, Unit unit, Primary primary, List<String> arms, Prominence prominence) {
        return new RowSpec(RowSpec.idOf(benchmark, params), benchmark, new TreeMap<>(params),
                label, group, unit, primary, OPERATIONS_PER_SAMPLE, 0.03, arms, prominence);
    }
}
