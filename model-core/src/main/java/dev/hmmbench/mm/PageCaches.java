package dev.hmmbench.mm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The files of a kernel that are open or mapped, by the number in their pages' mapping words.
 *
 * <p>Models fs/inode.c, 6.19. Fidelity: stubbed (numbers stand for pointers).
 */
final class PageCaches {

    private static final int INITIAL_FILES = 16;

    private final CoreMm core;
    private volatile @Nullable PageCache[] byOrder = new PageCache[INITIAL_FILES];

    PageCaches(CoreMm core) {
        this.core = core;
    }

    /** Returns the file of a page's mapping word. */
    PageCache of(long mapping) {
        PageCache file = byOrder[PageCache.orderOf(mapping)];
        if (file == null) {
            throw new AssertionError("mapping 0x" + Long.toHexString(mapping));
        }
        return file;
    }

    synchronized PageCache create(long nrPages) {
        @Nullable PageCache[] all = byOrder;
        int order = 0;
        while (order < all.length && all[order] != null) {
            order++;
        }
        if (order == all.length) {
            all = Arrays.copyOf(all, order * 2);
        }
        PageCache file = new PageCache(core, order, nrPages);
        all[order] = file;
        byOrder = all;
        return file;
    }

    synchronized void forget(PageCache file) {
        byOrder[PageCache.orderOf(file.mapping())] = null;
    }
}
