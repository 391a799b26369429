package dev.hmmbench.results.report;

import java.util.List;

/** Writes blocks as elements of a page. */
final class HtmlBlocks {

    private static final int LONGEST_UNBROKEN = 40;

    /** Appends a block and all within it. */
    void append(StringBuilder out, Block block) {
        switch (block) {
            case Block.Prose prose -> out.append("<p>").append(HtmlText.prose(prose.text()))
                    .append("</p>\n");
            case Block.Points points -> points(out, points);
            case Block.Facts facts -> facts(out, facts);
            case Block.Headlines headlines -> headlines(out, headlines);
            case Block.Picture picture -> picture(out, picture);
            case Block.Missing missing -> missing(out, missing);
            case Block.Details details -> details(out, details);
            case Table table -> table(out, table);
        }
    }

    private static void points(StringBuilder out, Block.Points points) {
        out.append("<div class=\"points\"><h3>").append(HtmlText.escape(points.heading()))
                .append("</h3><ul>\n");
        points.items().forEach(item -> out.append("<li>").append(HtmlText.prose(item))
                .append("</li>\n"));
        out.append("</ul></div>\n");
    }

    private static void facts(StringBuilder out, Block.Facts facts) {
        out.append("<div class=\"facts\" id=\"").append(facts.id()).append("\"><h3>")
                .append(HtmlText.escape(facts.heading())).append("</h3><dl>\n");
        facts.facts().forEach(fact -> out.append("<dt>").append(HtmlText.escape(fact.name()))
                .append("</dt><dd>").append(HtmlText.prose(fact.text())).append("</dd>\n"));
        out.append("</dl></div>\n");
    }

    private static void headlines(StringBuilder out, Block.Headlines headlines) {
        out.append("<div class=\"headlines\">\n");
        for (Block.Headline item : headlines.items()) {
            out.append("<div class=\"headline\"><h3>").append(HtmlText.escape(item.title()))
                    .append("</h3><p class=\"figure\"><b>").append(HtmlText.escape(item.figure()))
                    .append("</b> <span class=\"range\">").append(HtmlText.escape(item.range()))
                    .append("</span></p><p class=\"basis\">")
                    .append(HtmlText.escape(item.basis())).append("</p><p>")
                    .append(verdict(item.verdict())).append("</p><p>")
                    .append(HtmlText.prose(item.sentence())).append("</p></div>\n");
        }
        out.append("</div>\n");
    }

    private static void picture(StringBuilder out, Block.Picture picture) {
        out.append("<figure id=\"").append(picture.id()).append("\"><figcaption><b>")
                .append(HtmlText.escape(picture.title())).append("</b> <span>")
                .append(HtmlText.prose(picture.caption())).append("</span></figcaption>\n")
                .append("<div class=\"picture\" data-picture=\"").append(picture.id())
                .append("\" data-module=\"").append(picture.module())
                .append("\" data-title=\"").append(HtmlText.escape(picture.title()))
                .append("\" data-caption=\"").append(HtmlText.escape(picture.caption()))
                .append("\"><noscript>The picture needs scripts; the table below has its numbers.")
                .append("</noscript></div></figure>\n");
    }

    private static void missing(StringBuilder out, Block.Missing missing) {
        out.append("<p class=\"missing\"><b>Not measured.</b> ")
                .append(HtmlText.prose(missing.text()));
        if (!missing.command().isEmpty()) {
            out.append(" Measure it with <code>").append(HtmlText.escape(missing.command()))
                    .append("</code>.");
        }
        out.append("</p>\n");
    }

    private void details(StringBuilder out, Block.Details details) {
        out.append("<details id=\"").append(details.id()).append("\"><summary>")
                .append(HtmlText.escape(details.summary())).append("</summary>\n");
        details.blocks().forEach(block -> append(out, block));
        out.append("</details>\n");
    }

    private static void table(StringBuilder out, Table table) {
        out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(HtmlText.escape(table.caption())).append("\"><table id=\"")
                .append(table.id()).append("\"><caption><span>")
                .append(HtmlText.prose(table.caption())).append("</span></caption>\n<thead><tr>");
        for (Table.Column column : table.columns()) {
            out.append("<th scope=\"col\"").append(align(column)).append('>')
                    .append(HtmlText.escape(column.name())).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> row(out, table.columns(), row));
        out.append("</tbody></table></div>\n");
    }

    private static void row(StringBuilder out, List<Table.Column> columns,
            List<Table.Cell> cells) {
        out.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String tag = i == 0 ? "th scope=\"row\"" : "td";
            out.append('<').append(tag).append(style(columns.get(i), cells.get(i))).append('>')
                    .append(cell(cells.get(i))).append(i == 0 ? "</th>" : "</td>");
        }
        out.append("</tr>\n");
    }

    private static String style(Table.Column column, Table.Cell cell) {
        boolean isLong = column.align() == Table.Align.TEXT
                && cell.text().length() > LONGEST_UNBROKEN;
        return isLong ? " class=\"w\"" : align(column);
    }

    private static String align(Table.Column column) {
        return column.align() == Table.Align.NUMBER ? " class=\"n\"" : "";
    }

    private static String cell(Table.Cell cell) {
        String text = cell.mark().isEmpty() ? HtmlText.prose(cell.text()) : verdict(cell.mark());
        return cell.target().isEmpty() ? text
                : "<a href=\"#" + cell.target() + "\">" + text + "</a>";
    }

    /** The word carries the meaning; shape and colour repeat it. */
    private static String verdict(String word) {
        return word.isEmpty() ? "" : "<span class=\"verdict " + Figures.slug(word) + "\">"
                + HtmlText.escape(word) + "</span>";
    }
}
