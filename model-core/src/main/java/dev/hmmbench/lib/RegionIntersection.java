package dev.hmmbench.lib;

/** How a range meets the resources of one kind: {@code REGION_DISJOINT} and its siblings. */
public enum RegionIntersection {
    /** No resource of the kind overlaps the range. */
    DISJOINT,
    /** Only resources of the kind overlap the range. */
    INTERSECTS,
    /** Resources of the kind overlap the range, and others do too. */
    MIXED
}
