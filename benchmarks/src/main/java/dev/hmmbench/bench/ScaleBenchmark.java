package dev.hmmbench.bench;

import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to make all devices of a large machine known to the kernel, and to take that
 * back? One sample creates {@link #pagemaps} pagemaps of {@link #sizeBytes}: 16 of 64 GiB are one
 * TiB with 16 GiB of struct pages, as several pagemaps because one may not reach 128 GiB in the
 * series.
 *
 * <p>{@code ./hmmbench run --suite full --rows scale}.
 */
@State(Scope.Benchmark)
public class ScaleBenchmark extends PagemapBenchmark {

    /** Bytes of device memory of each pagemap. */
    @Param({"68719476736"})
    public long sizeBytes;

    /** How many pagemaps. */
    @Param({"16"})
    public int pagemaps;

    @Override
    List<Long> sizes() {
        return Collections.nCopies(pagemaps, sizeBytes);
    }

    @Override
    int nrOthers() {
        return 0;
    }
}
