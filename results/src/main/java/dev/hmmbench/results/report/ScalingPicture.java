package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.kernel.KernelMatch;
import dev.hmmbench.results.run.RowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Ratio against one parameter, small multiples; drawn by {@code pictures/scaling.js}. */
final class ScalingPicture {

    /** What a parameter is. */
    enum Axis {
        /** A size in bytes. */
        SIZE("size", List.of("sizeBytes", "size", "bufferBytes", "bytes", "buffer")),
        /** A number of pagemaps. */
        PAGEMAPS("pagemaps", List.of("otherPagemaps", "others", "pagemaps", "nrPagemaps",
                "maps")),
        /** A number of threads. */
        THREADS("threads", List.of("threads", "nrThreads"));

        private final String label;
        private final List<String> params;

        Axis(String label, List<String> params) {
            this.label = label;
            this.params = params;
        }

        String label() {
            return label;
        }

        Optional<String> paramOf(RowSpec row) {
            return params.stream().filter(name -> row.params().containsKey(name)
                    && row.params().get(name).matches("\\d{1,18}")).findFirst();
        }
    }

    /**
     * What the module draws.
     *
     * @param xLabel name of the parameter
     * @param isBytes whether it is a size
     * @param panels one per benchmark and rest of the parameters
     */
    record Data(String xLabel, boolean isBytes, List<Panel> panels) {}

    /**
     * One benchmark with the rest of its parameters.
     *
     * @param title its name
     * @param margin relative change within which rows are equivalent
     * @param series one line per design
     * @param kernel the recorded kernel's ratios; empty where there are none
     */
    record Panel(String title, double margin, List<Series> series, List<KernelPoint> kernel) {}

    /**
     * One line.
     *
     * @param design the design
     * @param points ascending in the parameter
     */
    record Series(String design, List<Point> points) {}

    /**
     * One row.
     *
     * @param x value of the parameter
     * @param ratio the estimate
     * @param low lower end of its interval
     * @param high upper end of its interval
     * @param rounds rounds that count
     * @param verdict its word; empty for a part, which is not judged
     */
    record Point(long x, double ratio, double low, double high, int rounds, String verdict) {}

    /**
     * One recorded figure.
     *
     * @param x value of the parameter
     * @param ratio instructions with the series over instructions without
     * @param label its circumstances
     */
    record KernelPoint(long x, double ratio, String label) {}

    /** Below one section legacy pays for a whole one: those ratios would dwarf all others. */
    private static final long SECTION = 128L << 20;

    private final KernelFigures figures;
    private final KernelMatch match;

    ScalingPicture(KernelFigures figures, KernelMatch match) {
        this.figures = figures;
        this.match = match;
    }

    /** Returns the picture; empty where nothing has two values of the parameter. */
    Optional<Block> of(String id, Axis axis, List<RowComparison> rows) {
        Map<String, List<Measure>> byRest = new LinkedHashMap<>();
        Measure.of(rows).stream()
                .filter(measure -> measure.estimate().isPresent()
                        && axis.paramOf(measure.row().row()).isPresent())
                .forEach(measure -> byRest.computeIfAbsent(title(measure, axis, rows),
                        name -> new ArrayList<>()).add(measure));
        List<Panel> panels = new ArrayList<>();
        byRest.forEach((name, found) -> panel(name, axis, found).ifPresent(panels::add));
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        boolean isKernelShown = panels.stream().anyMatch(panel -> !panel.kernel().isEmpty());
        String caption = "Vertical: ratio in cost, one log axis for all panels, with intervals; "
                + "grey band: the margin within which rows count as equivalent."
                + (isKernelShown ? " Crosses: recorded kernel, in instructions, not time." : "");
        return Optional.of(new Block.Picture(id, "scaling", "Ratio against " + axis.label(),
                caption, new Data(axis.label(), axis == Axis.SIZE, panels)));
    }

