package dev.hmmbench.mm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of one address space in ascending order, none overlapping another.
 *
 * <p>Models mm/vma.c and include/linux/mm.h, find_vma(), 6.19. Fidelity: simplified (a sorted array
 * instead of a maple tree; the last range found is tried first).
 */
final class VmaTree {

    private final List<Vma> vmas = new ArrayList<>();
    private volatile @Nullable Vma lastFound;

    /** Returns the range that holds {@code address}. */
    @Nullable Vma lookup(long address) {
        Vma cached = lastFound;
        if (cached != null && cached.contains(address)) {
            return cached;
        }
        Vma found = findFrom(address);
        if (found == null || !found.contains(address)) {
            return null;
        }
        lastFound = found;
        return found;
    }

    /** Returns the first range that ends behind {@code address}. */
    @Nullable Vma findFrom(long address) {
        int position = positionFrom(address);
        return position < vmas.size() ? vmas.get(position) : null;
    }

    /** Returns the ranges that overlap {@code [start, end)}, ascending. */
    List<Vma> overlapping(long start, long end) {
        List<Vma> found = new ArrayList<>();
        for (int i = positionFrom(start); i < vmas.size() && vmas.get(i).start() < end; i++) {
            found.add(vmas.get(i));
        }
        return found;
    }

    boolean isFree(long start, long end) {
        Vma next = findFrom(start);
        return next == null || next.start() >= end;
    }

    void add(Vma vma) {
        assert isFree(vma.start(), vma.end()) : vma + " overlaps another";
        vmas.add(positionFrom(vma.start()), vma);
    }

    void remove(Vma vma) {
        lastFound = null;
        boolean wasThere = vmas.remove(vma);
        assert wasThere : vma + " is not in its address space";
    }

    List<Vma> all() {
        return List.copyOf(vmas);
    }

    private int positionFrom(long address) {
        int low = 0;
        int high = vmas.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (vmas.get(middle).end() > address) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
