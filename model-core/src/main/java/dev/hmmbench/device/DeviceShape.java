package dev.hmmbench.device;

import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import java.util.ArrayList;
import java.util.List;

/**
 * How a driver divides its device's memory into pagemaps, and how it turns the number of a page
 * into the address that the device knows.
 *
 * <p>Models drivers/gpu/drm/xe/xe_svm.c, drivers/gpu/drm/amd/amdkfd/kfd_migrate.c,
 * drivers/gpu/drm/nouveau/nouveau_dmem.c, arch/powerpc/kvm/book3s_hv_uvmem.c and lib/test_hmm.c,
 * 6.19 and the series. Fidelity: modelled (sizes and addresses; none of the drivers' own work).
 */
public enum DeviceShape {
    /** Intel: one pagemap for each tile's whole memory; addresses begin at the tile's base. */
    XE("xe", DeviceShape.WHOLE, Address.FROM_BASE),
    /** AMD: one pagemap for the whole memory; addresses begin at 0 of the memory. */
    AMDKFD("amdkfd", DeviceShape.WHOLE, Address.FROM_ZERO),
    /** Nouveau: pagemaps of 128 chunks of 2 MiB each, on demand. */
    NOUVEAU("nouveau", 256L << 20, Address.FROM_BASE),
    /** The ultravisor of POWER: one pagemap for all secure memory; pages are bits of a map. */
    PPC_ULTRAVISOR("ppc ultravisor", DeviceShape.WHOLE, Address.INDEX),
    /** The kernel's test device: pagemaps of 256 MiB, on demand; it has no addresses. */
    DMIRROR("hmm_dmirror", 256L << 20, Address.INDEX);

    private static final long WHOLE = Long.MAX_VALUE;
    private static final int PAGE_SHIFT = 12;

    private final String label;
    private final long chunkBytes;
    private final Address address;

    DeviceShape(String label, long chunkBytes, Address address) {
        this.label = label;
        this.chunkBytes = chunkBytes;
        this.address = address;
    }

    /** What the device calls a page. */
    private enum Address {
        /** An address from the base of its memory on. */
        FROM_BASE,
        /** An address from 0 on. */
        FROM_ZERO,
        /** The place of the page. */
        INDEX
    }

    /** Tells whether one pagemap holds all of a device's memory. */
    public boolean isWhole() {
        return chunkBytes == WHOLE;
    }

    /**
     * Returns the sizes of the pagemaps that hold some memory, in the order of their creation.
     *
     * @param memoryBytes positive; rounded up to whole chunks
     */
    public List<Long> chunkSizes(long memoryBytes) {
        if (memoryBytes <= 0) {
            throw new IllegalArgumentException(memoryBytes + " bytes of device memory");
        }
        List<Long> sizes = new ArrayList<>();
        if (isWhole()) {
            sizes.add(memoryBytes);
            return sizes;
        }
        for (long done = 0; done < memoryBytes; done += chunkBytes) {
            sizes.add(chunkBytes);
        }
        return sizes;
    }

    /**
     * Creates the pagemaps of a device.
     *
     * @param ops the driver's callbacks
     * @param owner identifies the device; not 0
     * @throws ModelException if one cannot be created; those before it are removed again
     */
    public List<Pagemap> create(
            Lifecycle lifecycle, long memoryBytes, PagemapOps ops, long owner) {
        List<Pagemap> created = new ArrayList<>();
        try {
            for (long sizeBytes : chunkSizes(memoryBytes)) {
                created.add(lifecycle.create(new PagemapRequest(sizeBytes, PagemapType.PRIVATE,
                        ops, owner, PagemapRequest.NO_NODE, label())));
            }
        } catch (ModelException refused) {
            created.reversed().forEach(lifecycle::remove);
            throw refused;
        }
        return created;
    }

    /**
     * Returns what the device calls a page: a subtraction from the number in both designs, because
     * a number counts from the start of the pagemap either way.
     *
     * @param number of the page, in the pagemap
     * @param chunkBase address, in the device's memory, of the pagemap's first page
     */
    public long deviceAddress(Pagemap pagemap, long number, long chunkBase) {
        long index = number - pagemap.firstNumber();
        assert index >= 0 : "number in front of the pagemap";
        assert index < pagemap.nrPages() : "number behind the pagemap";
        return switch (address) {
            case FROM_BASE -> chunkBase + (index << PAGE_SHIFT);
            case FROM_ZERO -> index << PAGE_SHIFT;
            case INDEX -> index;
        };
    }

    /** Returns the name as resources and reports show it. */
    public String label() {
        return label;
    }
}
