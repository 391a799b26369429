package dev.hmmbench.mm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * All anon_vmas of a kernel, by number, and how ranges join and leave them and their files.
 *
 * <p>Models mm/rmap.c, __anon_vma_prepare(), anon_vma_fork(), anon_vma_clone() and
 * unlink_anon_vmas(), 6.19. Fidelity: simplified (numbers stand for pointers; see {@link AnonVma}).
 */
final class AnonVmas {

    private static final int INITIAL_ANON_VMAS = 64;

    private volatile @Nullable AnonVma[] byNumber = new AnonVma[INITIAL_ANON_VMAS];
    private final Deque<AnonVma> unused = new ArrayDeque<>();
    private int nrAnonVmas;

    /** Returns the anon_vma of an anonymous folio's mapping word. */
    AnonVma of(long mapping) {
        AnonVma anonVma = byNumber[AnonVma.numberOf(mapping)];
        if (anonVma == null) {
            throw new AssertionError("mapping 0x" + Long.toHexString(mapping));
        }
        return anonVma;
    }

    /** Gives a range an anon_vma for the folios that it will get, and returns it. */
    AnonVma prepare(Vma vma) {
        AnonVma anonVma = vma.anonVma();
        return anonVma != null ? anonVma : prepareSlow(vma);
    }

    /** Makes a copy of a range able to map whatever the range maps. */
    synchronized void cloneLinks(Vma source, Vma copy) {
        for (AnonVma anonVma : source.anonVmaChain()) {
            link(copy, anonVma);
        }
        copy.setAnonVma(source.anonVma());
        shareFile(source, copy);
    }

    /**
     * Makes a child's range able to map its parent's folios; its own new ones get an anon_vma
     * later.
     */
    synchronized void fork(Vma parent, Vma child) {
        for (AnonVma anonVma : parent.anonVmaChain()) {
            link(child, anonVma);
        }
        shareFile(parent, child);
    }

    /** Makes a range map a file. */
    synchronized void mapFile(Vma vma, PageCache file) {
        file.link(vma);
        vma.setFile(file);
    }

    /** Takes a range out of every anon_vma, and from its file. */
    synchronized void unlink(Vma vma) {
        unlinkAnon(vma);
        PageCache file = vma.file();
        if (file != null) {
            file.unlink(vma);
            vma.setFile(null);
        }
    }

    /** Takes a range that has no pages any more out of every anon_vma. */
    synchronized void unlinkAnon(Vma vma) {
        for (AnonVma anonVma : vma.anonVmaChain()) {
            if (anonVma.unlink(vma)) {
                unused.push(anonVma);
            }
        }
        vma.anonVmaChain().clear();
        vma.setAnonVma(null);
    }

    /** Moves the borders of a range so that no walk sees half of the change. */
    void changeRange(Vma vma, long start, long end, long startIndex) {
        runLocked(vma, () -> vma.setRange(start, end, startIndex));
    }

    /** Does something while no reverse-mapping walk looks at a range. */
    synchronized void runLocked(Vma vma, Runnable action) {
        int nrLocks = vma.anonVmaChain().size();
        long[] stamps = new long[nrLocks];
        for (int i = 0; i < nrLocks; i++) {
            stamps[i] = vma.anonVmaChain().get(i).lockWrite();
        }
        try {
            runFileLocked(vma.file(), action);
        } finally {
            for (int i = 0; i < nrLocks; i++) {
                vma.anonVmaChain().get(i).unlockWrite(stamps[i]);
            }
        }
    }

    private static void runFileLocked(@Nullable PageCache file, Runnable action) {
        if (file == null) {
            action.run();
            return;
        }
        long stamp = file.ranges().lockWrite();
        try {
            action.run();
        } finally {
            file.ranges().unlockWrite(stamp);
        }
    }

    private synchronized AnonVma prepareSlow(Vma vma) {
        AnonVma raced = vma.anonVma();
        if (raced != null) {
            return raced;
        }
        AnonVma anonVma = unused.isEmpty() ? create() : unused.pop();
        link(vma, anonVma);
        vma.setAnonVma(anonVma);
        return anonVma;
    }

    private AnonVma create() {
        @Nullable AnonVma[] all = byNumber;
        if (nrAnonVmas == all.length) {
            all = Arrays.copyOf(all, nrAnonVmas * 2);
        }
        AnonVma anonVma = new AnonVma(nrAnonVmas);
        all[nrAnonVmas++] = anonVma;
        byNumber = all;
        return anonVma;
    }

    private void shareFile(Vma source, Vma copy) {
        PageCache file = source.file();
        if (file != null) {
            mapFile(copy, file);
        }
    }

    private static void link(Vma vma, AnonVma anonVma) {
        anonVma.link(vma);
        vma.anonVmaChain().add(anonVma);
    }
}
