package dev.hmmbench.devprivate;

import dev.hmmbench.lib.TreeMode;

/** The form of the series that a model follows. */
enum Variant {
    /** As posted in v6. */
    AS_POSTED(DevicePrivateProvider.AS_POSTED, TreeMode.IN_PLACE, Creation.LOOKUP_PER_PAGE),
    /** The walk taken out of the creation loop and nothing else changed: as it was recorded. */
    INDEXED(DevicePrivateProvider.INDEXED, TreeMode.IN_PLACE, Creation.INDEXED_ARRAY),
    /** The creation loop repaired. */
    HOISTED(DevicePrivateProvider.HOISTED, TreeMode.IN_PLACE, Creation.SINGLE_PASS),
    /** The tree repaired. */
    RCU(DevicePrivateProvider.RCU, TreeMode.RCU, Creation.LOOKUP_PER_PAGE);

    private final String modelName;
    private final TreeMode treeMode;
    private final Creation creation;

    Variant(String modelName, TreeMode treeMode, Creation creation) {
        this.modelName = modelName;
        this.treeMode = treeMode;
        this.creation = creation;
    }

    /** How the struct pages of a new pagemap are initialised. */
    enum Creation {
        /** Cleared first, then found one by one through the tree, without a reschedule point. */
        LOOKUP_PER_PAGE,
        /** Cleared first, then one after the other in the array, without a reschedule point. */
        INDEXED_ARRAY,
        /** One pass over the array, with reschedule points. */
        SINGLE_PASS;

        boolean clearsFirst() {
            return this != SINGLE_PASS;
        }

        boolean walksTree() {
            return this == LOOKUP_PER_PAGE;
        }

        boolean reschedules() {
            return this == SINGLE_PASS;
        }
    }

    static Variant named(String name) {
        for (Variant variant : values()) {
            if (variant.modelName.equals(name)) {
                return variant;
            }
        }
        throw new IllegalArgumentException("this provider has no model '" + name + "'");
    }

    String modelName() {
        return modelName;
    }

    TreeMode treeMode() {
        return treeMode;
    }

    Creation creation() {
        return creation;
    }
}
