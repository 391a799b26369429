package dev.hmmbench.conformance;

import dev.hmmbench.mm.Vma;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the pages of a process must begin with, whatever the kernel did with them: zero where
 * nothing was written, and unknown where a step failed half way. Knows nothing of page tables.
 */
final class ShadowMemory {

    private static final Word UNKNOWN = new Word(false, 0);
    private static final Word ZERO = new Word(true, 0);

    /** By address of the page; none for a page of zeroes. */
    private final NavigableMap<Long, Word> words;

    private record Word(boolean isKnown, long value) {}

    ShadowMemory() {
        this(new TreeMap<>());
    }

    private ShadowMemory(NavigableMap<Long, Word> words) {
        this.words = words;
    }

    /** Returns what a child has after a fork. */
    ShadowMemory copy() {
        return new ShadowMemory(new TreeMap<>(words));
    }

    void store(long address, long value) {
        words.put(address, new Word(true, value));
    }

    /** Stores the same word to each page of a range. */
    void fill(long start, long bytes, long value) {
        for (long at = start; at < start + bytes; at += Vma.PAGE_BYTES) {
            store(at, value);
        }
    }

    /** Makes a range one of zeroes: unmapped, mapped anew, or dropped. */
    void clear(long start, long bytes) {
        words.subMap(start, start + bytes).clear();
    }

    void forget(long start, long bytes) {
        for (long at = start; at < start + bytes; at += Vma.PAGE_BYTES) {
            words.put(at, UNKNOWN);
        }
    }

    /** Moves a range to where another one was; both do not overlap. */
    void move(long start, long bytes, long target) {
        clear(target, bytes);
        NavigableMap<Long, Word> moved = new TreeMap<>(words.subMap(start, true,
                start + bytes, false));
        clear(start, bytes);
        moved.forEach((at, word) -> words.put(at - start + target, word));
    }

    /** Tells whether a page may begin with a word. */
    boolean admits(long address, long value) {
        Word word = words.getOrDefault(address, ZERO);
        return !word.isKnown || word.value == value;
    }

    /** Tells whether a page may begin with half a word. */
    boolean admitsInt(long address, int value) {
        Word word = words.getOrDefault(address, ZERO);
        return !word.isKnown || (int) word.value == value;
    }
}
