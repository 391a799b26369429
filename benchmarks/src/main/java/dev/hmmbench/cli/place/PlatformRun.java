package dev.hmmbench.cli.place;

import dev.hmmbench.model.Models;
import dev.hmmbench.model.NumberSpace;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.DeviceGroup;
import dev.hmmbench.platform.PhysicalRange;
import dev.hmmbench.platform.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One design on one scenario: places the devices in order, then plugs in the RAM. */
final class PlatformRun {

    private final Scenario scenario;
    private final Placement placement;
    private final List<DeviceRun> runs = new ArrayList<>();
    private Optional<PlacementOutcome.Refused> firstRefusal = Optional.empty();
    private int nrPagemaps;
    private int nrPlaced;
    private int nrBeyondVmemmap;
    private long probes;
    private long requestedBytes;
    private long takenBytes;

    private PlatformRun(Scenario scenario, Placement placement) {
        this.scenario = scenario;
        this.placement = placement;
    }

    /** Runs a scenario on every design, in both modes where they differ. */
    static PlatformResult on(Scenario scenario, Models models, List<String> designs) {
        List<PlatformRow> rows = new ArrayList<>();
        for (String design : designs) {
            for (PagemapMode mode : PagemapMode.values()) {
                if (mode == PagemapMode.ONE || hasSomethingToSplit(scenario)) {
                    Placement placement = models.placement(design, scenario.machine());
                    rows.add(new PlatformRun(scenario, placement).row(design, mode));
                }
            }
        }
        return new PlatformResult(scenario, rows);
    }

    private static boolean hasSomethingToSplit(Scenario scenario) {
        return scenario.devices().stream()
                .anyMatch(device -> PagemapMode.SPLIT.pagemapSizes(device).size() > 1);
    }

    private PlatformRow row(String design, PagemapMode mode) {
        for (DeviceGroup group : scenario.devices()) {
            List<Long> sizes = mode.pagemapSizes(group);
            for (int device = 0; device < group.count(); device++) {
                sizes.forEach(sizeBytes -> place(group.name(), sizeBytes));
            }
        }
        List<String> hotAddRefusals = new ArrayList<>();
        for (PhysicalRange range : scenario.hotAdds()) {
            placement.hotAdd(range).ifPresent(hotAddRefusals::add);
        }
        return new PlatformRow(design, mode, placement.space(), nrPagemaps, nrPlaced, firstRefusal,
                probes, requestedBytes, takenBytes, placement.largestHoleBytes(),
                nrBeyondVmemmap, hotAddRefusals, joined());
    }

    private void place(String name, long sizeBytes) {
        nrPagemaps++;
        PlacementOutcome outcome = placement.reserve(sizeBytes);
        probes += outcome.probes();
        switch (outcome) {
            case PlacementOutcome.Refused refused ->
                    firstRefusal = Optional.of(firstRefusal.orElse(refused));
            case PlacementOutcome.Placed placed -> {
                nrPlaced++;
                requestedBytes += sizeBytes;
                takenBytes += placed.takenBytes();
                runs.add(new DeviceRun(name, placed.startByte(), placed.lastByte(), 1));
                boolean isBeyond = Long.compareUnsigned(
                        placed.lastByte(), scenario.vmemmapLast()) > 0;
                nrBeyondVmemmap +=
                        isBeyond && placement.space() == NumberSpace.PHYSICAL ? 1 : 0;
            }
        }
    }

    private List<DeviceRun> joined() {
        List<DeviceRun> joined = new ArrayList<>();
        runs.sort(Comparator.comparingLong(DeviceRun::start));
        for (DeviceRun run : runs) {
            if (!joined.isEmpty() && joined.getLast().touches(run)) {
                joined.add(joined.removeLast().with(run));
            } else {
                joined.add(run);
            }
        }
        return List.copyOf(joined);
    }
}
