package dev.hmmbench.platform;

/**
 * Equal devices of one machine.
 *
 * @param name what reports call one of them
 * @param count how many, at least 1
 * @param sizeBytes device memory of one, in bytes
 */
public record DeviceGroup(String name, int count, long sizeBytes) {

    private static final int MAX_COUNT = 1 << 20;

    /** Checks count and size. */
    public DeviceGroup {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "device count must be 1 to " + MAX_COUNT + ", not " + count);
        }
        if (sizeBytes <= 0) {
            throw new IllegalArgumentException(
                    "device size must be 1 byte to 8E, not " + Long.toUnsignedString(sizeBytes));
        }
    }
}
