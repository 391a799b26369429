package dev.hmmbench.devprivate;

import dev.hmmbench.count.Counter;
import dev.hmmbench.lib.Errnos;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.memory.StructPages;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.KernelErrors;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.model.Phase;
import dev.hmmbench.model.PhaseClock;
import dev.hmmbench.physmem.BootOptions.DevicePrivateSupport;
import dev.hmmbench.physmem.DevPagemap;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.Kvmalloc;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.RefusedException;

/**
 * Creation and removal of device-private pagemaps in a space of their own.
 *
 * <p>Models mm/memremap.c, memremap_device_private_pagemap() and
 * memunmap_device_private_pagemap(), v6 of the series. Fidelity: modelled, with its faults: one
 * walk for each page, the array cleared in a pass of its own, no reschedule point, and the array
 * freed before the tree forgets it.
 */
final class DevicePrivateLifecycle implements Lifecycle {

    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_BYTES = 1L << PAGE_SHIFT;
    /** Pages that one compiled loop handles; also how often the repaired one reschedules. */
    private static final int PAGES_PER_RESCHEDULE = 512;

    private final PhysicalMemory memory;
    private final MapleTree tree;
    private final Numbers numbers;
    private final Variant.Creation creation;
    private final long lastByte;

    DevicePrivateLifecycle(
            PhysicalMemory memory, MapleTree tree, Numbers numbers, Variant.Creation creation) {
        this.memory = memory;
        this.tree = tree;
        this.numbers = numbers;
        this.creation = creation;
        this.lastByte = 1L << memory.machine().limits().maxPhysmemBits();
    }

    @Override
    public Pagemap create(PagemapRequest request, PhaseClock clock) {
        clock.enter(Phase.RESERVE);
        Pagemap pagemap;
        try {
            pagemap = memory.pagemaps()
                    .allocate(request.type(), request.ops(), request.owner(), request.name());
        } catch (RefusedException refused) {
            throw KernelErrors.of(refused);
        }
        try {
            DevPagemap.setNrPages(pagemap.address(), nrPagesOf(request.sizeBytes()));
            map(pagemap, request.nid(), clock);
            return pagemap;
        } catch (RefusedException refused) {
            memory.pagemaps().free(pagemap);
            throw KernelErrors.of(refused);
        } catch (ModelException failure) {
            memory.pagemaps().free(pagemap);
            throw failure;
        }
    }

    @Override
    public void remove(Pagemap pagemap, PhaseClock clock) {
        long pgmap = pagemap.address();
        clock.enter(Phase.TEARDOWN_REFERENCES);
        memory.percpuRef().kill(pgmap);
        memory.percpuRef().exit(pgmap);
        clock.enter(Phase.TEARDOWN_BACKING);
        memory.kvmalloc().free(DevPagemap.pages(pgmap));
        clock.enter(Phase.TEARDOWN_NUMBERS);
        erase(pgmap);
        memory.pagemaps().free(pagemap);
    }

    private void map(Pagemap pagemap, int nid, PhaseClock clock) {
        clock.enter(Phase.CONFLICT_CHECKS);
        check(pagemap);
        clock.enter(Phase.BACKING);
        long pgmap = pagemap.address();
        long nrPages = DevPagemap.nrPages(pgmap);
        long pages = allocateArray(nrPages, clock);
        clock.enter(Phase.RESERVE);
        try {
            reserve(pgmap, pages, nrPages);
        } catch (ModelException failure) {
            memory.kvmalloc().free(pages);
            throw failure;
        }
        try {
            memory.percpuRef().initialise(pgmap);
        } catch (RefusedException refused) {
            erase(pgmap);
            memory.kvmalloc().free(pages);
            throw refused;
        }
        clock.enter(Phase.PER_PAGE);
        initialise(pgmap, PageFlags.zoneDevice(Math.max(nid, 0)));
    }

    private void check(Pagemap pagemap) {
        requireWarned(pagemap.type() == PagemapType.PRIVATE, "not private memory");
        requireWarned(memory.options().devicePrivate() == DevicePrivateSupport.CONFIGURED,
                "no support for private memory");
        requireWarned(pagemap.ops().hasMigrateToRam(), "no migrate_to_ram");
        requireWarned(pagemap.owner() != 0, "no owner");
    }

