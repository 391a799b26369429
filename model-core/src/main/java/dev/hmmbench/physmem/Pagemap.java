package dev.hmmbench.physmem;

/**
 * A driver's device memory and the struct pages that describe it: the Java side of one struct
 * dev_pagemap. What it says of its range is valid from its creation until its removal.
 */
public final class Pagemap {

    private final long address;
    private final PagemapType type;
    private final PagemapOps ops;
    private final String name;

    Pagemap(long address, PagemapType type, PagemapOps ops, String name) {
        this.address = address;
        this.type = type;
        this.ops = ops;
        this.name = name;
    }

    /** Returns the address of the struct, which the pgmap word of its struct pages holds. */
    public long address() {
        return address;
    }

    /** Returns the kind of memory. */
    public PagemapType type() {
        return type;
    }

    /** Returns the driver's callbacks. */
    public PagemapOps ops() {
        return ops;
    }

    /** Returns the name of the device. */
    public String name() {
        return name;
    }

    /** Returns what identifies the driver's device. */
    public long owner() {
        return DevPagemap.owner(address);
    }

    /** Returns the number of the first page, in the space of the design. */
    public long firstNumber() {
        return DevPagemap.start(address) >>> PageAllocator.PAGE_SHIFT;
    }

    /** Returns how many numbers, and struct pages, it holds. */
    public long nrPages() {
        return (DevPagemap.last(address) + 1 >>> PageAllocator.PAGE_SHIFT) - firstNumber();
    }

    /** Names the device and its numbers. */
    @Override
    public String toString() {
        return String.format("%s [0x%x-0x%x]",
                name, DevPagemap.start(address), DevPagemap.last(address));
    }
}
