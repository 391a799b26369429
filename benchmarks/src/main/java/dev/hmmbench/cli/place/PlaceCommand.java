package dev.hmmbench.cli.place;

import dev.hmmbench.cli.CommonOptions;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.platform.UnknownLimitsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that tells whether device memory fits on a machine, and where. */
@Command(name = "place", sortOptions = false,
        description = "Would this device memory fit on that machine, where, or which errno?")
public final class PlaceCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private MachineOptions machineOptions = new MachineOptions();

    @Option(names = "--model", paramLabel = "NAME",
            description = "one design or variant (default: every design without variants)")
    private @Nullable String model;

    @Option(names = "--keep",
            description = "keep what fits: the sizes are devices that ask one after another"
                    + " (default: each size asks alone)")
    private boolean isKept;

    @Option(names = "--format", paramLabel = "text|json", converter = OutputFormat.Converter.class,
            description = "table or JSON (default: text)")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(names = "--replay", paramLabel = "CASES.json",
            description = "ask recorded kernels' requests again and compare the answers")
    private @Nullable Path replay;

    @Option(names = "--out", paramLabel = "RESULTS.json",
            description = "with --replay: write every answer to a file")
    private @Nullable Path replayOut;

    @Parameters(paramLabel = "SIZE", arity = "0..*",
            description = "bytes of device memory, such as 80G or 143771M")
    private List<String> sizes = List.of();

    /** Creates the command for picocli to fill in. */
    public PlaceCommand() {}

    /**
     * Runs the command.
     *
     * @throws IOException where a file cannot be read or written
     */
    @Override
    public Integer call() throws IOException {
        common.check();
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        if (replay != null) {
            if (!sizes.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "--replay takes no sizes, but got " + sizes);
            }
            return new Replay(out).run(replay, replayOut);
        }
        if (replayOut != null) {
            throw new ParameterException(command.commandLine(), "--out needs --replay");
        }
        if (sizes.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "give at least one size, such as 80G");
        }
        try {
            List<Long> sizesBytes = sizes.stream().map(PlaceCommand::deviceBytes).toList();
            ChosenMachine machine = machineOptions.choose();
            print(out, machine, answers(machine, sizesBytes));
            return 0;
        } catch (IllegalArgumentException | UnknownLimitsException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** A kernel is never asked for nothing: no driver would. */
    private static long deviceBytes(String text) {
        long bytes = ByteSize.parse(text);
        if (bytes == 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no device memory: give at least one byte");
        }
        return bytes;
    }

    private void print(PrintWriter out, ChosenMachine machine, List<SizeAnswer> answers)
            throws IOException {
        switch (format) {
            case TEXT -> new PlaceText(out, machine).print(asking(), answers);
            case JSON -> PlaceJson.print(out, machine, asking(), answers);
        }
    }

    private Asking asking() {
        return isKept ? Asking.SUCCESSIVE : Asking.ALONE;
    }

    private List<SizeAnswer> answers(ChosenMachine machine, List<Long> sizesBytes) {
        Models models = Models.onClassPath();
        Map<String, Placement> placements = new LinkedHashMap<>();
        for (String design : designs(models, model)) {
            placements.put(design, models.placement(design, machine.machine()));
        }
        List<SizeAnswer> answers = new ArrayList<>();
        for (long sizeBytes : sizesBytes) {
            List<PlacementRow> rows = new ArrayList<>();
            placements.forEach((design, placement) -> rows.add(isKept
                    ? PlacementRow.reserve(design, placement, sizeBytes)
                    : PlacementRow.probe(design, placement, sizeBytes)));
            answers.add(new SizeAnswer(sizeBytes, rows));
        }
        return answers;
    }

    /** Returns the one that is named, or every design that is not a variant. */
    static List<String> designs(Models models, @Nullable String named) {
        return named != null
                ? List.of(named)
                : models.infos().stream()
                        .map(ModelInfo::name)
                        .filter(name -> !name.contains("+"))
                        .toList();
    }
}
