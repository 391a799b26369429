package dev.hmmbench.results.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Protects the choice of a row's statistic: the declared one's figure is that of the verdict. */
final class StatisticsTableTest {

    private final RunData data = new SyntheticRun(11, 8)
            .row(SyntheticRow.time("quiet", 50, 1.0, 0.01))
            .row(SyntheticRow.time("noisy", 50, 1.0, 0.30)).data();

    @Test
    void of_declaredStatistic_hasTheSpreadOfTheVerdict() {
        double sd = RunComparer.compare(data).row("noisy", SyntheticRun.DESIGN).orElseThrow()
                .estimate().orElseThrow().logEstimate().sd();
        String[] cells = line("noisy");
        assertThat(cells[2].strip()).isEqualTo("p50");
        assertThat(cells[8].strip()).isEqualTo(String.format(Locale.ROOT, "%.1f %%", 100 * sd));
    }

    @Test
    void of_steadyRow_showsLittleInEachColumn() {
        String[] cells = line("quiet");
        assertThat(cells).hasSize(10);
        for (int i = 3; i < cells.length; i++) {
            assertThat(Double.parseDouble(cells[i].replace('%', ' ').strip()))
                    .isCloseTo(1.4, within(1.4));
        }
    }

    private String[] line(String row) {
        return StatisticsTable.of(data).lines().filter(line -> line.startsWith("| " + row))
                .findFirst().orElseThrow().split("\\|");
    }
}
