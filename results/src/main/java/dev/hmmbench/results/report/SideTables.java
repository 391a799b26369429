package dev.hmmbench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.PhaseTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run folder holds beside the measured rows: answers that are exact and not timed.
 *
 * @param platforms where each design can be used; empty where it was not asked
 * @param footprint memory of each design; empty where it was not asked
 * @param conformance what became of the conformance scenarios; empty where they were not run
 * @param races lookups beside creation and removal; empty where they were not run
 * @param phases events of each phase of creation and removal; empty where none were counted
 */
public record SideTables(Optional<PlatformTable> platforms, Optional<FootprintTable> footprint,
        Optional<ConformanceTable> conformance, Optional<RaceTable> races,
        Optional<PhaseTable> phases) {

    /** Nothing beside the rows. */
    public static final SideTables NONE = new SideTables(Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    private static final int QUESTION_PLATFORMS = 1;
    private static final int QUESTION_FOOTPRINT = 6;
    private static final int QUESTION_THREADS = 7;
    private static final int QUESTION_CHURN = 8;
    private static final int QUESTION_CONFUSION = 9;
    private static final int QUESTION_NO_STRUCT_PAGE = 10;
    private static final String FINDING_UNPROTECTED = "rcu";

    /**
     * Returns the tables in a run folder.
     *
     * @throws dev.hmmbench.results.RunDataException if a file is there but holds something else
     */
    public static SideTables in(Path folder) {
        return new SideTables(
                there(folder.resolve(PlatformTable.FILE_NAME)).map(PlatformTable::read),
                there(folder.resolve(FootprintTable.FILE_NAME)).map(file -> JsonFile.read(file,
                        FootprintTable.class, FootprintTable.SCHEMA)),
                there(folder.resolve(ConformanceTable.FILE_NAME)).map(file -> JsonFile.read(file,
                        ConformanceTable.class, ConformanceTable.SCHEMA)),
                there(folder.resolve(RaceTable.FILE_NAME)).map(file -> JsonFile.read(file,
                        RaceTable.class, RaceTable.SCHEMA)),
                there(folder.resolve(PhaseTable.FILE_NAME)).map(file -> JsonFile.read(file,
                        PhaseTable.class, PhaseTable.SCHEMA)));
    }

    /** Returns what answers a question; empty where nothing does. */
    List<Block> blocks(int question) {
        return switch (question) {
            case QUESTION_PLATFORMS -> platforms.map(PlatformBlocks::machines).orElse(List.of());
            case QUESTION_THREADS -> races.map(RaceBlocks::of).orElse(List.of());
            case QUESTION_CHURN -> platforms.map(PlatformBlocks::churn).orElse(List.of());
            case QUESTION_FOOTPRINT -> footprint.map(table -> footprint("footprint",
                    "Memory by structure", table.designs())).orElse(List.of());
            case QUESTION_NO_STRUCT_PAGE -> footprint.map(table -> footprint("what-if",
                    "Memory with other metadata", table.whatIf())).orElse(List.of());
            case QUESTION_CONFUSION -> conformance.map(ConformanceBlocks::of).orElse(List.of());
            default -> List.of();
        };
    }

    /** Returns what the tables say about a finding, one sentence each. */
    List<String> evidence(String finding) {
        List<String> found = new ArrayList<>();
        platforms.ifPresent(table -> found.addAll(table.evidence(finding)));
        if (finding.equals(FINDING_UNPROTECTED)) {
            races.ifPresent(table -> found.addAll(table.evidence()));
        }
        return found;
    }

    /** Returns the counts of the K-th chunk; an empty node where nobody counted them. */
    JsonNode chunks() {
        return platforms.<JsonNode>map(table -> table.document().path("chunks"))
                .orElse(MissingNode.getInstance());
    }

    private static Optional<Path> there(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private static List<Block> footprint(
            String id, String title, List<FootprintTable.Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Table.Builder numbers = Table.named(id + "-table", "Bytes by structure, exact")
                .text("device memory", "design", "structure").numbers("bytes", "size");
        List<PhasePicture.Group> groups = new ArrayList<>();
        for (FootprintTable.Entry entry : entries) {
            List<PhasePicture.Part> parts = entry.parts().stream()
                    .map(part -> new PhasePicture.Part(part.name(), part.bytes())).toList();
            PhasePicture.Bar bar = new PhasePicture.Bar(entry.design(), parts);
            groups.stream().filter(group -> group.label().equals(entry.label())).findFirst()
                    .orElseGet(() -> {
                        PhasePicture.Group group =
                                new PhasePicture.Group(entry.label(), new ArrayList<>());
                        groups.add(group);
                        return group;
                    }).bars().add(bar);
            entry.parts().forEach(part -> numbers.row(entry.label(), entry.design(), part.name(),
                    Figures.count(part.bytes()), Figures.bytes(part.bytes())));
        }
        return List.of(new Block.Picture(id, "stacked", title,
                "Bytes that a design holds for so much device memory; exact, not measured in time.",
                PhasePicture.Data.of("bytes", "", groups,
                        Comparator.naturalOrder())), numbers.build());
    }
}
