package dev.hmmbench.platform;

import java.util.List;

/**
 * A machine and the devices that want addresses on it.
 *
 * @param id short name, unique in a catalogue: {@code A}
 * @param title one line
 * @param machine map and limits
 * @param devices in the order in which they ask
 * @param notes what a reader should know, one line each
 */
public record Scenario(
        String id,
        String title,
        Machine machine,
        List<DeviceGroup> devices,
        List<String> notes) {

    /** Copies the lists. */
    public Scenario {
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
    }

    /** Returns the bytes of device memory of all devices. */
    public long deviceBytes() {
        return devices.stream().mapToLong(group -> group.count() * group.sizeBytes()).sum();
    }
}
