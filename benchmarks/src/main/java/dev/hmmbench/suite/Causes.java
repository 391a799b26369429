package dev.hmmbench.suite;

import dev.hmmbench.memory.MemoryRefusedException;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.results.RunDataException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/** Finds in a tree of wrapped exceptions what really happened. */
final class Causes {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_CHARS = 300;

    private Causes() {}

    /** Returns the innermost cause in one line: its kind and its message. */
    static String oneLine(Throwable error) {
        Throwable root = root(error);
        String message = root.getMessage();
        String kind = speaksForItself(root) ? "" : root.getClass().getSimpleName();
        String text = message == null || message.isBlank() ? root.getClass().getSimpleName()
                : kind.isEmpty() ? message : kind + ": " + message;
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS) + "..." : line;
    }

    /** Exceptions of ours whose message is written for a user. */
    private static boolean speaksForItself(Throwable error) {
        return error instanceof IllegalStateException || error instanceof MemoryRefusedException
                || error instanceof ModelException || error instanceof RunDataException;
    }

    private static Throwable root(Throwable error) {
        Deque<Throwable> chain = new ArrayDeque<>();
        chain.push(error);
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Throwable top = chain.element();
            boolean isWrapper = top instanceof BenchmarkException || top instanceof RunnerException;
            if (isWrapper && top.getSuppressed().length > 0) {
                chain.push(top.getSuppressed()[0]);
            } else if (top.getCause() != null) {
                chain.push(top.getCause());
            } else {
                return top;
            }
        }
        return chain.element();
    }
}
