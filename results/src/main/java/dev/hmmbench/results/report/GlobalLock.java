package dev.hmmbench.results.report;

import dev.hmmbench.results.run.PhaseTable.Step;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A lock of which the whole kernel has one, and how long a creation or removal holds it. */
enum GlobalLock {
    /** resource_lock for writing: the search for a free region, and release. */
    RESOURCE("resource lock, for writing", "resource-lock-writes", ""),
    /** resource_lock for reading: does a range meet System RAM? */
    RESOURCE_READ("resource lock, for reading", "resource-lock-reads", ""),
    /** The memory hotplug lock: from adding sections until their zone has grown. */
    HOTPLUG("memory hotplug lock", "hotplug-lock-writes", "zone"),
    /** The spinlock of the tree of pagemaps. */
    TREE("spinlock of the pagemap tree", "tree-locks", "");

    private final String label;
    private final String counter;
    private final String lastPhase;

    /**
     * A lock.
     *
     * @param lastPhase the phase at whose end it is given back; empty for the one that takes it
     */
    GlobalLock(String label, String counter, String lastPhase) {
        this.label = label;
        this.counter = counter;
        this.lastPhase = lastPhase;
    }

    /**
     * How a part of an operation holds a lock.
     *
     * @param phases the phases in which it is held, in the order of time
     * @param acquisitions how often it is taken
     * @param mostNs time of these phases: it is held no longer
     */
    record Hold(Set<String> phases, long acquisitions, double mostNs) {}

    /** Returns how a part holds the lock; 0 acquisitions where it does not. */
    Hold hold(List<Step> part, Map<String, Double> nsOfPhase) {
        Set<String> phases = new LinkedHashSet<>();
        long acquisitions = 0;
        double ns = 0;
        boolean isHeld = false;
        for (int i = 0; i < part.size(); i++) {
            Step step = part.get(i);
            acquisitions += step.count(counter);
            isHeld |= step.count(counter) > 0;
            if (isHeld) {
                phases.add(step.phase());
                ns += Stretch.nsOf(step, part, nsOfPhase);
            }
            isHeld &= part.subList(i + 1, part.size()).stream()
                    .anyMatch(later -> later.phase().equals(lastPhase));
        }
        return new Hold(phases, acquisitions, ns);
    }

    /** Returns all locks. */
    static List<GlobalLock> all() {
        return Arrays.asList(values());
    }

    /** Returns its name. */
    String label() {
        return label;
    }
}
