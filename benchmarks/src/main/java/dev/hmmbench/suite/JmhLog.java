package dev.hmmbench.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Sends all that JMH prints to a file, tells of each iteration that ended, and keeps what a fork
 * that died said last.
 */
final class JmhLog implements OutputFormat {

    private static final String STDERR_BEGIN = "<stderr last=";
    private static final String STDERR_END = "</stderr>";

    private final OutputFormat file;
    private final Runnable steps;
    private boolean isInStderr;
    private String lastWords = "";

    JmhLog(PrintStream log, Runnable steps) {
        this.file = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
        this.steps = steps;
    }

    /** Returns the first line of the end of a dead fork's standard error; empty if it said none. */
    String lastWords() {
        return lastWords;
    }

    @Override
    public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
        file.iteration(benchmark, params, iteration);
    }

    @Override
    public void iterationResult(BenchmarkParams benchmark, IterationParams params, int iteration,
            IterationResult data) {
        file.iterationResult(benchmark, params, iteration, data);
        steps.run();
    }

    @Override
    public void startBenchmark(BenchmarkParams benchmark) {
        file.startBenchmark(benchmark);
    }

    @Override
    public void endBenchmark(BenchmarkResult result) {
        file.endBenchmark(result);
    }

    @Override
    public void startRun() {
        file.startRun();
    }

    @Override
    public void endRun(Collection<RunResult> results) {
        // JMH's table pools what may not be pooled; the comparison is ours.
    }

    @Override
    public void print(String text) {
        file.print(text);
    }

    @Override
    public void println(String text) {
        if (text.startsWith(STDERR_BEGIN)) {
            isInStderr = true;
        } else if (text.startsWith(STDERR_END)) {
            isInStderr = false;
        } else if (isInStderr && lastWords.isEmpty()) {
            lastWords = text.strip();
        }
        file.println(text);
    }

    @Override
    public void flush() {
        file.flush();
    }

    @Override
    public void close() {
        file.flush();
    }

    @Override
    public void verbosePrintln(String text) {
        file.verbosePrintln(text);
    }

    @Override
    public void write(int value) {
        file.write(value);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        file.write(bytes);
    }
}
