package dev.hmmbench.platform;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.Resource;
import dev.hmmbench.lib.ResourceDescriptor;
import dev.hmmbench.lib.ResourceFlags;
import dev.hmmbench.lib.ResourceTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a printed map back into resources. {@code /proc/iomem} does not print flags, so they follow
 * from the names that the kernel gives.
 *
 * <p>Models arch/x86/kernel/e820.c, e820_type_to_iores_desc(), and kernel/resource.c, 6.12.
 * Fidelity: simplified (flags by name; a placement depends on none of them).
 */
final class MapLoader {

    private MapLoader() {}

    static ResourceTree load(List<IomemEntry> entries, long rootLast, Counters counters) {
        // A map may reach above a root that was given; the kernel lowers it after boot as well.
        ResourceTree tree = new ResourceTree(-1L, counters);
        // The latest node at each depth: the parent of the next one, or its elder sibling.
        List<Resource> latest = new ArrayList<>();
        for (IomemEntry entry : entries) {
            int depth = entry.depth();
            Resource node = new Resource(
                    entry.name(), entry.start(), entry.last(), flags(entry), descriptor(entry));
            Resource parent = depth == 0 ? tree.root() : latest.get(depth - 1);
            tree.append(parent, depth < latest.size() ? latest.get(depth) : null, node);
            latest.subList(depth, latest.size()).clear();
            latest.add(node);
        }
        tree.setRootLast(rootLast);
        return tree;
    }

    private static int flags(IomemEntry entry) {
        String name = entry.name();
        if (entry.isSystemRam() || name.startsWith("Kernel ")) {
            return ResourceFlags.SYSTEM_RAM | ResourceFlags.BUSY;
        }
        if (name.startsWith("PCI Bus ") || name.startsWith("CXL Window")) {
            return ResourceFlags.MEM | ResourceFlags.WINDOW;
        }
        return ResourceFlags.MEM | ResourceFlags.BUSY;
    }

    private static ResourceDescriptor descriptor(IomemEntry entry) {
        return switch (entry.name()) {
            case "Reserved" -> ResourceDescriptor.RESERVED;
            case "Soft Reserved" -> ResourceDescriptor.SOFT_RESERVED;
            case "ACPI Tables" -> ResourceDescriptor.ACPI_TABLES;
            case "ACPI Non-volatile Storage" -> ResourceDescriptor.ACPI_NV_STORAGE;
            case "Persistent Memory" -> ResourceDescriptor.PERSISTENT_MEMORY;
            case "Persistent Memory (legacy)" -> ResourceDescriptor.PERSISTENT_MEMORY_LEGACY;
            case "Crash kernel" -> ResourceDescriptor.CRASH_KERNEL;
            default -> ResourceDescriptor.NONE;
        };
    }
}
