package dev.hmmbench.cli;

import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.Models;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.suite.Suite;
import dev.hmmbench.suite.Suites;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what can be measured. */
@Command(name = "list", description = "List models, suites and rows.", sortOptions = false)
final class ListCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        PrintStream out = console.out();
        out.println("Models");
        for (ModelInfo info : Models.onClassPath().infos()) {
            out.printf("  %-22s %s%n", info.name(), info.description());
        }
        out.println();
        out.println("Suites");
        for (Suite suite : Suites.all()) {
            out.printf("  %-22s %s%n", suite.name(), suite.description());
            out.printf("  %-22s %d rows, %d rounds%n", "", suite.choices().size(),
                    suite.looks().last());
        }
        out.println();
        out.println("Rows");
        rows().forEach((id, line) -> {
            out.println("  " + id);
            out.println("      " + line);
        });
        return 0;
    }

    /** Every row of every suite once, with its label and the suites that have it. */
    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        for (Suite suite : Suites.all().reversed()) {
            for (Suite.Choice choice : suite.choices()) {
                RowSpec row = choice.kind().row(choice.params(), choice.prominence(),
                        List.of("any"));
                rows.merge(row.id(), row.label() + "; " + suite.name(),
                        (known, added) -> known + ", " + suite.name());
            }
        }
        return rows;
    }
}
