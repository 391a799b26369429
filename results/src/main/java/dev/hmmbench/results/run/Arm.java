package dev.hmmbench.results.run;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One thing that forks measure: a design of one build.
 *
 * @param name how plan, journal and report call it; unique in a run: {@code legacy},
 *     {@code devprivate}, {@code legacy#aa}, {@code devprivate@base}
 * @param model the model that the fork loads: {@code legacy} for {@code legacy#aa} too
 * @param role what it is compared as
 */
public record Arm(String name, String model, Role role) {

    /** Suffix of the arm that runs the reference design a second time. */
    public static final String CONTROL_SUFFIX = "#aa";

    /** Suffix of arms that run the build given by {@code --base}. */
    public static final String BASE_SUFFIX = "@base";

    /** What an arm is compared as. */
    public enum Role {
        /** The design that all others are divided by. */
        REFERENCE("reference"),
        /** A design under comparison. */
        DESIGN("design"),
        /** The reference a second time: its ratio must be 1. */
        CONTROL("control"),
        /** A design of the build given by {@code --base}; compared with the same design. */
        BASE("base"),
        /** No design: C loops and other rulers. */
        RULER("ruler");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        /** Returns the name in files. */
        @JsonValue
        public String label() {
            return label;
        }
    }

    /** Checks that names are not empty. */
    public Arm {
        Check.text("arm name", name);
        Check.text("arm model", model);
    }

    /** Returns the arm that all others are divided by. */
    public static Arm reference(String model) {
        return new Arm(model, model, Role.REFERENCE);
    }

    /** Returns the arm of a design under comparison. */
    public static Arm design(String model) {
        return new Arm(model, model, Role.DESIGN);
    }

    /** Returns the A/A arm: the reference design under a second name. */
    public static Arm control(String model) {
        return new Arm(model + CONTROL_SUFFIX, model, Role.CONTROL);
    }

    /** Returns the arm of a design from the build given by {@code --base}. */
    public static Arm base(String model) {
        return new Arm(model + BASE_SUFFIX, model, Role.BASE);
    }
}
