package dev.hmmbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Work that is not timed and whose parts share nothing, on all processors. */
final class SideBySide {

    private SideBySide() {}

    /**
     * Runs all parts, as many at once as there are processors, and hands each result on as soon as
     * it and those before it are there: their order is that of the parts. Called from this thread.
     *
     * @throws IllegalStateException with the first part's failure, if one failed
     */
    static <T> void run(List<Callable<T>> parts, Consumer<T> results) {
        int nrThreads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(nrThreads)) {
            List<Future<T>> running = new ArrayList<>();
            parts.forEach(part -> running.add(threads.submit(part)));
            try {
                for (Future<T> future : running) {
                    results.accept(future.get());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
