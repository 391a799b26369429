package dev.hmmbench.results.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The report for a merge request or a wiki. Pictures are named, their tables follow; blocks that a
 * reader opens stay closed.
 */
final class MarkdownReport implements Renderer {

    @Override
    public String render(Report report) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(text(report.title())).append("\n\n")
                .append(text(report.subtitle())).append("\n");
        for (Section section : report.sections()) {
            out.append("\n## ").append(section.number().isEmpty() ? "" : section.number() + ". ")
                    .append(text(section.heading())).append("\n");
            section.blocks().forEach(block -> append(out, block));
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Block block) {
        switch (block) {
            case Block.Prose prose -> out.append('\n').append(text(prose.text())).append('\n');
            case Block.Points points -> points(out, points);
            case Block.Facts facts -> facts(out, facts);
            case Block.Headlines headlines -> headlines(out, headlines);
            case Block.Picture picture -> out.append("\n*Picture in the HTML report: ")
                    .append(text(picture.title())).append(".*\n");
            case Block.Missing missing -> out.append("\n**Not measured.** ")
                    .append(text(missing.text()))
                    .append(missing.command().isEmpty() ? ""
                            : " Measure it with `" + missing.command() + "`.").append('\n');
            case Block.Details details -> {
                out.append("\n<details><summary>").append(HtmlText.escape(details.summary()))
                        .append("</summary>\n");
                details.blocks().forEach(inner -> append(out, inner));
                out.append("\n</details>\n");
            }
            case Table table -> table(out, table);
        }
    }

    private static void points(StringBuilder out, Block.Points points) {
        out.append("\n**").append(text(points.heading())).append("**\n\n");
        points.items().forEach(item -> out.append("- ").append(text(item)).append('\n'));
    }

    private static void facts(StringBuilder out, Block.Facts facts) {
        out.append("\n### ").append(text(facts.heading())).append("\n\n");
        facts.facts().forEach(fact -> out.append("- **").append(text(fact.name())).append("**: ")
                .append(text(fact.text())).append('\n'));
    }

    private static void headlines(StringBuilder out, Block.Headlines headlines) {
        out.append("\n| Measure | Ratio | Interval | Basis | Verdict | |\n")
                .append("|---|---:|---|---|---|---|\n");
        for (Block.Headline item : headlines.items()) {
            out.append("| ").append(cell(item.title())).append(" | ").append(cell(item.figure()))
                    .append(" | ").append(cell(item.range())).append(" | ")
                    .append(cell(item.basis())).append(" | ").append(cell(item.verdict()))
                    .append(" | ").append(cell(item.sentence()))
                    .append(" |\n");
        }
    }

    private static void table(StringBuilder out, Table table) {
        out.append('\n').append(text(table.caption())).append("\n\n");
        out.append(line(table.columns().stream().map(Table.Column::name).toList()));
        out.append(table.columns().stream()
                .map(column -> column.align() == Table.Align.NUMBER ? "---:" : "---")
                .collect(Collectors.joining("|", "|", "|\n")));
        table.rows().forEach(row -> out.append(line(row.stream().map(Table.Cell::text).toList())));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownReport::cell)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(String text) {
        return text(text).replace("|", "\\|");
    }

    /** Returns the text with what Markdown would take for its own made plain; code stays code. */
    private static String text(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[")
                .replace("\n", " ");
    }
}
