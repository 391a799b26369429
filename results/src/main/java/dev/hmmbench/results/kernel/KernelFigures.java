package dev.hmmbench.results.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All recorded figures, in the order of their files. */
public final class KernelFigures {

    /** Where the figures come from; shown beside each of them. */
    public static final String ORIGIN = "Linux 6.19.6 with and without the v6 patches, "
            + "QEMU TCG icount, instructions, not time";

    private static final List<String> FILES = List.of("create.csv", "phases.csv", "lookup.csv",
            "operations.csv", "operations-2m.csv", "copying.csv", "tree.csv");
    private static final String RACE_FILE = "race.csv";
    private static final int COLUMNS = 10;
    private static final int RACE_COLUMNS = 10;

    private final List<KernelFigure> figures;
    private final List<KernelRace> races;

    private KernelFigures(List<KernelFigure> figures, List<KernelRace> races) {
        this.figures = List.copyOf(figures);
        this.races = List.copyOf(races);
    }

    /** Returns the figures that come with this build. */
    public static KernelFigures bundled() {
        List<KernelFigure> figures = new ArrayList<>();
        for (String file : FILES) {
            for (String line : lines(file)) {
                figures.add(figure(file, line));
            }
        }
        List<KernelRace> races = lines(RACE_FILE).stream().map(KernelFigures::race).toList();
        return new KernelFigures(figures, races);
    }

    /** Returns every figure. */
    public List<KernelFigure> all() {
        return figures;
    }

    /** Returns the runs that looked up pagemaps while others came and went. */
    public List<KernelRace> races() {
        return races;
    }

    /** Returns the figures of an operation, in the file's order; empty where there is none. */
    public List<KernelFigure> of(String operation, KernelFigure.Config config, long folioBytes) {
        return figures.stream()
                .filter(figure -> figure.operation().equals(operation)
                        && figure.config() == config && figure.folioBytes() == folioBytes)
                .toList();
    }

    /** Returns the figure of an operation at exactly that size and number of pagemaps. */
    public Optional<KernelFigure> at(String operation, KernelFigure.Config config,
            long folioBytes, long sizeBytes, int pagemaps) {
        return of(operation, config, folioBytes).stream()
                .filter(figure -> figure.sizeBytes() == sizeBytes
                        && figure.pagemaps() == pagemaps)
                .findFirst();
    }

    private static KernelFigure figure(String file, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(file + ": " + cells.length + " columns: " + line);
        }
        return new KernelFigure(cells[0], KernelFigure.Config.of(cells[1]),
                Long.parseLong(cells[2]), Long.parseLong(cells[3]), Integer.parseInt(cells[4]),
                cells[5], count(cells[6], cells[8]), count(cells[7], cells[9]));
    }

    private static Optional<KernelFigure.Count> count(String instructions, String n) {
        return instructions.isEmpty() ? Optional.empty()
                : Optional.of(new KernelFigure.Count(Double.parseDouble(instructions),
                        Integer.parseInt(n)));
    }

    private static KernelRace race(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != RACE_COLUMNS) {
            throw new IllegalArgumentException(RACE_FILE + ": " + line);
        }
        return new KernelRace(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]), Integer.parseInt(cells[5]), Long.parseLong(cells[6]),
                Long.parseLong(cells[7]), Long.parseLong(cells[8]), Long.parseLong(cells[9]));
    }

    /** Returns the data lines of a file: neither comments nor the head. */
    static List<String> lines(String file) {
        try (InputStream in = KernelFigures.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("not on the class path: " + file);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
