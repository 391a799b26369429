package dev.hmmbench.bench;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Latencies of one fork, a histogram for each kind of operation, kept as an {@code .hlog} with one
 * tagged line each. One thread records. Costs two nanoseconds a value.
 */
final class LatencyLog {

    /** Longer latencies count as this long. */
    private static final long MAX_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Map<String, Histogram> byTag = new LinkedHashMap<>();

    /** Returns the histogram of a kind of operation, made at first use. */
    Histogram of(String tag) {
        return byTag.computeIfAbsent(tag, LatencyLog::newHistogram);
    }

    /** Records a latency. */
    static void record(Histogram histogram, long latencyNs) {
        histogram.recordValue(Math.min(latencyNs, MAX_NS));
    }

    /** Forgets what was recorded: the warm-up. */
    void clear() {
        byTag.forEach((tag, histogram) -> {
            histogram.reset();
            // A reset forgets the tag, too.
            histogram.setTag(tag);
        });
    }

    /** Returns the file that the runner wants, if it wants one. */
    static Optional<Path> wantedFile() {
        return Optional.ofNullable(System.getProperty(ForkMetrics.HLOG_PROPERTY)).map(Path::of);
    }

    /** Writes all histograms, in nanoseconds. */
    void write(Path file) {
        try {
            HistogramLogWriter writer = new HistogramLogWriter(file.toFile());
            try {
                writer.outputLogFormatVersion();
                writer.outputLegend();
                byTag.values().forEach(histogram ->
                        writer.outputIntervalHistogram(0.0, 0.0, histogram, 1.0));
            } finally {
                writer.close();
            }
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Histogram newHistogram(String tag) {
        Histogram histogram = new Histogram(MAX_NS, DIGITS);
        histogram.setTag(tag);
        return histogram;
    }
}
