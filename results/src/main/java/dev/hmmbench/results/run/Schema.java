package dev.hmmbench.results.run;

/** The version of all files in a run folder. A reader takes exactly this one. */
public final class Schema {

    /** Written as {@code schema} into each file and each journal line. */
    public static final int VERSION = 1;

    private Schema() {}

    static void check(int schema) {
        Check.that(schema == VERSION, "schema is " + schema + ", this build reads " + VERSION);
    }
}
