package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;

/**
 * The state class of a benchmark: everything that is set up once per fork, and one sample of its
 * work.
 *
 * <p>JMH drives it through its annotations. The runner drives it without JMH: it makes an instance
 * with the public constructor without arguments, sets the fields annotated with {@code Param} by
 * name (among them {@code model}, where the benchmark has one), and calls {@link #setUp},
 * {@link #work} and {@link #tearDown}. The exact counters and the smoke test come from there.
 */
public interface Workload {

    /**
     * Returns how many operations one sample holds. Depends on the parameters alone; called before
     * {@link #setUp} and on instances that are never set up.
     */
    long operationsPerSample();

    /**
     * Returns how many bytes a fork needs beside its heap, at most. Depends on the parameters
     * alone; called before {@link #setUp} and on instances that are never set up.
     */
    long memoryBytes();

    /** Builds everything that is not measured; in JMH the set-up of the trial. */
    void setUp();

    /** Does the work of exactly one sample: what one call of the benchmark method does. */
    void work();

    /**
     * Checks that the work was done and gives everything back; in JMH the tear-down of the trial.
     *
     * @throws AssertionError if the work was not done as it should
     */
    void tearDown();

    /**
     * Returns the event counts of the model that this works on, the same instance from {@link
     * #setUp} to {@link #tearDown}. Benchmarks without a model return counters that stay empty.
     */
    Counters counters();
}
