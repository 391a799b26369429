package dev.hmmbench.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The inner loop of a search tree: finds a key among the sorted keys of one node, one after the
 * other, and loads the value that belongs to it.
 *
 * <p>A node is {@value #NODE_BYTES} bytes with an array of unsigned 64-bit keys, ascending, and an
 * array of 64-bit values, one more than keys. Value {@code i} belongs to the first key {@code i}
 * that is not below the key sought, the last value to what is above all keys.
 *
 * <p>Works on one slice per node: its constant length lets the compiler drop the checks of all
 * accesses inside it, which makes this as fast as C. Separate loads through {@link Memory} took
 * 1.2 to 2.4 times as long. Pass constants for all but the address and the key.
 */
public final class KeyedNode {

    /** Bytes of a node. */
    public static final int NODE_BYTES = 256;

    /** Comparisons of a search without branches, of whatever size. */
    public static final int BRANCH_FREE_COMPARISONS = 5;

    private static final VarHandle VALUES = JAVA_LONG.varHandle().withInvokeExactBehavior();

    private KeyedNode() {}

    /**
     * Returns the value that belongs to a key. No later access moves before the load of the value.
     *
     * @param address of the node
     * @param keysOffset where its keys begin
     * @param nrKeys how many there are
     * @param valuesOffset where its values begin
     */
    public static long valueOf(long address, int keysOffset, int nrKeys, int valuesOffset,
            long key) {
        Memory.check(address, NODE_BYTES);
        MemorySegment node = Memory.all().asSlice(address, NODE_BYTES);
        int place = 0;
        while (place < nrKeys
                && Long.compareUnsigned(node.get(JAVA_LONG, keysOffset + place * 8L), key) < 0) {
            place++;
        }
        return (long) VALUES.getAcquire(node, valuesOffset + place * 8L);
    }

    /**
     * Returns the place of the value that {@link #valueOf} loads, which is also the number of keys
     * that it passes. Says again what that method says, which must not be one layer deeper.
     */
    public static int placeOf(long address, int keysOffset, int nrKeys, long key) {
        Memory.check(address, NODE_BYTES);
        MemorySegment node = Memory.all().asSlice(address, NODE_BYTES);
        int place = 0;
        while (place < nrKeys
                && Long.compareUnsigned(node.get(JAVA_LONG, keysOffset + place * 8L), key) < 0) {
            place++;
        }
        return place;
    }

    /**
     * Returns what {@link #valueOf} returns, for 15 keys and without branches. Keys behind the
     * first one that are 0 count as larger than all others.
     */
    public static long valueOf15(long address, int keysOffset, int valuesOffset, long key) {
        Memory.check(address, NODE_BYTES);
        MemorySegment node = Memory.all().asSlice(address, NODE_BYTES);
        long below = key == 0 ? 0 : key - 1;
        int place = isBelow(node.get(JAVA_LONG, keysOffset + 7 * 8L) - 1, below) << 3;
        place += isBelow(node.get(JAVA_LONG, keysOffset + (place + 3) * 8L) - 1, below) << 2;
        place += isBelow(node.get(JAVA_LONG, keysOffset + (place + 1) * 8L) - 1, below) << 1;
        place += isBelow(node.get(JAVA_LONG, keysOffset + place * 8L) - 1, below);
        place = Math.max(place, isBelow(node.get(JAVA_LONG, (long) keysOffset), key));
        return (long) VALUES.getAcquire(node, valuesOffset + place * 8L);
    }

    /** Does for 9 keys what {@link #valueOf15} does. */
    public static long valueOf9(long address, int keysOffset, int valuesOffset, long key) {
        Memory.check(address, NODE_BYTES);
        MemorySegment node = Memory.all().asSlice(address, NODE_BYTES);
        long below = key == 0 ? 0 : key - 1;
        int place = isBelow(node.get(JAVA_LONG, keysOffset + 4 * 8L) - 1, below) * 5;
        place += isBelow(node.get(JAVA_LONG, keysOffset + (place + 1) * 8L) - 1, below) << 1;
        place += isBelow(node.get(JAVA_LONG, keysOffset + place * 8L) - 1, below);
        place += isBelow(node.get(JAVA_LONG, keysOffset + place * 8L) - 1, below);
        place = Math.max(place, isBelow(node.get(JAVA_LONG, (long) keysOffset), key));
        return (long) VALUES.getAcquire(node, valuesOffset + place * 8L);
    }

    /**
     * Returns 1 if {@code left} is below {@code right}, unsigned, else 0: a conditional move. The
     * borrow of the difference, in arithmetic, took twice as long.
     */
    private static int isBelow(long left, long right) {
        return Long.compareUnsigned(left, right) < 0 ? 1 : 0;
    }
}
