package dev.hmmbench.physmem;

import dev.hmmbench.lib.AllocationGate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which allocations of the modelled kernel fail. Every allocation asks here first; a plan
 * that was never armed admits all of them at the cost of one test.
 *
 * <p>Tests count the allocations of an operation, then repeat it and refuse each of them in turn.
 */
public final class AllocationPlan {

    private static final long NEVER = -1;

    private final Set<AllocationSite> refusedSites = EnumSet.noneOf(AllocationSite.class);
    private boolean isArmed;
    private long asked;
    private long refusedIndex = NEVER;
    private @Nullable AllocationSite onlySite;
    private long nrBeforeOnly;

    AllocationPlan() {}

    /** Starts to count allocations from 0 and admits all of them. */
    public void count() {
        clear();
        isArmed = true;
    }

    /**
     * Starts to count allocations from 0 and refuses one of them.
     *
     * @param index how many allocations are admitted before the refused one
     */
    public void refuse(long index) {
        count();
        refusedIndex = index;
    }

    /**
     * Refuses one allocation of one kind from now on.
     *
     * @param index how many of that kind are admitted before it
     */
    public void refuseOne(AllocationSite site, long index) {
        isArmed = true;
        onlySite = site;
        nrBeforeOnly = index;
    }

    /** Refuses every allocation of one kind from now on. */
    public void refuseAll(AllocationSite site) {
        isArmed = true;
        refusedSites.add(site);
    }

    /** Admits everything and stops to count. */
    public void clear() {
        isArmed = false;
        asked = 0;
        refusedIndex = NEVER;
        onlySite = null;
        refusedSites.clear();
    }

    /** Returns the number of allocations asked for since counting started. */
    public long asked() {
        return asked;
    }

    /** Returns the gate that lets a structure of {@code lib} ask here. */
    public AllocationGate gate(AllocationSite site) {
        return () -> admits(site);
    }

    /** Tells whether an allocation succeeds, and counts it. */
    public boolean admits(AllocationSite site) {
        return !isArmed || admitsArmed(site);
    }

    private boolean admitsArmed(AllocationSite site) {
        boolean isOnly = site == onlySite && nrBeforeOnly-- == 0;
        return asked++ != refusedIndex && !isOnly && !refusedSites.contains(site);
    }
}
