package dev.hmmbench.cli.place;

import dev.hmmbench.count.Counters;
import dev.hmmbench.platform.Hole;
import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Machine;
import java.util.List;
import java.util.Optional;

/**
 * What fills the physical space below its top; why a large request may find no hole.
 *
 * @param ramBytes bytes of RAM, with the holes of less than a page that its ends leave
 * @param windowBytes bytes of PCI windows, whether anything is in them or not
 * @param otherBytes bytes of everything else at the top level of the map
 * @param freeBytes bytes that no region holds
 * @param largest the hole that takes the largest request, if one takes a section
 */
record SpaceUse(long ramBytes, long windowBytes, long otherBytes, long freeBytes,
        Optional<Hole> largest) {

    /** Adds up the map of a machine. */
    static SpaceUse of(Machine machine) {
        long top = machine.limits().topLast();
        long ram = 0;
        long windows = 0;
        long others = 0;
        for (IomemEntry entry : machine.topLevel()) {
            if (Long.compareUnsigned(entry.start(), top) <= 0) {
                long last = Long.compareUnsigned(entry.last(), top) < 0 ? entry.last() : top;
                long bytes = last - entry.start() + 1;
                ram += entry.isSystemRam() ? bytes : 0;
                windows += isWindow(entry) ? bytes : 0;
                others += entry.isSystemRam() || isWindow(entry) ? 0 : bytes;
            }
        }
        List<Hole> holes = Hole.of(machine.newResourceTree(new Counters()), machine.limits());
        return new SpaceUse(ram, windows, others, top + 1 - ram - windows - others,
                Hole.largest(holes).filter(hole -> hole.usableBytes() != 0));
    }

    private static boolean isWindow(IomemEntry entry) {
        return entry.name().startsWith("PCI ");
    }
}
