package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.run.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of an operation, one bar per design; drawn by {@code pictures/stacked.js}. */
final class PhasePicture {

    /**
     * What the module draws.
     *
     * @param axis what the values are divided by, or of which unit
     * @param unit unit of all values
     * @param isBytes whether they are bytes
     * @param names all parts, in the order of their colours
     * @param rows groups of bars
     */
    record Data(String axis, String unit, boolean isBytes, List<String> names,
            List<Group> rows) {

        /** Returns the data with all parts that any bar has, in the order of {@code order}. */
        static Data of(String axis, String unit, List<Group> rows, Comparator<String> order) {
            return new Data(axis, unit, unit.isEmpty(), rows.stream()
                    .flatMap(group -> group.bars().stream())
                    .flatMap(bar -> bar.parts().stream())
                    .map(Part::name).distinct().sorted(order).toList(), rows);
        }
    }

    /**
     * Bars side by side.
     *
     * @param label what was measured
     * @param bars one per design
     */
    record Group(String label, List<Bar> bars) {}

    /**
     * One whole.
     *
     * @param name the design
     * @param parts from left to right
     */
    record Bar(String name, List<Part> parts) {}

    /**
     * One part.
     *
     * @param name what it is
     * @param value how much
     */
    record Part(String name, double value) {}

    private static final int MOST_GROUPS = 4;
    private static final int PAGE = 4096;

    private PhasePicture() {}

    /** Returns picture and table of the rows' phases; nothing where no fork recorded phases. */
    static List<Block> of(String id, List<RowComparison> rows) {
        Map<String, Group> groups = new LinkedHashMap<>();
        boolean isPerPage = rows.stream().allMatch(row -> row.row().unit() == Unit.NS_PER_OP
                && ScalingPicture.Axis.SIZE.paramOf(row.row()).isPresent());
        Table.Builder table = Table.named(id + "-table",
                        "Phases of the typical sample, ns per operation, median over forks: they "
                                + "add up to the row's statistic")
                .text("row", "design", "part").numbers("ns/op", "share", "forks");
        for (RowComparison row : rows) {
            Group group = groups.computeIfAbsent(row.row().id(),
                    key -> new Group(row.row().label(), new ArrayList<>()));
            for (Optional<ArmValue> arm : List.of(row.reference(), row.candidate())) {
                arm.flatMap(PhasePicture::bar)
                        .filter(bar -> group.bars().stream()
                                .noneMatch(other -> other.name().equals(bar.name())))
                        .ifPresent(bar -> {
                            group.bars().add(isPerPage ? perPage(bar, row) : bar);
                            lines(table, row, bar, arm.orElseThrow().nrForks());
                        });
            }
        }
        List<Group> drawn = groups.values().stream().filter(group -> !group.bars().isEmpty())
                .toList();
        if (drawn.isEmpty()) {
            return List.of();
        }
        String left = drawn.size() <= MOST_GROUPS ? ""
                : " " + MOST_GROUPS + " of " + drawn.size() + " rows drawn; all are in the table.";
        return List.of(new Block.Picture(id, "stacked", "Where the time goes",
                (isPerPage ? "Time per page of 4 KiB" : "Time of one operation")
                        + ", split by the phases of its typical sample, median over forks." + left,
                Data.of(isPerPage ? "per page" : "per operation", "ns",
                        Rows.spread(drawn, MOST_GROUPS), Phases.IN_TIME)),
                new Block.Details(id + "-details", "Phases as numbers", List.of(table.build())));
    }

    private static Optional<Bar> bar(ArmValue arm) {
        List<Part> parts = Phases.of(arm).entrySet().stream()
                .filter(phase -> phase.getValue().value() > 0)
                .map(phase -> new Part(phase.getKey(), phase.getValue().value())).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Bar(arm.arm(), parts));
    }

    /** Bars of different sizes stand side by side only where each is divided by its pages. */
    private static Bar perPage(Bar bar, RowComparison row) {
        String param = ScalingPicture.Axis.SIZE.paramOf(row.row()).orElseThrow();
        double nrPages = Double.parseDouble(row.row().params().get(param)) / PAGE;
        return new Bar(bar.name(), bar.parts().stream()
                .map(part -> new Part(part.name(), part.value() / nrPages)).toList());
    }

    private static void lines(Table.Builder table, RowComparison row, Bar bar, int nrForks) {
        double total = bar.parts().stream().mapToDouble(Part::value).sum();
        for (Part part : bar.parts()) {
            table.row(row.row().label(), bar.name(), part.name(), Figures.value(part.value()),
                    Figures.percent(part.value() / total), String.valueOf(nrForks));
        }
    }
}
