package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.cli.CommonOptions;
import dev.hmmbench.model.Models;
import dev.hmmbench.platform.Scenario;
import dev.hmmbench.platform.ScenarioReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that shows on which machines each design works. */
@Command(name = "platforms", sortOptions = false,
        description = "On which machines does each design work, and why not?",
        footer = {"", "A file describes machines like this:", "",
            "  machine A",
            "    title      x86 desktop, 39 address bits",
            "    phys-bits  39                  # or root-end HEX",
            "    levels     4                   # 4 or 5; default 4",
            "    physmem-end 7fffffffff         # last usable address; default by levels",
            "    max-physmem-bits 46            # default by levels",
            "    section-bits 27                # default 27",
            "    kernel     6.12                # or 6.1",
            "    device     4 x 143771M H200    # count, exact size, name",
            "    hot-add    200000000-23fffffff # RAM that is plugged in afterwards",
            "    vmemmap-end affffffffff        # if the kernel hands out more than it maps",
            "    note       one line for the reader",
            "    iomem                          # the map, as /proc/iomem prints it",
            "      00000000-00000fff : Reserved",
            "    end"})
public final class PlatformsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--file", paramLabel = "FILE",
            description = "further machines, shown behind the bundled ones")
    private @Nullable Path file;

    @Option(names = "--model", paramLabel = "NAME",
            description = "one design or variant (default: every design without variants)")
    private @Nullable String model;

    @Option(names = "--format", paramLabel = "text|json", converter = OutputFormat.Converter.class,
            description = "table, or JSON with what a picture needs (default: text)")
    private OutputFormat format = OutputFormat.TEXT;

    /** Creates the command for picocli to fill in. */
    public PlatformsCommand() {}

    /**
     * Runs the command.
     *
     * @throws IOException where a file cannot be read
     */
    @Override
    public Integer call() throws IOException {
        common.check();
        List<Scenario> scenarios = new ArrayList<>(Scenario.catalogue());
        if (file != null) {
            scenarios.addAll(ScenarioReader.read(file));
        }
        Models models = Models.onClassPath();
        List<String> designs = PlaceCommand.designs(models, model);
        List<PlatformResult> results = scenarios.stream()
                .map(scenario -> PlatformRun.on(scenario, models, designs))
                .toList();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<ChurnCurve> curves = ChurnCurve.all(models, designs);
        List<ChunkWalk> walks = ChunkWalk.all(models, designs);
        switch (format) {
            case TEXT -> {
                PlatformText text = new PlatformText(out);
                text.print(results, curves);
                text.print(walks);
            }
            case JSON -> {
                ObjectNode document = PlatformJson.document(results, curves);
                ChunkWalk.addTo(document, walks);
                PlaceJson.write(out, document);
            }
        }
        return 0;
    }
}
