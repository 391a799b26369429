package dev.hmmbench.bench;

import dev.hmmbench.device.DeviceShape;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to register a device's memory as its driver divides it: one pagemap for all of
 * it (xe, amdkfd, the ultravisor of POWER), or one for each 256 MiB (nouveau, the test device)?
 * Figures are per pagemap.
 *
 * <p>{@code ./hmmbench run --suite full --rows shape}.
 */
@State(Scope.Benchmark)
public class ShapeBenchmark extends PagemapBenchmark {

    /** The driver. */
    @Param({"XE", "NOUVEAU"})
    public DeviceShape shape = DeviceShape.XE;

    /** Bytes of device memory. */
    @Param({"4294967296"})
    public long sizeBytes;

    @Override
    List<Long> sizes() {
        return shape.chunkSizes(sizeBytes);
    }

    @Override
    int nrOthers() {
        return 0;
    }
}
