package dev.hmmbench.results.report;

import dev.hmmbench.results.run.Json;
import java.util.List;

/**
 * Everything that the report shows, for programs: sections with their blocks, tables and the data
 * of the pictures. Keys keep their order, so the same run gives the same file.
 */
final class JsonReport implements Renderer {

    /** Version of this format. */
    static final int SCHEMA = 1;

    /**
     * The file.
     *
     * @param schema {@link #SCHEMA}
     * @param run name of the run's folder
     * @param title head of the report
     * @param subtitle the line below
     * @param sections the sections
     */
    record File(int schema, String run, String title, String subtitle, List<Section> sections) {}

    @Override
    public String render(Report report) {
        return Json.pretty(new File(SCHEMA, report.comparison().data().name(), report.title(),
                report.subtitle(), report.sections()));
    }
}
