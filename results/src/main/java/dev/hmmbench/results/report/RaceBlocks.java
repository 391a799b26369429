package dev.hmmbench.results.report;

import java.util.List;

/** Lookups while pagemaps come and go, as our models answered them on this machine. */
final class RaceBlocks {

    private RaceBlocks() {}

    /** Returns the table. */
    static List<Block> of(RaceTable races) {
        Table.Builder table = Table.named("race-table", "Our models on this machine: one thread "
                        + "looks the pages of a pagemap up that stays, one creates and removes "
                        + "others below it. A race: counts differ from run to run")
                .text("design").numbers("others", "updates", "lookups", "found nothing",
                        "no pointer", "wrong page", "updates per failure");
        for (RaceTable.Entry entry : races.entries()) {
            table.row(entry.model(), String.valueOf(entry.placeHolders()),
                    Figures.count(entry.updates()), Figures.count(entry.lookups()),
                    Figures.count(entry.nothing()), Figures.count(entry.noPointer()),
                    Figures.count(entry.wrongPage()), entry.failures() == 0 ? "–"
                            : Figures.count(entry.updates() / entry.failures()));
        }
        return List.of(table.build(), new Block.Prose("Found nothing: the kernel warns and goes on "
                + "with NULL. No pointer: it reads through a number that is no address, an oops. "
                + "Wrong page: it goes on with a page of another device, without any sign."));
    }
}
