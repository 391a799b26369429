package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Allocation;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.SpeedComparison;
import dev.hmmbench.results.run.RowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How near the hot loops come to C and to the machine's memory. */
final class LimitsSection {

    private static final int STRUCT_PAGE_BYTES = 64;
    private static final double KIB = 1024;
    private static final String INIT = "speed.init";
    private static final String MIGRATE = "speed.migrate";
    private static final String NONE = "–";

    private final RunComparison run;

    LimitsSection(RunComparison run) {
        this.run = run;
    }

    /** Returns the section. */
    Section section() {
        Block.Prose prose = new Block.Prose("The designs' hot loops, and the same loops in C "
                + "compiled by gcc -O2, side by side in one process on the same memory, by CPU "
                + "time. Where Java takes longer than the margin, its own cost blurs the "
                + "comparison of the designs. Share: of what the C library's memset or memcpy "
                + "reaches on this machine.");
        List<Block> blocks = new ArrayList<>();
        blocks.add(prose);
        blocks.add(run.speeds().isEmpty()
                ? new Block.Missing("This run has no loop against C.",
                        "./hmmbench run --suite full --rows speed")
                : table());
        allocation().ifPresent(blocks::add);
        return new Section("limits", "", "Limits", "How near Java comes to C and to the memory",
                blocks);
    }

    private Optional<Block> allocation() {
        Table.Builder table = Table.named("allocation", "Bytes allocated on the Java heap for "
                        + "each page or lookup, median over forks, less what the empty row "
                        + "allocates in a fork; resolution: by how much the forks of the empty "
                        + "row differ. Limit: " + Allocation.LIMIT + " bytes")
                .text("row", "design").numbers("bytes", "resolution").text("stands");
        for (Allocation found : Allocation.of(run.data())) {
            table.row(found.row().label(), found.arm(), bytes(found.bytesPerItem()),
                    bytes(found.resolution()), found.standing().label());
        }
        return table.isEmpty() ? Optional.empty() : Optional.of(new Block.Details(
                "allocation-details", "What the rows allocate", List.of(table.build())));
    }

    private static String bytes(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private Table table() {
        Table.Builder table = Table.named("limits-table", "CPU time per operation, geometric "
                        + "mean over forks; ratio of Java to C, geometric mean of one ratio per "
                        + "fork, with its interval")
                .text("loop").numbers("Java ns", "C ns", "ratio", "interval", "forks", "margin")
                .text("stands").numbers("Java GB/s", "share");
        for (SpeedComparison speed : run.speeds()) {
            Optional<Estimate> estimate = speed.estimate();
            OptionalDouble rate = gigabytesPerSecond(speed);
            table.row(speed.row().label(), Figures.value(speed.javaNsPerOp()),
                    Figures.orDash(speed.cNsPerOp().map(Figures::value)),
                    Figures.orDash(estimate.map(e -> Figures.ratio(e.ratio()))),
                    Figures.orDash(estimate.map(e ->
                            Figures.interval(e.interval().low(), e.interval().high()))),
                    String.valueOf(speed.nrForks()), Figures.percent(speed.row().margin()),
                    speed.standing().label(),
                    rate.isPresent() ? Figures.value(rate.getAsDouble()) : NONE,
                    share(speed, rate));
        }
        return table.build();
    }

    /** Bytes that the loop writes or copies, per ns. */
    private static OptionalDouble gigabytesPerSecond(SpeedComparison speed) {
        RowSpec row = speed.row();
        return switch (row.benchmark()) {
            case INIT -> OptionalDouble.of(STRUCT_PAGE_BYTES / speed.javaNsPerOp());
            case MIGRATE -> OptionalDouble.of(
                    Double.parseDouble(row.params().get("pageBytes")) / speed.javaNsPerOp());
            default -> OptionalDouble.empty();
        };
    }

    private String share(SpeedComparison speed, OptionalDouble rate) {
        String call = speed.row().benchmark().equals(INIT) ? "MEMSET" : "MEMCPY";
        return rate.isEmpty() ? NONE : run.rulers().stream()
                .filter(ruler -> call.equals(ruler.row().params().get("call")))
                .findFirst()
                .map(ruler -> Figures.percent(rate.getAsDouble() / (KIB / ruler.value()))
                        + " of " + call.toLowerCase(java.util.Locale.ROOT))
                .orElse(NONE);
    }
}
