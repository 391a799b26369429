package dev.hmmbench.cli.place;

import dev.hmmbench.platform.Scenario;
import java.util.List;

/**
 * How every design fares on one machine.
 *
 * @param scenario the machine and its devices
 * @param rows one for each design and mode
 */
record PlatformResult(Scenario scenario, List<PlatformRow> rows) {}
