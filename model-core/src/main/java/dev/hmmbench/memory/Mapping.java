package dev.hmmbench.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A range of virtual memory of this process, from {@link #map} or {@link #reserve} until
 * {@link #close}. Addresses inside it die with it.
 *
 * <p>Ranges are aligned to 2 MiB, so that huge pages and whole page tables can be moved between
 * them.
 */
public final class Mapping implements AutoCloseable {

    /** Bytes of a base page. */
    public static final long PAGE_BYTES = 1L << 12;
    /** Bytes of a huge page, and the alignment of every mapping. */
    public static final long HUGE_BYTES = 1L << 21;

    private static final ConcurrentSkipListMap<Long, Mapping> LIVE = new ConcurrentSkipListMap<>();

    private final long unalignedAddress;
    private final long unalignedBytes;
    private final long address;
    private final long sizeBytes;
    private boolean isOpen = true;

    private Mapping(long unalignedAddress, long unalignedBytes, long sizeBytes) {
        this.unalignedAddress = unalignedAddress;
        this.unalignedBytes = unalignedBytes;
        this.address = alignUp(unalignedAddress, HUGE_BYTES);
        this.sizeBytes = sizeBytes;
        LIVE.put(address, this);
    }

    /** Which pages back a mapping. */
    public enum Pages {
        /** Huge pages where the system gives them on request. */
        HUGE,
        /** 4 KiB pages. */
        BASE
    }

    /**
     * Maps zeroed memory that can be used at once; it is backed at the first touch.
     *
     * @param sizeBytes positive; rounded up to a base page
     * @throws MemoryRefusedException if the system refuses it
     */
    public static Mapping map(long sizeBytes, Pages pages) {
        Mapping mapping = create(sizeBytes, LibC.PROT_READ_WRITE, LibC.MAP_NORESERVE);
        mapping.advise(pages);
        return mapping;
    }

    /**
     * Reserves addresses alone: no access is allowed until pages are moved in by
     * {@link #movePages}.
     *
     * @param sizeBytes positive; rounded up to a base page
     * @throws MemoryRefusedException if the system refuses it
     */
    public static Mapping reserve(long sizeBytes) {
        return create(sizeBytes, LibC.PROT_NONE, LibC.MAP_NORESERVE);
    }

    /**
     * Moves backed pages from one place to another without copying. Nothing may be accessed at
     * {@code source} until pages are moved back there. Costs one system call.
     *
     * @param source address inside a mapping, page aligned
     * @param target address inside a mapping, page aligned
     * @param sizeBytes a multiple of the page size
     */
    public static void movePages(long source, long target, long sizeBytes) {
        LibC.mremapFixed(source, sizeBytes, target);
    }

    /** Returns the bytes of all mappings of this process that are not closed. */
    public static long liveBytes() {
        return LIVE.values().stream().mapToLong(Mapping::sizeBytes).sum();
    }

    /** Returns the first address, a multiple of {@link #HUGE_BYTES}. */
    public long address() {
        return address;
    }

    /** Returns the length in bytes. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Asks for huge or base pages in the whole range. */
    public void advise(Pages pages) {
        LibC.madvise(address, sizeBytes,
                pages == Pages.HUGE ? LibC.MADV_HUGEPAGE : LibC.MADV_NOHUGEPAGE);
    }

    /** Writes one byte into each base page, so that all of it is backed. */
    public void touch() {
        touch(0, sizeBytes);
    }

    /** Writes one byte into each base page of a part, so that it is backed. */
    public void touch(long offsetBytes, long lengthBytes) {
        requirePart(offsetBytes, lengthBytes);
        for (long offset = 0; offset < lengthBytes; offset += PAGE_BYTES) {
            Memory.putByte(address + offsetBytes + offset, (byte) 0);
        }
    }

    /**
     * Makes a part of a reserved range usable, backed at the first touch.
     *
     * @param offsetBytes from the start of this mapping, page aligned
     * @param lengthBytes a multiple of the page size
     * @throws MemoryRefusedException if the system refuses it
     */
    public void open(long offsetBytes, long lengthBytes, Pages pages) {
        requirePart(offsetBytes, lengthBytes);
        LibC.mprotect(address + offsetBytes, lengthBytes, LibC.PROT_READ_WRITE);
        LibC.madvise(address + offsetBytes, lengthBytes,
                pages == Pages.HUGE ? LibC.MADV_HUGEPAGE : LibC.MADV_NOHUGEPAGE);
    }

    /**
     * Gives the backing of a part back to the system; it reads as zeroes afterwards.
     *
     * @param offsetBytes from the start of this mapping, page aligned
     * @param lengthBytes a multiple of the page size
     */
    public void discard(long offsetBytes, long lengthBytes) {
        requirePart(offsetBytes, lengthBytes);
        LibC.madvise(address + offsetBytes, lengthBytes, LibC.MADV_DONTNEED);
    }

    /** Tells whether an address lies inside this mapping. */
    public boolean contains(long someAddress) {
        return someAddress >= address && someAddress - address < sizeBytes;
    }

    /** Unmaps the range; pages that were moved away stay where they are. */
    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            LIVE.remove(address);
            LibC.munmap(unalignedAddress, unalignedBytes);
        }
    }

    /** Fails loudly unless {@code [address, address + sizeBytes)} lies in one live mapping. */
    static void checkMapped(long address, long sizeBytes) {
        Map.Entry<Long, Mapping> below = LIVE.floorEntry(address);
        if (below == null || address + sizeBytes > below.getKey() + below.getValue().sizeBytes) {
            throw new AssertionError("access of " + sizeBytes + " bytes at 0x"
                    + Long.toHexString(address) + ", which no mapping holds");
        }
        if (sizeBytes <= Long.BYTES && address % sizeBytes != 0) {
            throw new AssertionError("access of " + sizeBytes + " bytes at 0x"
                    + Long.toHexString(address) + " is not aligned");
        }
    }

    private void requirePart(long offsetBytes, long lengthBytes) {
        if (offsetBytes < 0 || lengthBytes < 0 || lengthBytes > sizeBytes - offsetBytes) {
            throw new IllegalArgumentException("part [" + offsetBytes + ", +" + lengthBytes
                    + ") outside a mapping of " + sizeBytes + " bytes");
        }
    }

    private static Mapping create(long sizeBytes, int protection, int flags) {
        if (sizeBytes <= 0) {
            throw new IllegalArgumentException("a mapping of " + sizeBytes + " bytes");
        }
        long rounded = alignUp(sizeBytes, PAGE_BYTES);
        long unalignedBytes = Math.addExact(rounded, HUGE_BYTES);
        return new Mapping(LibC.mmap(unalignedBytes, protection, flags), unalignedBytes, rounded);
    }

    private static long alignUp(long value, long alignment) {
        return Math.addExact(value, alignment - 1) & -alignment;
    }
}
