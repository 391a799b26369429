package dev.hmmbench.results.run;

import java.util.List;

/**
 * What the fork's virtual machine did.
 *
 * @param compilations methods compiled
 * @param compileTimeMs time in the compilers
 * @param loadedClasses classes loaded
 * @param loadedDesigns packages of models of which classes were loaded; one in a clean fork
 */
public record JvmInfo(long compilations, long compileTimeMs, long loadedClasses,
        List<String> loadedDesigns) {

    /** Nothing known. */
    public static final JvmInfo UNKNOWN = new JvmInfo(0, 0, 0, List.of());

    /** Checks the ranges. */
    public JvmInfo {
        Check.notNegative("compilations", compilations);
        Check.notNegative("compileTimeMs", compileTimeMs);
        Check.notNegative("loadedClasses", loadedClasses);
        loadedDesigns = List.copyOf(loadedDesigns);
    }
}
