package dev.hmmbench.suite;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C, or a request to end from outside. The hook stops the running fork and says how to go on;
 * the journal needs nothing, it is whole after each line.
 */
public final class Interruption implements AutoCloseable {

    private static final long FOR_EVER_MS = 60_000;

    private final AtomicBoolean isRequested = new AtomicBoolean();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Thread hook;

    private Interruption(Runnable farewell) {
        this.hook = new Thread(() -> end(farewell), "interruption");
    }

    /** Watches for the end of the process from now on; {@code farewell} then speaks to the user. */
    public static Interruption watch(Runnable farewell) {
        Interruption interruption = new Interruption(farewell);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Holds the caller for good where the process is about to end. */
    void check() {
        while (isRequested.get()) {
            pause(FOR_EVER_MS);
        }
    }

    /** Gives a signal that is on its way time to arrive, then does as {@link #check}. */
    void checkAfter(long delayMs) {
        pause(delayMs);
        check();
    }

    /** Ends the watch: the run came to its end. */
    @Override
    public void close() {
        isOver.set(true);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook has seen that the run is over.
        }
    }

    private static void pause(long delayMs) {
        try {
            Thread.sleep(delayMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Runnable farewell) {
        if (isOver.get()) {
            return;
        }
        isRequested.set(true);
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        farewell.run();
    }
}
