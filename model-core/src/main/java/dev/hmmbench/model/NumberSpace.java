package dev.hmmbench.model;

/** Where the numbers of device pages come from. */
public enum NumberSpace {
    /** Holes of the physical address map: every other user of physical addresses competes. */
    PHYSICAL,
    /** A space of the design's own. */
    OWN
}
