package dev.hmmbench.bench;

import dev.hmmbench.physmem.Pagemap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that creates a pagemap of 128 MiB and removes it again, a hundred times a second in
 * every design, while others work. At one pace, because a design that creates faster would
 * otherwise disturb its own workers more.
 */
public final class Churn implements AutoCloseable {

    /** Whether pagemaps come and go meanwhile. */
    public enum Kind {
        /** No pagemap comes or goes. */
        NONE,
        /** A thread creates and removes pagemaps. */
        CREATE_REMOVE
    }

    /** Bytes of struct pages that it needs. */
    static final long STRUCT_PAGE_BYTES =
            OpenedModel.structPageBytes(OpenedModel.SECTION_BYTES);

    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final OpenedModel opened;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean isStopped;
    private volatile long nrRemoved;

    private Churn(OpenedModel opened) {
        this.opened = opened;
        this.thread = Thread.ofPlatform().name("churn").daemon().unstarted(this::run);
    }

    /** Starts the thread. */
    static Churn start(OpenedModel opened) {
        Churn churn = new Churn(opened);
        churn.thread.start();
        return churn;
    }

    /** Returns how many pagemaps have come and gone. */
    long nrRemoved() {
        return nrRemoved;
    }

    /**
     * Ends the thread, after a pagemap came and went.
     *
     * @throws AssertionError if a creation or removal failed
     */
    @Override
    public void close() {
        isStopped = true;
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null || nrRemoved == 0) {
            throw new AssertionError("creating and removing failed", failure.get());
        }
    }

    private void run() {
        try {
            long nextNs = System.nanoTime();
            do {
                Pagemap made = opened.addPagemaps(1, OpenedModel.SECTION_BYTES).getFirst();
                opened.model().lifecycle().remove(made);
                nrRemoved = nrRemoved + 1;
                nextNs += PERIOD_NS;
                LockSupport.parkNanos(nextNs - System.nanoTime());
            } while (!isStopped);
        } catch (RuntimeException | AssertionError e) {
            failure.set(e);
        }
    }
}
