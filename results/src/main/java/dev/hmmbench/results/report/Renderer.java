package dev.hmmbench.results.report;

/** Writes a report in one format. */
public interface Renderer {

    /** Returns the whole file as text; lines end with a line feed. */
    String render(Report report);
}
