package dev.hmmbench.cli;

import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.Models;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of commands that run on models: which ones. */
final class ChosenModels {

    @Option(names = "--model", paramLabel = "NAME", split = ",",
            description = "designs or variants (default: every one)")
    private List<String> chosen = new ArrayList<>();

    /**
     * Returns the chosen ones, or all.
     *
     * @throws dev.hmmbench.model.UnknownModelException if there is no such model
     */
    List<String> names(Models models) {
        chosen.forEach(models::requireKnown);
        return chosen.isEmpty() ? models.infos().stream().map(ModelInfo::name).toList() : chosen;
    }
}
