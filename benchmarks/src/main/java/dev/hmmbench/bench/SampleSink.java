package dev.hmmbench.bench;

import org.openjdk.jmh.infra.Blackhole;

/** A blackhole for batches that run without JMH around them. */
final class SampleSink {

    private SampleSink() {}

    /**
     * Returns a new blackhole. JMH forbids making one in a benchmark, and wants this sentence from
     * those who must; here it serves runs that are counted and not timed.
     */
    static Blackhole create() {
        return new Blackhole("Today's password is swordfish."
                + " I understand instantiating Blackholes directly is dangerous.");
    }
}
