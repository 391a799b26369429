package dev.hmmbench.cli.place;

/**
 * Device memory that lies in one piece in the space of a design.
 *
 * @param name of the devices
 * @param start first byte position
 * @param last last byte position, inclusive
 * @param nrPagemaps pagemaps side by side in it
 */
record DeviceRun(String name, long start, long last, int nrPagemaps) {

    /** Returns whether another piece of the same devices touches this one. */
    boolean touches(DeviceRun other) {
        return name.equals(other.name) && (last + 1 == other.start || other.last + 1 == start);
    }

    /** Returns both as one. */
    DeviceRun with(DeviceRun other) {
        return new DeviceRun(name, Math.min(start, other.start), Math.max(last, other.last),
                nrPagemaps + other.nrPagemaps);
    }
}
