package dev.hmmbench.platform;

import dev.hmmbench.lib.Resource;
import dev.hmmbench.lib.ResourceFlags;
import dev.hmmbench.lib.ResourceTree;
import java.util.List;
import java.util.Optional;

/**
 * RAM that is plugged into a running machine.
 *
 * <p>Models mm/memory_hotplug.c, register_memory_resource(), 6.12 and 6.19. Fidelity: modelled; the
 * steps behind it do not ask for addresses.
 */
public final class HotAdd {

    private static final String SYSTEM_RAM = "System RAM";

    private HotAdd() {}

    /**
     * Claims the addresses of new RAM.
     *
     * @return why they are refused, as the kernel's log says where it does; empty if they are
     *     claimed
     */
    public static Optional<String> into(ResourceTree tree, PhysicalRange range) {
        int logged = tree.log().size();
        Optional<Resource> claimed = tree.requestRegion(
                SYSTEM_RAM, range.start(), range.sizeBytes(), ResourceFlags.SYSTEM_RAM);
        if (claimed.isPresent()) {
            return Optional.empty();
        }
        List<String> words = tree.log().subList(logged, tree.log().size());
        return Optional.of(words.isEmpty()
                ? String.format("-EEXIST: 0x%x-0x%x is taken", range.start(), range.last())
                : words.getLast());
    }
}
