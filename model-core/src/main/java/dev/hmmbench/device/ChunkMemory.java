package dev.hmmbench.device;

import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.KernelErrors;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.DevPagemap;
import dev.hmmbench.physmem.MemremapPages.PrivateMemory;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.RefusedException;
import dev.hmmbench.physmem.Stage;

/**
 * Where a test device gets the pagemaps of its chunks from, and what it has to know about their
 * pages.
 *
 * <p>Models lib/test_hmm.c, dmirror_allocate_chunk(), the part that depends on the kind of memory,
 * 6.19. Fidelity: modelled.
 */
sealed interface ChunkMemory {

    /** Returns the kind. */
    MemoryKind kind();

    /**
     * Creates the pagemap of a chunk.
     *
     * @throws ModelException with the errno of the design, or of memremap_pages()
     */
    Pagemap create(CoreMm core, int nrPages, PagemapOps ops, long owner);

    /** Removes the pagemap of a chunk, none of whose pages is in use. */
    void remove(CoreMm core, Pagemap pagemap);

    /** Returns the struct page of a number of a pagemap. */
    long pageOf(CoreMm core, long number);

    /** Returns the migrate pfn of a number of a pagemap. */
    long mpfnOf(CoreMm core, long number);

    /** Memory that only the device can access: made by the design, as often as need be. */
    record Private() implements ChunkMemory {

        @Override
        public MemoryKind kind() {
            return MemoryKind.PRIVATE;
        }

        @Override
        public Pagemap create(CoreMm core, int nrPages, PagemapOps ops, long owner) {
            return core.model().lifecycle().create(new PagemapRequest(
                    nrPages * Vma.PAGE_BYTES, PagemapType.PRIVATE, ops, owner,
                    PagemapRequest.NO_NODE, "hmm_dmirror"));
        }

        @Override
        public void remove(CoreMm core, Pagemap pagemap) {
            core.model().lifecycle().remove(pagemap);
        }

        @Override
        public long pageOf(CoreMm core, long number) {
            return core.numbers().pageOf(number);
        }

        @Override
        public long mpfnOf(CoreMm core, long number) {
            return core.migratePfns().fromDeviceNumber(number);
        }
    }

    /**
     * Memory that the CPU can access too: ordinary page frames in both designs. There is one chunk,
     * because there is one address.
     *
     * @param startPfn first page frame, aligned to 2 MiB
     */
    record Coherent(long startPfn) implements ChunkMemory {

        @Override
        public MemoryKind kind() {
            return MemoryKind.COHERENT;
        }

        @Override
        public Pagemap create(CoreMm core, int nrPages, PagemapOps ops, long owner) {
            PhysicalMemory memory = core.memory();
            Pagemap pagemap = memory.pagemaps()
                    .allocate(PagemapType.COHERENT, ops, owner, "hmm_dmirror");
            long start = startPfn * Vma.PAGE_BYTES;
            long sizeBytes = nrPages * Vma.PAGE_BYTES;
            DevPagemap.setRange(pagemap.address(), start, start + sizeBytes - 1);
            try {
                memory.memremapPages().map(pagemap, PagemapRequest.NO_NODE,
                        PrivateMemory.REFUSED, Stage.Listener.NONE);
            } catch (RefusedException refused) {
                memory.pagemaps().free(pagemap);
                throw KernelErrors.of(refused);
            }
            memory.openDeviceMemory(startPfn, nrPages);
            return pagemap;
        }

        @Override
        public void remove(CoreMm core, Pagemap pagemap) {
            core.memory().memremapPages().unmap(pagemap, Stage.Listener.NONE);
            core.memory().pagemaps().free(pagemap);
        }

        @Override
        public long pageOf(CoreMm core, long number) {
            return core.memory().vmemmap().pageOf(number);
        }

        @Override
        public long mpfnOf(CoreMm core, long number) {
            return core.migratePfns().fromPage(pageOf(core, number));
        }
    }
}
