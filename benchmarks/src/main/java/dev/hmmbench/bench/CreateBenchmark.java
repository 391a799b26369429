package dev.hmmbench.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to make a device's memory known to the kernel, and to take that back? One
 * sample creates one pagemap of {@link #sizeBytes} and removes it again, while {@link #others}
 * pagemaps of 128 MiB each are there.
 *
 * <p>{@code ./hmmbench run --rows create}, or {@code ./hmmbench jmh -- CreateBenchmark -p
 * model=legacy,devprivate}.
 */
@State(Scope.Benchmark)
public class CreateBenchmark extends PagemapBenchmark {

    /** Bytes of device memory: 256 MiB to 16 GiB, and 128 MiB for a quick look. */
    @Param({"268435456", "1073741824", "4294967296", "17179869184"})
    public long sizeBytes;

    /** Pagemaps of 128 MiB that are there already. */
    @Param({"0", "63"})
    public int others;

    @Override
    List<Long> sizes() {
        return List.of(sizeBytes);
    }

    @Override
    int nrOthers() {
        return others;
    }
}
