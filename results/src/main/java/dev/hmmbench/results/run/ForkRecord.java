package dev.hmmbench.results.run;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.List;
import java.util.SortedMap;

/** One finished fork: one line of {@code journal.ndjson}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ForkRecord.Measured.class, name = "ok"),
    @JsonSubTypes.Type(value = ForkRecord.Failed.class, name = "failed")
})
public sealed interface ForkRecord {

    /** Returns which fork it was. */
    Identity fork();

    /**
     * Which fork it was, and when.
     *
     * @param schema {@link Schema#VERSION}
     * @param shard the machine's number among the shards, from 1
     * @param round number of the round, from 1; unique over all shards
     * @param position place in the round's order, from 0
     * @param row id of the row
     * @param arm name of the arm
     * @param startEpochMs wall clock at the start
     * @param endEpochMs wall clock at the end
     * @param elapsedNs the same span by the monotonic clock: where both differ, the wall clock
     *     was set during the fork
     */
    record Identity(int schema, int shard, int round, int position, String row, String arm,
            long startEpochMs, long endEpochMs, long elapsedNs) {

        /** Checks the ranges; clocks that disagree are for the comparison to report. */
        public Identity {
            Schema.check(schema);
            Check.atLeast("shard", shard, 1);
            Check.atLeast("round", round, 1);
            Check.atLeast("position", position, 0);
            Check.text("row", row);
            Check.text("arm", arm);
            Check.notNegative("startEpochMs", startEpochMs);
            Check.notNegative("endEpochMs", endEpochMs);
            Check.notNegative("elapsedNs", elapsedNs);
        }

        /** Returns round, row and arm in words, for messages. */
        public String inWords() {
            return "round " + round + ", row " + row + ", arm " + arm;
        }
    }

    /**
     * A fork that came to its end.
     *
     * @param fork which one
     * @param samples its samples, ns per sample
     * @param iterations the median sample of each measured iteration, ns per sample, in order
     * @param metrics named values; parts of the operation as {@code phase.NAME} in ns per sample
     * @param cpu CPU time of the measured part
     * @param disturbance what disturbed it
     * @param jvm what its virtual machine did
     * @param hlog file name of its latency histogram in the run folder; empty where there is none
     */
    record Measured(Identity fork, Samples samples, List<Double> iterations,
            SortedMap<String, Metric> metrics, CpuTime cpu, Disturbance disturbance, JvmInfo jvm,
            String hlog) implements ForkRecord {

        /** Checks that iterations are positive and the file name stays in the folder. */
        public Measured {
            iterations = List.copyOf(iterations);
            iterations.forEach(value -> Check.positive("iteration", value));
            metrics = Check.sorted(metrics);
            Check.that(!hlog.contains("/") && !hlog.contains("\\") && !hlog.contains(".."),
                    "hlog is \"" + hlog + "\", must be a file name");
        }
    }

    /**
     * A fork that broke.
     *
     * @param fork which one
     * @param error the cause in one line
     */
    record Failed(Identity fork, String error) implements ForkRecord {

        /** Checks that there is a cause. */
        public Failed {
            Check.text("error", error);
        }
    }
}
