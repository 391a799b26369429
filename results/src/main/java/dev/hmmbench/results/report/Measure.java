package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.PartComparison;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * One line of a table or picture: a row, or a part of its operation below it. Parts have ratio and
 * interval but no verdict.
 *
 * @param row the row
 * @param part the part; empty for the row itself
 */
record Measure(RowComparison row, Optional<PartComparison> part) {

    /** The design whose kernel was recorded as the base. */
    private static final String BASE = "legacy";

    /** Returns every row followed by its parts. */
    static List<Measure> of(List<RowComparison> rows) {
        return rows.stream().flatMap(row -> Stream.concat(
                        Stream.of(new Measure(row, Optional.empty())),
                        row.parts().stream().map(part -> new Measure(row, Optional.of(part)))))
                .toList();
    }

    /** Returns what was measured; a part names itself alone, because its row stands above it. */
    String label() {
        return part.map(found -> "… " + found.name()).orElse(row.row().label());
    }

    /**
     * Returns the benchmark's name; with its operation and the share of the buffer on a device
     * where it has them, {@code proc.pagemap.100}, and for a part with the part's, {@code
     * create/creation}.
     */
    String name() {
        StringBuilder name = new StringBuilder(row.row().benchmark());
        for (String param : List.of("operation", "devicePercent")) {
            Optional.ofNullable(row.row().params().get(param)).ifPresent(value ->
                    name.append('.').append(value.toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        part.ifPresent(found -> name.append('/').append(found.name()));
        return name.toString();
    }

    /** Returns the ratio; empty for fewer than two rounds. */
    Optional<Estimate> estimate() {
        return part.isPresent() ? part.get().estimate() : row.estimate();
    }

    /** Returns the ratio as a number, also that of a single round; empty where none counts. */
    Optional<Double> ratio() {
        if (part.isEmpty()) {
            return row.ratio();
        }
        return estimate().map(Estimate::ratio).or(() -> part
                .filter(found -> row.ratio().isPresent())
                .map(found -> found.candidate() / found.reference()));
    }

    /** Returns the reference arm's value in the row's unit; empty where it has none. */
    OptionalDouble reference() {
        return value(row.reference(), part.map(PartComparison::reference));
    }

    /** Returns the candidate arm's value in the row's unit; empty where it has none. */
    OptionalDouble candidate() {
        return value(row.candidate(), part.map(PartComparison::candidate));
    }

    /** Returns the recorded kernels' figure for this pair of designs; empty where there is none. */
    Optional<KernelFigure> kernel(KernelMatch match) {
        Pair pair = row.pair();
        return pair.kind() == Pair.Kind.DESIGNS && pair.reference().equals(BASE)
                ? match.of(row.row(), name(), pair.candidate()) : Optional.empty();
    }

    private static OptionalDouble value(Optional<ArmValue> arm, Optional<Double> part) {
        return Stream.concat(part.stream(), part.isPresent() ? Stream.empty()
                : arm.map(ArmValue::value).stream()).mapToDouble(Double::doubleValue).findFirst();
    }
}
