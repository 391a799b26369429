package dev.hmmbench.physmem;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All pagemaps of the machine: from the struct that struct pages point to, to its Java object. */
public final class Pagemaps {

    private final Slab slab;
    private final BitSet used = new BitSet();
    private volatile @Nullable Pagemap[] byIndex = new Pagemap[16];

    Pagemaps(Slab slab) {
        this.slab = slab;
    }

    /**
     * Allocates and fills the struct that a driver passes to the creation of its pagemap.
     *
     * @throws RefusedException if there is no memory
     */
    public synchronized Pagemap allocate(
            PagemapType type, PagemapOps ops, long owner, String name) {
        long address = slab.allocateZeroed(DevPagemap.SIZE_BYTES);
        if (address == Slab.NONE) {
            throw new RefusedException(RefusedException.ENOMEM, "no memory for a dev_pagemap");
        }
        int index = used.nextClearBit(0);
        used.set(index);
        DevPagemap.initialise(address, type, owner, index);
        Pagemap pagemap = new Pagemap(address, type, ops, name);
        @Nullable Pagemap[] table = byIndex;
        if (index == table.length) {
            table = Arrays.copyOf(table, 2 * index);
        }
        table[index] = pagemap;
        byIndex = table;
        return pagemap;
    }

    /** Frees the struct of a pagemap that was removed, or never created. */
    public synchronized void free(Pagemap pagemap) {
        int index = DevPagemap.tableIndex(pagemap.address());
        assert byIndex[index] == pagemap : pagemap + " is not in the table";
        byIndex[index] = null;
        used.clear(index);
        slab.free(pagemap.address(), DevPagemap.SIZE_BYTES);
    }

    /**
     * Returns the Java object of a struct.
     *
     * @param pgmap what the pgmap word of a device page holds
     */
    public Pagemap at(long pgmap) {
        return Objects.requireNonNull(byIndex[DevPagemap.tableIndex(pgmap)]);
    }

    /** Returns all pagemaps, by index. */
    public synchronized List<Pagemap> all() {
        return Stream.of(byIndex).<Pagemap>mapMulti((pagemap, sink) -> {
            if (pagemap != null) {
                sink.accept(pagemap);
            }
        }).toList();
    }

    /** Returns the pagemaps of private memory: those that a design has made. */
    public List<Pagemap> allPrivate() {
        return all().stream().filter(pagemap -> pagemap.type() == PagemapType.PRIVATE).toList();
    }

    /** Checks that every struct knows its object. */
    synchronized void validate() {
        for (Pagemap pagemap : all()) {
            if (at(pagemap.address()) != pagemap) {
                throw new AssertionError(pagemap + " is not found by its struct");
            }
        }
    }
}
