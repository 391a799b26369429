package dev.hmmbench.bench;

/**
 * A loop that keeps all arithmetic units of a core busy for 4 us: six chains that do not wait for
 * each other, in registers alone, so that no cache line of a benchmark is lost to it.
 */
final class CoreProbe {

    private static final int STEPS = 4096;

    private long a = 1;
    private long b = 2;
    private long c = 3;
    private long d = 4;
    private long e = 5;
    private long f = 6;

    /** Runs the loop once; returns how long it took, ns. */
    long run() {
        long startNs = System.nanoTime();
        spin();
        return System.nanoTime() - startNs;
    }

    private void spin() {
        long u = a;
        long v = b;
        long w = c;
        long x = d;
        long y = e;
        long z = f;
        for (int i = 0; i < STEPS; i++) {
            u = (u ^ i) + 3;
            v = (v + i) ^ 5;
            w = (w ^ i) + 7;
            x = (x + i) ^ 9;
            y = (y ^ i) + 11;
            z = (z + i) ^ 13;
        }
        a = u;
        b = v;
        c = w;
        d = x;
        e = y;
        f = z;
    }
}
