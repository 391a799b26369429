package dev.hmmbench.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Loads and stores at absolute addresses, naturally aligned, in native byte order.
 *
 * <p>Trusts its caller: a wrong address ends the virtual machine. With the system property
 * {@code hmmbench.checkedMemory} set every address is first looked up among the live {@link
 * Mapping}s and a wrong one is an {@link AssertionError} that names it; the tests run that way.
 *
 * <p>Plain loads leave the test for alignment to that check: in a lookup, where loads are all there
 * is, it costs a quarter to a half of the time. Plain stores keep it, they gain nothing without.
 */
public final class Memory {

    /** Whether this virtual machine checks every address. */
    public static final boolean CHECKED = Boolean.getBoolean("hmmbench.checkedMemory");

    /** From here on a call of the C library costs less than it saves. */
    private static final long COPY_IN_C_BYTES = 256L << 10;

    private static final MemorySegment ALL = everything();
    private static final VarHandle LONGS = JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final VarHandle INTS = JAVA_INT.varHandle().withInvokeExactBehavior();

    private Memory() {}

    /** Returns the 8 bytes at {@code address}. */
    public static long getLong(long address) {
        check(address, Long.BYTES);
        return ALL.get(JAVA_LONG_UNALIGNED, address);
    }

    /** Stores 8 bytes at {@code address}. */
    public static void putLong(long address, long value) {
        check(address, Long.BYTES);
        ALL.set(JAVA_LONG, address, value);
    }

    /** Returns the 4 bytes at {@code address}. */
    public static int getInt(long address) {
        check(address, Integer.BYTES);
        return ALL.get(JAVA_INT_UNALIGNED, address);
    }

    /** Stores 4 bytes at {@code address}. */
    public static void putInt(long address, int value) {
        check(address, Integer.BYTES);
        ALL.set(JAVA_INT, address, value);
    }

    /** Returns the byte at {@code address}. */
    public static byte getByte(long address) {
        check(address, Byte.BYTES);
        return ALL.get(JAVA_BYTE, address);
    }

    /** Stores a byte at {@code address}. */
    public static void putByte(long address, byte value) {
        check(address, Byte.BYTES);
        ALL.set(JAVA_BYTE, address, value);
    }

    /** Returns the 8 bytes at {@code address}; no later access moves before this one. */
    public static long getLongAcquire(long address) {
        check(address, Long.BYTES);
        return (long) LONGS.getAcquire(ALL, address);
    }

    /** Stores 8 bytes at {@code address}; no earlier access moves behind this one. */
    public static void putLongRelease(long address, long value) {
        check(address, Long.BYTES);
        LONGS.setRelease(ALL, address, value);
    }

    /**
     * Stores {@code value} if the 8 bytes at {@code address} are {@code expected}; tells whether it
     * did.
     */
    public static boolean compareAndSetLong(long address, long expected, long value) {
        check(address, Long.BYTES);
        return LONGS.compareAndSet(ALL, address, expected, value);
    }

    /** Adds to the 8 bytes at {@code address} atomically; returns what was there before. */
    public static long getAndAddLong(long address, long delta) {
        check(address, Long.BYTES);
        return (long) LONGS.getAndAdd(ALL, address, delta);
    }

    /**
     * Stores {@code value} if the 4 bytes at {@code address} are {@code expected}; tells whether it
     * did.
     */
    public static boolean compareAndSetInt(long address, int expected, int value) {
        check(address, Integer.BYTES);
        return INTS.compareAndSet(ALL, address, expected, value);
    }

    /** Adds to the 4 bytes at {@code address} atomically; returns what was there before. */
    public static int getAndAddInt(long address, int delta) {
        check(address, Integer.BYTES);
        return (int) INTS.getAndAdd(ALL, address, delta);
    }

    /**
     * Copies {@code sizeBytes} bytes; the two ranges may not overlap. A huge page goes to the C
     * library, which is some percent faster there; for a base page the call would cost more.
     *
     * @param source address of the first byte read
     * @param target address of the first byte written
     */
    public static void copy(long source, long target, long sizeBytes) {
        check(source, sizeBytes);
        check(target, sizeBytes);
        if (sizeBytes < COPY_IN_C_BYTES) {
            MemorySegment.copy(ALL, source, ALL, target, sizeBytes);
        } else {
            LibC.memcpy(target, source, sizeBytes);
        }
    }

    /**
     * Sets {@code sizeBytes} bytes from {@code address} on to zero, as fast as the C library does
     * it.
     *
     * <p>The kernel clears pages with string instructions, at the speed of memset. The JDK's own
     * fill is about three times slower on large ranges and would charge a design for Java's loop.
     */
    public static void zero(long address, long sizeBytes) {
        check(address, sizeBytes);
        LibC.memset(address, 0, sizeBytes);
    }

    /**
     * Loads {@code count} 4-byte words from {@code address} on into an array, from {@code first}.
     */
    public static void getInts(long address, int[] target, int first, int count) {
        check(address, (long) count * Integer.BYTES);
        MemorySegment.copy(ALL, JAVA_INT, address, target, first, count);
    }

    /** Stores {@code count} 4-byte words of an array, from {@code first} on, at {@code address}. */
    public static void putInts(long address, int[] source, int first, int count) {
        check(address, (long) count * Integer.BYTES);
        MemorySegment.copy(source, first, ALL, JAVA_INT, address, count);
    }

    /** Tells whether two ranges of {@code sizeBytes} bytes hold the same. */
    public static boolean isEqual(long left, long right, long sizeBytes) {
        check(left, sizeBytes);
        check(right, sizeBytes);
        return MemorySegment.mismatch(
                        ALL, left, left + sizeBytes, ALL, right, right + sizeBytes)
                == -1;
    }

    /** Returns the whole address space as one segment, for the layouts of this package. */
    static MemorySegment all() {
        return ALL;
    }

    static void check(long address, long sizeBytes) {
        if (CHECKED) {
            Mapping.checkMapped(address, sizeBytes);
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment everything() {
        assert ValueLayout.ADDRESS.byteSize() == Long.BYTES : "a 64-bit machine is needed";
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }
}
