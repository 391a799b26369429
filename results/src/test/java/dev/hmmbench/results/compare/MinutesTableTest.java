package dev.hmmbench.results.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Protects the table of what a minute buys: its figures are those that a run would print. */
final class MinutesTableTest {

    private final RunData data = new SyntheticRun(11, 6)
            .row(SyntheticRow.time("quiet", 50, 1.0, 0.01))
            .row(SyntheticRow.time("noisy", 50, 1.0, 0.30)).data();

    @Test
    void of_rounds_findsWhatTheRunOfSoManyRoundsFinds() {
        double found = RunComparer.compare(data).row("quiet", SyntheticRun.DESIGN).orElseThrow()
                .estimate().orElseThrow().minimumDetectable();
        String[] cells = line("quiet");
        assertThat(cells[4].strip()).isEqualTo(String.format(Locale.ROOT, "%.1f %%", 100 * found));
        // Two forks of three seconds each.
        assertThat(cells[2].strip()).isEqualTo("6.0");
    }

    @Test
    void of_moreRounds_findsSmallerChanges() {
        String[] cells = line("noisy");
        double last = Double.MAX_VALUE;
        for (int i = 3; i < cells.length; i++) {
            double found = Double.parseDouble(cells[i].replace('%', ' ').strip());
            assertThat(found).isLessThan(last);
            last = found;
        }
        assertThat(cells).hasSize(8);
    }

    private String[] line(String row) {
        return MinutesTable.of(data).lines().filter(line -> line.startsWith("| " + row))
                .findFirst().orElseThrow().split("\\|");
    }
}
