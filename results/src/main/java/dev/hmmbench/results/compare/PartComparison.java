package dev.hmmbench.results.compare;

import java.util.Optional;

/**
 * A part of a row's operation, compared as the row is: by the same statistic, over the same rounds.
 * Never judged, because the row is.
 *
 * @param name what it is, such as {@code creation}
 * @param reference geometric mean of the reference arm's forks, ns per operation
 * @param candidate geometric mean of the candidate arm's forks, ns per operation
 * @param estimate the ratio; empty for fewer than two rounds that count
 */
public record PartComparison(String name, double reference, double candidate,
        Optional<Estimate> estimate) {}