    private Optional<Panel> panel(String title, Axis axis, List<Measure> measures) {
        List<Series> series = new ArrayList<>();
        for (String design : Rows.candidates(measures.stream().map(Measure::row).toList())) {
            series.add(new Series(design, points(axis, measures.stream()
                    .filter(line -> line.row().pair().candidate().equals(design)).toList())));
        }
        boolean isLine = series.stream().anyMatch(line -> line.points().size() > 1);
        return isLine ? Optional.of(new Panel(title, measures.getFirst().row().row().margin(),
                series, kernel(axis, measures))) : Optional.empty();
    }

    /** Returns what a measure is called beside those that differ in that parameter alone. */
    static String title(Measure measure, Axis axis, List<RowComparison> rows) {
        String name = measure.name().replace("/", ": ");
        String rest = rest(measure.row().row(), axis, rows);
        return rest.isEmpty() ? name : name + ", " + rest;
    }

    /** The other parameters in words, without those that are the same in all rows. */
    private static String rest(RowSpec row, Axis axis, List<RowComparison> rows) {
        Map<String, String> rest = new TreeMap<>(row.params());
        axis.paramOf(row).ifPresent(rest::remove);
        List<String> words = new ArrayList<>();
        rest.forEach((name, value) -> {
            boolean isFixed = rows.stream()
                    .filter(other -> other.row().benchmark().equals(row.benchmark()))
                    .allMatch(other -> value.equals(other.row().params().get(name)));
            if (!isFixed) {
                words.add(inWords(name, value));
            }
        });
        return String.join(", ", words);
    }

    private static String inWords(String name, String value) {
        if (!value.matches("\\d{1,18}")) {
            return value.toLowerCase(Locale.ROOT);
        }
        return Axis.SIZE.params.contains(name) ? Figures.bytes(Long.parseLong(value))
                : value + " " + name;
    }

    private static List<Point> points(Axis axis, List<Measure> measures) {
        return measures.stream().map(line -> {
            Estimate estimate = line.estimate().orElseThrow();
            return new Point(x(axis, line.row()), estimate.ratio(), estimate.interval().low(),
                    estimate.interval().high(), estimate.nrRounds(),
                    line.part().isPresent() ? "" : line.row().verdict().label());
        }).sorted(Comparator.comparingLong(Point::x)).toList();
    }

    private static long x(Axis axis, RowComparison row) {
        return Long.parseLong(row.row().params().get(axis.paramOf(row.row()).orElseThrow()));
    }

    /** The recorded ratios at one size or one number of others, over the other parameter. */
    private List<KernelPoint> kernel(Axis axis, List<Measure> measures) {
        Optional<KernelFigure> near = measures.stream()
                .flatMap(line -> line.kernel(match).stream()).findFirst();
        if (near.isEmpty() || axis == Axis.THREADS || near.get().ratio().isEmpty()) {
            return List.of();
        }
        KernelFigure fixed = near.get();
        return figures.of(fixed.operation(), fixed.config(), fixed.folioBytes()).stream()
                .filter(figure -> figure.ratio().isPresent())
                .filter(figure -> axis == Axis.SIZE ? figure.pagemaps() == fixed.pagemaps()
                        : figure.sizeBytes() == fixed.sizeBytes())
                .filter(figure -> axis != Axis.SIZE || Long.bitCount(figure.sizeBytes()) == 1
                        && (figure.sizeBytes() >= SECTION || !isCreation(figure)))
                .map(figure -> new KernelPoint(axis == Axis.SIZE ? figure.sizeBytes()
                        : figure.pagemaps(), figure.ratio().getAsDouble(),
                        KernelTables.at(figure)))
                .sorted(Comparator.comparingLong(KernelPoint::x))
                .toList();
    }

    private static boolean isCreation(KernelFigure figure) {
        return figure.operation().startsWith("create") || figure.operation().startsWith("remove");
    }
}
