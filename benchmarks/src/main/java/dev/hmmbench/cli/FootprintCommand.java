package dev.hmmbench.cli;

import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.report.FootprintTable;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.suite.FreeMemory;
import dev.hmmbench.work.FootprintRun;
import dev.hmmbench.work.FootprintTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what device memory costs in RAM: by structure, both designs, live and per TiB. */
@Command(name = "footprint", sortOptions = false,
        description = "Bytes that each design takes for device memory, by structure.")
final class FootprintCommand implements Callable<Integer> {

    private static final List<String> DESIGNS = List.of("legacy", "devprivate");
    private static final String DEFAULT_SIZE = "16G";
    /** A second for both designs; the figures per byte are those of larger ones. */
    private static final long REPORT_BYTES = 4L << 30;
    private static final String LINE = "  %-28s %18s %14s%n";
    private static final double MIB = 1 << 20;

    private final Console console;

    @Option(names = "--size", paramLabel = "SIZE",
            description = "Device memory of each live pagemap; default ${DEFAULT-VALUE}.")
    private String size = DEFAULT_SIZE;

    @Option(names = "--pagemaps", paramLabel = "N",
            description = "Live pagemaps; default ${DEFAULT-VALUE}.")
    private int pagemaps = 1;

    @Option(names = "--out", paramLabel = "FILE",
            description = "Write the table as JSON, as a report reads it.")
    private @Nullable Path out;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    FootprintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        List<FootprintRun> runs = runs(sizeBytes(), pagemaps);
        FootprintTable table = FootprintTables.of(runs);
        if (out != null) {
            JsonFile.write(out, table);
            return ExitCode.DONE.code();
        }
        table.entries().forEach(this::print);
        for (FootprintRun run : runs) {
            console.out().printf(Locale.ROOT, "%s: the system holds %.1f MiB for struct pages of"
                    + " %.1f MiB (Rss of their mappings).%n", run.design(),
                    run.residentBytes() / MIB, run.footprint().structPages() / MIB);
        }
        return ExitCode.DONE.code();
    }

    /** Writes the table of a report into a file. */
    static void write(Path file) {
        JsonFile.write(file, FootprintTables.of(runs(REPORT_BYTES, 1)));
    }

    /** One design after the other: each alone needs what it measures. */
    private static List<FootprintRun> runs(long sizeBytes, int pagemaps) {
        FreeMemory.require(FootprintRun.neededBytes(sizeBytes, pagemaps),
                pagemaps + " live pagemaps of " + ByteSize.rounded(sizeBytes));
        List<FootprintRun> runs = new ArrayList<>();
        for (String design : DESIGNS) {
            runs.add(FootprintRun.of(design, sizeBytes, pagemaps));
        }
        return runs;
    }

    private long sizeBytes() {
        if (pagemaps < 1) {
            throw RunDataException.usage(pagemaps + " pagemaps");
        }
        try {
            return ByteSize.parse(size);
        } catch (IllegalArgumentException e) {
            throw RunDataException.usage(e.getMessage());
        }
    }

    private void print(FootprintTable.Entry entry) {
        console.out().println(entry.label() + ", " + entry.design());
        long total = 0;
        for (FootprintTable.Part part : entry.parts()) {
            line(part.name(), part.bytes());
            total += part.bytes();
        }
        if (entry.parts().size() > 1) {
            line("together", total);
        }
        console.out().println();
    }

    private void line(String what, long bytes) {
        console.out().printf(Locale.ROOT, LINE, what, String.format(Locale.ROOT, "%,d", bytes),
                ByteSize.rounded(bytes));
    }
}
