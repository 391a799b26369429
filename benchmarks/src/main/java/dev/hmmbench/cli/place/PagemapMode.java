package dev.hmmbench.cli.place;

import dev.hmmbench.platform.DeviceGroup;
import java.util.ArrayList;
import java.util.List;

/** How a driver cuts the memory of one device into pagemaps. */
enum PagemapMode {
    /** All of it in one. */
    ONE("one"),
    /** In as few equal parts below 128 GiB as it takes. */
    SPLIT("split");

    /** What one array of struct pages cannot describe: its 2 GiB exceed what kvzalloc() gives. */
    static final long SPLIT_BYTES = 128L << 30;

    private static final long PART_ALIGN_BYTES = 2L << 20;

    private final String label;

    PagemapMode(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Returns the sizes of the pagemaps of one device, in bytes. */
    List<Long> pagemapSizes(DeviceGroup device) {
        long leftBytes = device.sizeBytes();
        if (this == ONE) {
            return List.of(leftBytes);
        }
        long nrParts = leftBytes / SPLIT_BYTES + 1;
        long partBytes =
                Math.ceilDiv(Math.ceilDiv(leftBytes, nrParts), PART_ALIGN_BYTES) * PART_ALIGN_BYTES;
        List<Long> sizes = new ArrayList<>();
        while (leftBytes > 0) {
            sizes.add(Math.min(partBytes, leftBytes));
            leftBytes -= partBytes;
        }
        return sizes;
    }
}