    private long allocateArray(long nrPages, PhaseClock clock) {
        long sizeBytes = nrPages << StructPage.SIZE_SHIFT;
        long pages = memory.kvmalloc().allocate(sizeBytes);
        if (pages == Kvmalloc.NONE) {
            throw new ModelException(Errno.ENOMEM,
                    "no " + sizeBytes + " bytes for " + nrPages + " struct pages");
        }
        if (creation.clearsFirst()) {
            clock.enter(Phase.ZEROING);
            memory.kvmalloc().zero(pages);
        }
        return pages;
    }

    private void reserve(long pgmap, long pages, long nrPages) {
        DevPagemap.setPages(pgmap, pages);
        long sizeBytes = nrPages << PAGE_SHIFT;
        long start = tree.allocRange(pgmap, sizeBytes, 0, lastByte);
        if (start < 0) {
            throw new ModelException(Errno.ofNegative((int) start), switch ((int) start) {
                case Errnos.EINVAL -> nrPages + " pages do not fit into the space";
                case Errnos.EBUSY -> "no gap of " + nrPages + " pages is left";
                default -> "no memory for a tree node";
            });
        }
        DevPagemap.setRange(pgmap, start, start + sizeBytes - 1);
    }

    /** The kernel does not look; a range that stayed would give pages of freed memory. */
    private void erase(long pgmap) {
        long erased = tree.erase(DevPagemap.start(pgmap));
        if (erased == Errnos.ENOMEM) {
            throw new ModelException(Errno.ENOMEM, "no memory for a tree node: offset 0x"
                    + Long.toHexString(DevPagemap.start(pgmap)) + " stays in the tree");
        }
        if (erased != pgmap) {
            throw new AssertionError("the tree held 0x" + Long.toHexString(erased)
                    + " in place of pagemap 0x" + Long.toHexString(pgmap));
        }
    }

    private void initialise(long pgmap, long flags) {
        long first = DevPagemap.start(pgmap) >>> PAGE_SHIFT;
        long nrPages = DevPagemap.nrPages(pgmap);
        long bytesPerPage = StructPage.SIZE_BYTES;
        if (creation.walksTree()) {
            bytesPerPage += Long.BYTES;
            for (long done = 0; done < nrPages; done += PAGES_PER_RESCHEDULE) {
                int piece = (int) Math.min(PAGES_PER_RESCHEDULE, nrPages - done);
                initialiseByNumber(first + done, piece, flags, pgmap);
            }
        } else {
            initialiseArray(DevPagemap.pages(pgmap), nrPages, flags, pgmap);
        }
        memory.counters().add(Counter.STRUCT_PAGES_INITIALISED, nrPages);
        memory.counters().add(Counter.STRUCT_PAGE_BYTES_STORED, nrPages * bytesPerPage);
    }

    /** The loop as posted; in a method of its own so that it is compiled as a whole. */
    private void initialiseByNumber(long first, int nrPages, long flags, long pgmap) {
        for (int i = 0; i < nrPages; i++) {
            long page = numbers.pageOf(first + i);
            StructPages.initialiseZoneDevicePage(page, flags, pgmap);
            StructPage.setPgmap(DevicePages.headOf(page), pgmap);
        }
    }

    private void initialiseArray(long pages, long nrPages, long flags, long pgmap) {
        for (long done = 0; done < nrPages; done += PAGES_PER_RESCHEDULE) {
            long piece = Math.min(PAGES_PER_RESCHEDULE, nrPages - done);
            StructPages.initialiseZoneDevice(
                    pages + (done << StructPage.SIZE_SHIFT), piece, flags, pgmap);
            if (creation.reschedules()) {
                memory.counters().increment(Counter.RESCHEDULE_POINTS);
            }
        }
    }

    private void requireWarned(boolean holds, String complaint) {
        if (!holds) {
            memory.warnings().warn("memremap_device_private_pagemap: " + complaint);
            throw new ModelException(Errno.EINVAL, complaint);
        }
    }

    private static long nrPagesOf(long sizeBytes) {
        long whole = sizeBytes >>> PAGE_SHIFT;
        return (sizeBytes & PAGE_BYTES - 1) == 0 ? whole : whole + 1;
    }
}
