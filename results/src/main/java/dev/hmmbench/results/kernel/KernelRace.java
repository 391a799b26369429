package dev.hmmbench.results.kernel;

/**
 * One recorded run of lookups in one stable pagemap while other pagemaps were created and removed
 * below it, on four processors of the kernel with the series.
 *
 * @param config {@code small} or {@code debug}
 * @param tree {@code as-posted} or {@code rcu}
 * @param reader {@code raw} tree reads or the kernel's own {@code helper}
 * @param placeHolders pagemaps that stayed
 * @param churnThreads threads that created and removed
 * @param seconds how long
 * @param updates pagemaps created or removed
 * @param lookups lookups done
 * @param wrong lookups that answered something else than the pagemap
 * @param none lookups that answered nothing
 */
public record KernelRace(String config, String tree, String reader, int placeHolders,
        int churnThreads, int seconds, long updates, long lookups, long wrong, long none) {}
