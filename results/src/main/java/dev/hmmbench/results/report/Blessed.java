package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.gate.Baseline;
import dev.hmmbench.results.gate.BaselineFolder;
import dev.hmmbench.results.gate.Fingerprint;
import dev.hmmbench.results.gate.History;
import dev.hmmbench.results.gate.HistoryLine;
import dev.hmmbench.results.gate.Trend;
import dev.hmmbench.results.run.Prominence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;

/** What earlier, blessed runs of the same machine class add to a report. */
final class Blessed {

    private static final double TWO_SIDED_95 = 0.975;

    private Blessed() {}

    /** Returns the ids of the rows whose quarantine counts on the day of the run. */
    static Set<String> quarantined(RunComparison run, BaselineFolder baselines) {
        LocalDate day = dayOf(run.data().plan().createdUtc());
        Optional<Baseline> baseline =
                baselines.of(Fingerprint.of(run.data().environment()));
        return run.rows().stream().map(row -> row.row().id()).distinct()
                .filter(id -> baseline.flatMap(found -> found.quarantine(id))
                        .filter(quarantine -> quarantine.isActive(day)).isPresent())
                .collect(Collectors.toSet());
    }

    /** Returns the headline rows over the blessed runs and this one, oldest first. */
    static List<HistorySeries> history(RunComparison run, BaselineFolder baselines) {
        HistoryLine last = HistoryLine.of(run);
        List<HistoryLine> lines = new ArrayList<>(History.read(baselines).stream()
                .filter(line -> line.machine().equals(last.machine()))
                .filter(line -> !line.run().equals(last.run())).toList());
        lines.add(last);
        List<HistorySeries> series = new ArrayList<>();
        for (RowComparison row : run.rows()) {
            if (row.row().prominence() == Prominence.HEADLINE) {
                Trend.of(lines, row.row().margin()).stream()
                        .filter(trend -> trend.row().equals(row.row().id())
                                && trend.candidate().equals(row.pair().candidate()))
                        .map(trend -> series(row, trend))
                        .forEach(series::add);
            }
        }
        return series;
    }

    private static HistorySeries series(RowComparison row, Trend trend) {
        return new HistorySeries(row.row().label() + " · " + Rows.pair(row.pair()),
                trend.points().stream().map(Blessed::point).toList(),
                trend.changes().stream().map(change ->
                        new HistorySeries.Change(change.index(), change.text())).toList());
    }

    private static HistorySeries.Point point(Trend.Point point) {
        HistoryLine.Value value = point.value();
        double half = value.nrRounds() < 2 ? 0 : value.standardError()
                * new TDistribution(value.nrRounds() - 1.0)
                        .inverseCumulativeProbability(TWO_SIDED_95);
        return new HistorySeries.Point(point.utc() + " " + point.commit(),
                Math.exp(value.logRatio()), Math.exp(value.logRatio() - half),
                Math.exp(value.logRatio() + half), value.nrRounds());
    }

    private static LocalDate dayOf(String utc) {
        try {
            return Instant.parse(utc).atZone(ZoneOffset.UTC).toLocalDate();
        } catch (DateTimeParseException e) {
            return LocalDate.EPOCH;
        }
    }
}
