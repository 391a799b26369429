package dev.hmmbench.results.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Protects the history of ratios: levels per machine class, with the likely cause beside them. */
final class TrendTest {

    private static HistoryLine line(int number, String machine, String kernel, double logRatio) {
        SortedMap<String, HistoryLine.Value> values = new TreeMap<>();
        values.put("devprivate", new HistoryLine.Value(logRatio, 0.005, 10));
        SortedMap<String, SortedMap<String, HistoryLine.Value>> rows = new TreeMap<>();
        rows.put("a", values);
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("kernel", kernel);
        return new HistoryLine(Baseline.SCHEMA, "run-" + number, "2026-01-01T00:00:00Z", "c",
                machine, "gate", environment, rows);
    }

    private static List<HistoryLine> step(String kernelAfter) {
        List<HistoryLine> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(line(i, "m", i < 10 ? "6.19.6" : kernelAfter,
                    (i < 10 ? 0 : 0.1) + (i % 3) * 0.004));
        }
        return lines;
    }

    @Test
    void of_levelThatChanged_namesTheRun() {
        Trend trend = Trend.of(step("6.19.6"), 0.03).getFirst();
        assertThat(trend.changes()).singleElement().satisfies(change -> {
            assertThat(change.index()).isEqualTo(10);
            // Means 0.0036 and 0.104: exp gives 1.0036 and 1.1096.
            assertThat(change.text()).isEqualTo("1.004 -> 1.110 from run run-10 on");
        });
    }

    @Test
    void of_levelThatChangedWithTheKernel_saysSo() {
        assertThat(Trend.of(step("6.20.1"), 0.03).getFirst().changes().getFirst().text())
                .endsWith("near it the environment changed: kernel 6.19.6 -> 6.20.1 at run run-10");
    }

    @Test
    void of_twoMachineClasses_areTwoTrends() {
        List<HistoryLine> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(line(i, i % 2 == 0 ? "m" : "n", "6.19.6", i % 2 == 0 ? 0 : 0.5));
        }
        assertThat(Trend.of(lines, 0.03)).hasSize(2)
                .allSatisfy(trend -> assertThat(trend.changes()).isEmpty());
    }
}
