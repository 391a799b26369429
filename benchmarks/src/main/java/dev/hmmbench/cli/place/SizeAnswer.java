package dev.hmmbench.cli.place;

import java.util.List;

/**
 * What every design answers to one size.
 *
 * @param sizeBytes wanted bytes, unsigned
 * @param rows one for each design
 */
record SizeAnswer(long sizeBytes, List<PlacementRow> rows) {}
