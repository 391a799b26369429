package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.report.PercentilePicture.Point;
import dev.hmmbench.results.report.PercentilePicture.Series;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RunData;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Reads the forks' latency histograms of a run and merges them per row and arm. */
final class Histograms {

    /** A percentile with fewer samples beyond it is not shown. */
    static final long LEAST_BEYOND = 10;

    private static final double[] PERCENTILES = {1, 5, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9,
        99.95, 99.99, 99.999};
    private static final long HIGHEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final RunData data;
    private final List<String> missing = new ArrayList<>();

    Histograms(RunData data) {
        this.data = data;
    }

    /**
     * Returns a row's histogram in each of these rounds; empty where a fork of them has none.
     *
     * @param arm the design
     */
    Optional<Histogram[]> of(String row, String arm, List<RoundPair> rounds) {
        List<Histogram> found = new ArrayList<>();
        for (RoundPair round : rounds) {
            for (ForkRecord record : data.forks()) {
                if (record instanceof ForkRecord.Measured fork && !fork.hlog().isEmpty()
                        && fork.fork().row().equals(row) && fork.fork().arm().equals(arm)
                        && fork.fork().round() == round.round()
                        && fork.fork().shard() == round.shard()) {
                    Histogram histogram = new Histogram(HIGHEST_NS, DIGITS);
                    add(histogram, data.folder().resolve(fork.hlog()));
                    found.add(histogram);
                }
            }
        }
        return found.isEmpty() || found.size() != rounds.size() ? Optional.empty()
                : Optional.of(found.toArray(Histogram[]::new));
    }

    /** Returns the merged percentiles of these rounds; empty where nothing was recorded. */
    static Optional<Series> merged(String arm, Histogram[] rounds) {
        Histogram merged = new Histogram(HIGHEST_NS, DIGITS);
        for (Histogram round : rounds) {
            merged.add(round);
        }
        long samples = merged.getTotalCount();
        List<Point> points = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            double beyond = samples * Math.min(percentile, 100 - percentile) / 100;
            if (beyond >= LEAST_BEYOND) {
                points.add(new Point(percentile,
                        Math.max(1, merged.getValueAtPercentile(percentile))));
            }
        }
        return points.isEmpty() ? Optional.empty()
                : Optional.of(new Series(arm, samples, points));
    }

    /** Returns the names of histogram files that the journal names and the folder lacks. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    private void add(Histogram merged, Path file) {
        if (!Files.isRegularFile(file)) {
            missing.add(String.valueOf(file.getFileName()));
            return;
        }
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            EncodableHistogram next = reader.nextIntervalHistogram();
            while (next != null) {
                if (next instanceof Histogram histogram) {
                    merged.add(histogram);
                }
                next = reader.nextIntervalHistogram();
            }
        } catch (FileNotFoundException e) {
            throw new AssertionError("a file that was there is gone: " + file, e);
        }
    }
}
