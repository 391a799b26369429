package dev.hmmbench.lib;

/**
 * Decides whether the next allocation of a structure succeeds: the place where tests make the
 * kernel run out of memory at a chosen point.
 */
@FunctionalInterface
public interface AllocationGate {

    /** Admits every allocation. */
    AllocationGate OPEN = () -> true;

    /** Is asked once for each object a structure needs; {@code false} fails that allocation. */
    boolean admits();
}
