package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.PhaseTable;
import dev.hmmbench.results.run.PhaseTable.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creation and removal phase by phase: events, time, the longest stretch, global locks. */
final class PhaseSection {

    private static final String COMMAND = "./hmmbench run --suite full --rows create";
    private static final String COMMA = ", ";
    private static final String PAGES = "struct-pages-initialised";
    private static final String ZEROED = "bytes-zeroed";
    private static final String[] NODES = {"tree-nodes-visited", "region-nodes-visited"};
    private static final String[] BLOCKS = {"huge-blocks-allocated", "huge-blocks-freed",
        "base-pages-allocated", "base-pages-freed"};

    private final RunComparison run;
    private final PhaseTable counted;
    private final Table.Builder phases = Table.named("phase-events", "One pagemap, phase by phase "
                    + "in the order of time; events are exact, times are of the typical sample, "
                    + "median over forks; a phase that comes back shares its time evenly")
            .text("row", "design", "phase").numbers("ns", "struct pages", "bytes zeroed",
                    "nodes visited", "blocks and pages", "reschedule points");
    private final Table.Builder stretches = Table.named("phase-stretches", "The longest time "
                    + "without a point at which the kernel may reschedule, of creation and of "
                    + "removal, and what is done in it; waits are not slept")
            .text("row", "design", "part", "phases").numbers("us", "struct pages",
                    "bytes zeroed", "nodes visited", "blocks and pages");
    private final Table.Builder locks = Table.named("phase-locks", "Locks of which the kernel has "
                    + "one: how often one creation or removal takes them, in which phases they "
                    + "are held, and for how long at most, which is the time of these phases")
            .text("row", "design", "part", "lock", "held in").numbers("times", "us at most");

    private PhaseSection(RunComparison run, PhaseTable counted) {
        this.run = run;
        this.counted = counted;
    }

    /** Returns the section. */
    static Section of(RunComparison run, SideTables side) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose("Where creation and removal of a pagemap spend their time, "
                + "for how long they keep a processor to themselves, and which locks they hold "
                + "that others wait for."));
        side.phases().map(counted -> new PhaseSection(run, counted).tables())
                .ifPresent(blocks::addAll);
        if (blocks.size() == 1) {
            blocks.add(new Block.Missing("This run has no creation with phases.", COMMAND));
        }
        return new Section("phases", "", "Phases", "Creation and removal, phase by phase", blocks);
    }

    private List<Block> tables() {
        List<String> seen = new ArrayList<>();
        for (RowComparison row : run.rows()) {
            for (Optional<ArmValue> arm : List.of(row.reference(), row.candidate())) {
                arm.filter(found -> seen.add(row.row().id() + "\n" + found.arm()))
                        .ifPresent(found -> add(row, found));
            }
        }
        return phases.isEmpty() ? List.of() : List.of(stretches.build(), locks.build(),
                new Block.Details("phase-details", "Events of each phase",
                        List.of(phases.build())));
    }

    private void add(RowComparison row, ArmValue arm) {
        String model = run.data().plan().arm(arm.arm()).map(Arm::model).orElse(arm.arm());
        Map<String, List<Step>> byPart = counted.steps(row.row().id(), model).stream()
                .collect(Collectors.groupingBy(Step::part, LinkedHashMap::new,
                        Collectors.toList()));
        Map<String, Double> nsOfPhase = new LinkedHashMap<>();
        Phases.of(arm).forEach((name, metric) -> nsOfPhase.put(name, metric.value()));
        if (nsOfPhase.isEmpty()) {
            return;
        }
        byPart.forEach((part, steps) -> {
            steps.forEach(step -> phases.row(row.row().label(), arm.arm(), step.phase(),
                    Figures.value(Stretch.nsOf(step, steps, nsOfPhase)),
                    count(step.counts(), PAGES),
                    count(step.counts(), ZEROED), count(step.counts(), NODES),
                    count(step.counts(), BLOCKS), count(step.counts(), Stretch.POINTS)));
            addStretch(row, arm, part, Stretch.longest(steps, nsOfPhase));
            for (GlobalLock lock : GlobalLock.all()) {
                GlobalLock.Hold hold = lock.hold(steps, nsOfPhase);
                if (hold.acquisitions() > 0) {
                    locks.row(row.row().label(), arm.arm(), part, lock.label(),
                            String.join(COMMA, hold.phases()),
                            Figures.count(hold.acquisitions()), micros(hold.mostNs()));
                }
            }
        });
    }

    private void addStretch(RowComparison row, ArmValue arm, String part, Stretch longest) {
        stretches.row(row.row().label(), arm.arm(), part, String.join(COMMA, longest.phases()),
                micros(longest.ns()), count(longest.counts(), PAGES),
                count(longest.counts(), ZEROED), count(longest.counts(), NODES),
                count(longest.counts(), BLOCKS));
    }

    private static String count(Map<String, Long> counts, String... names) {
        long sum = 0;
        for (String name : names) {
            sum += counts.getOrDefault(name, 0L);
        }
        return Figures.count(sum);
    }

    private static String micros(double ns) {
        return Figures.value(ns / 1000);
    }
}
