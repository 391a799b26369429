package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RunComparison;
import java.util.List;

/**
 * A report: what all renderers render.
 *
 * @param title its head
 * @param subtitle run, suite, rounds and time in one line
 * @param sections the sections, in order; the first is the first screen
 * @param comparison what it was built from, for the renderers that hand on numbers
 */
public record Report(String title, String subtitle, List<Section> sections,
        RunComparison comparison) {

    /** Makes the list unmodifiable. */
    public Report {
        sections = List.copyOf(sections);
    }
}
