package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.report.ConformanceTable;
import dev.hmmbench.results.report.FootprintTable;
import dev.hmmbench.results.report.PlatformTable;
import dev.hmmbench.results.report.RaceTable;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.PhaseTable;
import dev.hmmbench.results.run.RoundOrder;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.results.run.StepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the shards of one run together: rounds, forks, histograms, counters, exact answers. */
public final class RunMerge {

    /** What is exact and not timed: every shard of one build has the same. */
    private static final List<String> ANSWERS = List.of(PlatformTable.FILE_NAME,
            FootprintTable.FILE_NAME, ConformanceTable.FILE_NAME, RaceTable.FILE_NAME,
            PhaseTable.FILE_NAME);

    private final List<RunData> shards;

    private RunMerge(List<RunData> shards) {
        this.shards = shards;
    }

    /**
     * Writes the whole run.
     *
     * @param folders run folders of the shards, each once, none missing
     * @param out the new run folder
     * @return the plan of the whole run
     * @throws RunDataException if they are not the shards of one run or it cannot be written
     */
    public static RunPlan merge(List<Path> folders, Path out) {
        List<RunData> shards = folders.stream().map(RunFolder::read)
                .sorted(Comparator.comparingInt(run -> run.plan().shard().index())).toList();
        RunMerge merge = new RunMerge(shards);
        merge.requireShardsOfOneRun();
        return merge.write(out);
    }

    private void requireShardsOfOneRun() {
        int count = shards.getFirst().plan().shard().count();
        Set<Integer> seen = new HashSet<>();
        for (RunData shard : shards) {
            if (!stripped(shard.plan()).equals(stripped(shards.getFirst().plan()))) {
                throw RunDataException.incomplete(shard.folder() + " and "
                        + shards.getFirst().folder() + " are not parts of one run: suite, seed, "
                        + "rows, models, rounds or map differ");
            }
            if (!seen.add(shard.plan().shard().index())) {
                throw RunDataException.incomplete(shard.folder() + ": shard "
                        + shard.plan().shard().index() + " is given twice");
            }
            requireSameBuildAndCounters(shard);
        }
        for (int index = 1; index <= count; index++) {
            if (!seen.contains(index)) {
                throw RunDataException.incomplete("shard " + index + " of " + count
                        + " is missing");
            }
        }
    }

    private void requireSameBuildAndCounters(RunData shard) {
        RunData first = shards.getFirst();
        String build = first.environment().value(Environment.HARNESS, "build");
        if (!shard.environment().value(Environment.HARNESS, "build").equals(build)) {
            throw RunDataException.incomplete(shard.folder() + " was measured by another build "
                    + "than " + first.folder());
        }
        if (!shard.counters().equals(first.counters())) {
            throw RunDataException.incomplete(shard.folder() + " and " + first.folder()
                    + " disagree in the exact counters");
        }
    }

    private RunPlan write(Path out) {
        RunPlan plan = wholePlan();
        try (RunFolder folder = RunFolder.create(out, plan, environment())) {
            for (RunData shard : shards) {
                for (ForkRecord fork : shard.forks()) {
                    copyHistogram(shard.folder(), out, fork);
                    folder.journal().append(fork);
                }
            }
            shards.getFirst().counters().ifPresent(folder::writeCounters);
        }
        ANSWERS.forEach(answer -> copyAnswer(answer, out));
        return plan;
    }

    private RunPlan wholePlan() {
        List<RoundOrder> order = new ArrayList<>();
        shards.forEach(shard -> order.addAll(shard.plan().order()));
        order.sort(Comparator.comparingInt(RoundOrder::round));
        RunPlan first = shards.getFirst().plan();
        return with(first, first.createdUtc(), first.commandLine(), order);
    }

    /** The plan without what differs between shards. */
    private static RunPlan stripped(RunPlan plan) {
        return with(plan, "-", List.of(), List.of());
    }

    private static RunPlan with(RunPlan plan, String createdUtc, List<String> commandLine,
            List<RoundOrder> order) {
        return new RunPlan(plan.schema(), plan.suite(), createdUtc, commandLine, plan.seed(),
                plan.iterations(), plan.looks(), plan.exclusion(), Shard.WHOLE, plan.map(),
                plan.mapSha256(), plan.arms(), plan.rows(), order);
    }

    /** The first shard's environment, and what the others differ in, by shard. */
    private Environment environment() {
        Map<String, Map<String, String>> sections =
                new TreeMap<>(shards.getFirst().environment().sections());
        for (RunData shard : shards.subList(1, shards.size())) {
            shard.environment().sections().forEach((section, keys) -> keys.forEach((key, value) -> {
                Map<String, String> merged =
                        new TreeMap<>(sections.getOrDefault(section, Map.of()));
                if (!value.equals(merged.get(key))) {
                    merged.put(key + " (shard " + shard.plan().shard().index() + ")", value);
                }
                sections.put(section, merged);
            }));
        }
        return Environment.of(sections);
    }

    private static void copyHistogram(Path from, Path to, ForkRecord fork) {
        if (fork instanceof ForkRecord.Measured measured && !measured.hlog().isEmpty()) {
            copy(from, to, measured.hlog());
            String times = StepTimes.fileName(measured.hlog());
            if (Files.exists(from.resolve(times))) {
                copy(from, to, times);
            }
        }
    }

    /** Takes an answer from the first shard that has it. */
    private void copyAnswer(String name, Path out) {
        shards.stream().map(RunData::folder)
                .filter(folder -> Files.exists(folder.resolve(name))).findFirst()
                .ifPresent(folder -> copy(folder, out, name));
    }

    private static void copy(Path from, Path to, String name) {
        try {
            Files.copy(from.resolve(name), to.resolve(name));
        } catch (IOException e) {
            throw RunDataException.cannotWrite(to.resolve(name) + ": cannot be copied: "
                    + e.getMessage(), e);
        }
    }
}
