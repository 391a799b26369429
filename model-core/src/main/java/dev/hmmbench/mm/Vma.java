package dev.hmmbench.mm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of an address space with one protection and one kind of memory: struct vm_area_struct.
 * Changed under the mmap lock held for writing.
 *
 * <p>Models include/linux/mm_types.h, 6.19. Fidelity: simplified (neighbours are
 * not merged).
 */
public final class Vma {

    /** Bytes of a page. */
    public static final long PAGE_BYTES = Pte.PAGE_BYTES;

    private final AddressSpace mm;
    private final List<AnonVma> anonVmaChain = new ArrayList<>();
    private volatile @Nullable AnonVma anonVma;
    private @Nullable PageCache file;
    private long start;
    private long end;
    private long startIndex;
    private long flags;
    private long pageProtection;

    Vma(AddressSpace mm, long start, long end, long startIndex, long flags) {
        this.mm = mm;
        setRange(start, end, startIndex);
        setFlags(flags);
    }

    /** Returns the address space. */
    public AddressSpace mm() {
        return mm;
    }

    /** Returns the first address. */
    public long start() {
        return start;
    }

    /** Returns the address behind the last one. */
    public long end() {
        return end;
    }

    /** Returns the {@link VmFlags}. */
    public long flags() {
        return flags;
    }

    /** Tells whether all of {@code flags} are set. */
    public boolean has(long someFlags) {
        return (flags & someFlags) == someFlags;
    }

    boolean hasAny(long someFlags) {
        return (flags & someFlags) != 0;
    }

    /** Tells whether new pages come from nowhere: vma_is_anonymous(). */
    boolean isAnonymous() {
        return file == null;
    }

    boolean contains(long address) {
        return address >= start && address < end;
    }

    /** Returns the bits of a new page-table entry. */
    long pageProtection() {
        return pageProtection;
    }

    /** Returns where in its mapping the page at {@code address} lies. */
    long indexOf(long address) {
        return startIndex + (address - start >> Pte.PAGE_SHIFT);
    }

    /** Returns the address of an index, which may lie outside this range. */
    long addressOf(long index) {
        return start + (index - startIndex << Pte.PAGE_SHIFT);
    }

    long startIndex() {
        return startIndex;
    }

    void setRange(long newStart, long newEnd, long newStartIndex) {
        assert newStart < newEnd : "empty vma";
        start = newStart;
        end = newEnd;
        startIndex = newStartIndex;
    }

    void setFlags(long newFlags) {
        flags = newFlags;
        pageProtection = VmFlags.pageProtection(newFlags);
    }

    /** Returns the file that the range maps, or the pages of shared memory. */
    @Nullable PageCache file() {
        return file;
    }

    void setFile(@Nullable PageCache newFile) {
        file = newFile;
    }

    @Nullable AnonVma anonVma() {
        return anonVma;
    }

    void setAnonVma(@Nullable AnonVma newAnonVma) {
        anonVma = newAnonVma;
    }

    /** Returns every anon_vma whose folios this range may map. */
    List<AnonVma> anonVmaChain() {
        return anonVmaChain;
    }

    @Override
    public String toString() {
        return "[0x" + Long.toHexString(start) + ", 0x" + Long.toHexString(end) + ")";
    }
}
