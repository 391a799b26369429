package dev.hmmbench.results.gate;

import dev.hmmbench.results.compare.Integrity;
import dev.hmmbench.results.compare.RunComparison;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a second run may confirm or clear what a first one showed. */
final class FreshRounds {

    private static final Set<Integrity.Kind> BREAKING = EnumSet.of(Integrity.Kind.FAILED_FORK,
            Integrity.Kind.MISSING_FORK, Integrity.Kind.RAGGED, Integrity.Kind.NO_VALUE,
            Integrity.Kind.CLOCK, Integrity.Kind.MIXED_DESIGNS, Integrity.Kind.CONTROL_REJECTED);

    private FreshRounds() {}

    /** Returns why {@code again} says nothing about {@code first}; empty where it does. */
    static String whyUnfit(RunComparison first, RunComparison again) {
        if (again.data().forks().equals(first.data().forks())) {
            return "the confirming run is the first run: its rounds are not fresh";
        }
        List<String> differences = Fingerprint.of(first.data().environment())
                .differences(Fingerprint.of(again.data().environment()));
        if (!differences.isEmpty()) {
            return "the confirming run is of another machine class: "
                    + String.join("; ", differences);
        }
        if (!again.data().plan().mapSha256().equals(first.data().plan().mapSha256())) {
            return "the confirming run is of another machine description";
        }
        Optional<Integrity.Problem> problem = again.integrity().problems().stream()
                .filter(found -> BREAKING.contains(found.kind())).findFirst();
        return problem.map(found -> "the confirming run is not whole: " + found.text())
                .orElse("");
    }
}
