package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The huge pages of 2 MiB that are set aside for programs that ask for them by name, and the memory
 * that programs map from them. Such memory is never split, never swapped and never migrates. Safe
 * for several threads.
 *
 * <p>Models mm/hugetlb.c and fs/hugetlbfs/inode.c, 6.19. Fidelity: simplified (one size, private
 * memory alone; mmap does not reserve its pages but checks that they are free, so that a later
 * fault may find none; counted with the anonymous pages).
 */
public final class Hugetlb implements AutoCloseable {

    private final CoreMm core;
    private final Set<Long> folios = new HashSet<>();
    private final Deque<Long> free = new ArrayDeque<>();
    /** Spares the free of every other large folio the lock, where nobody set pages aside. */
    private volatile int nrSetAside;

    Hugetlb(CoreMm core) {
        this.core = core;
    }

    /**
     * Sets how many huge pages there are, as far as RAM has them and as they are free. Models
     * set_max_huge_pages(), behind the sysctl nr_hugepages.
     *
     * @return how many there are now
     */
    public synchronized int resize(int nrFolios) {
        while (folios.size() < nrFolios) {
            long folio = core.allocateHugeFolio();
            if (folio == StructPage.NO_PAGE) {
                break;
            }
            StructPage.setRefcount(folio, 0);
            folios.add(folio);
            nrSetAside = folios.size();
            free.push(folio);
        }
        while (folios.size() > nrFolios && !free.isEmpty()) {
            long folio = free.pop();
            folios.remove(folio);
            StructPage.setRefcount(folio, 1);
            core.putFolio(folio);
        }
        nrSetAside = folios.size();
        return nrSetAside;
    }

    /** Returns how many huge pages nobody uses. */
    public synchronized int nrFree() {
        return free.size();
    }

    /**
     * Maps private memory of huge pages: mmap() with MAP_HUGETLB.
     *
     * @param sizeBytes positive; rounded up to huge pages
     * @throws ModelException with ENOMEM without enough free huge pages or addresses, EINVAL for a
     *      size of 0
     */
    public Vma mmap(AddressSpace mm, long sizeBytes, long access) {
        long length = sizeBytes + Pte.PMD_BYTES - 1 & -Pte.PMD_BYTES;
        if (length / Pte.PMD_BYTES > nrFree()) {
            throw new ModelException(Errno.ENOMEM,
                    nrFree() + " free huge pages for a mapping of " + length + " bytes");
        }
        Vma vma = mm.mmapSpecial(length, access, VmFlags.DONTEXPAND);
        vma.setFlags(vma.flags() | VmFlags.HUGETLB);
        for (long at = vma.start(); at < vma.end(); at += Pte.PMD_BYTES) {
            mm.pageTable().retire(at);
        }
        return vma;
    }

    /** Gives the free huge pages back to RAM. */
    @Override
    public void close() {
        int nrLeft = resize(0);
        assert nrLeft == 0 : nrLeft + " huge pages are still in use";
    }

    /** Refuses to cut such memory elsewhere than between huge pages. Models hugetlb_vm_op_split. */
    static void requireBorder(Vma vma, long address) {
        if (vma.has(VmFlags.HUGETLB) && (address & Pte.PMD_BYTES - 1) != 0) {
            throw new ModelException(Errno.EINVAL,
                    "0x" + Long.toHexString(address) + " lies within a huge page of " + vma);
        }
    }

    /**
     * Returns where MADV_DONTNEED ends: at the last border of huge pages, as in
     * madvise_dontneed_free_valid_vma().
     *
     * @throws ModelException with EINVAL if the range starts within a huge page
     */
    static long endOfDontneed(Vma vma, long start, long end) {
        requireBorder(vma, start);
        return vma.has(VmFlags.HUGETLB) ? end & -Pte.PMD_BYTES : end;
    }

    /** Takes a huge page of zeroes with one reference; NO_PAGE if none is free. */
    synchronized long take() {
        if (free.isEmpty()) {
            return StructPage.NO_PAGE;
        }
        long folio = free.pop();
        StructPage.setRefcount(folio, 1);
        Memory.zero(core.bytesOf(folio), Pte.PMD_BYTES);
        return folio;
    }

    /** Takes a folio back that nobody refers to; tells whether it is a huge page of these. */
    boolean takeBack(long folio) {
        return nrSetAside != 0 && takeBackIfKnown(folio);
    }

    private synchronized boolean takeBackIfKnown(long folio) {
        boolean isOfThese = folios.contains(folio);
        if (isOfThese) {
            free.push(folio);
        }
        return isOfThese;
    }
}
