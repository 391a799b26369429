package dev.hmmbench.devprivate;

import dev.hmmbench.lib.TreeMode;

/** The form of the series that a model follows. */
enum Variant {
    /** As posted in v6. */
    AS_POSTED("devprivate", "the series v6 as posted: an index space of its own, a maple tree",
            TreeMode.IN_PLACE, Creation.LOOKUP_PER_PAGE),
    /** The creation loop repaired. */
    HOISTED("devprivate+hoisted",
            "the series with one creation pass over the array and reschedule points",
            TreeMode.IN_PLACE, Creation.OVER_ARRAY),
    /** The tree repaired. */
    RCU("devprivate+rcu", "the series with its tree in RCU mode",
            TreeMode.RCU, Creation.LOOKUP_PER_PAGE);

    private final String modelName;
    private final String description;
    private final TreeMode treeMode;
    private final Creation creation;

    Variant(String modelName, String description, TreeMode treeMode, Creation creation) {
        this.modelName = modelName;
        this.description = description;
        this.treeMode = treeMode;
        this.creation = creation;
    }

    /** How the struct pages of a new pagemap are initialised. */
    enum Creation {
        /** Cleared first, then found one by one through the tree, without a reschedule point. */
        LOOKUP_PER_PAGE,
        /** One pass over the array. */
        OVER_ARRAY
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

    String description() {
        return description;
    }

    TreeMode treeMode() {
        return treeMode;
    }

    Creation creation() {
        return creation;
    }
}
