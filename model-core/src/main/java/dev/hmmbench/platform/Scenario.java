package dev.hmmbench.platform;

import java.util.List;

/**
 * A machine and the devices that want addresses on it.
 *
 * @param id short name, unique in a catalogue: {@code A}
 * @param title one line
 * @param machine map and limits
 * @param devices in the order in which they ask
 * @param hotAdds RAM that is plugged in afterwards, in order
 * @param vmemmapLast last address that has a place for its struct page; lower than the usable end
 *     only in kernels that did not know it
 * @param notes what a reader should know, one line each
 */
public record Scenario(
        String id,
        String title,
        Machine machine,
        List<DeviceGroup> devices,
        List<PhysicalRange> hotAdds,
        long vmemmapLast,
        List<String> notes) {

    private static final String CATALOGUE = "catalogue.scenario";

    /** Copies the lists. */
    public Scenario {
        hotAdds = List.copyOf(hotAdds);
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
    }

    /** Returns the bundled catalogue, machines A to P and the recorded hot-add. */
    public static List<Scenario> catalogue() {
        return ScenarioReader.parse(CATALOGUE, ReferenceMachine.bundledLines(CATALOGUE));
    }

    /** Returns the bytes of device memory of all devices. */
    public long deviceBytes() {
        return devices.stream().mapToLong(group -> group.count() * group.sizeBytes()).sum();
    }
}
