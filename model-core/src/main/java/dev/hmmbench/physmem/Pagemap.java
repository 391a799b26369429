package dev.hmmbench.physmem;

/**
 * A driver's device memory and the struct pages that describe it: struct dev_pagemap.
 *
 * @param address of the struct in off-heap memory, which struct pages point to
 * @param firstNumber number of the first page, in the space of the design
 * @param nrPages pages of device memory
 */
public record Pagemap(long address, long firstNumber, long nrPages) {}
