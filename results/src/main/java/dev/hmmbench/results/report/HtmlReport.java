package dev.hmmbench.results.report;

import dev.hmmbench.results.run.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One page that needs no network: styles, data, D3 and the drawing modules that the report uses are
 * inside. Without scripts the page still shows every text and every table.
 */
final class HtmlReport implements Renderer {

    /** What the drawing code reads: picture id to data. */
    private static final String DATA_ID = "report-data";

    private final HtmlBlocks blocks = new HtmlBlocks();

    @Override
    public String render(Report report) {
        List<Block.Picture> pictures = new ArrayList<>();
        report.sections().forEach(section -> collect(section.blocks(), pictures));
        StringBuilder out = new StringBuilder(1 << 19);
        head(out, report);
        out.append("<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
        out.append("<header class=\"page\"><h1>").append(HtmlText.escape(report.title()))
                .append("</h1><p>").append(HtmlText.prose(report.subtitle()))
                .append("</p></header>\n");
        navigation(out, report);
        out.append("<main id=\"main\">\n");
        report.sections().forEach(section -> section(out, section));
        out.append("</main>\n");
        scripts(out, pictures);
        return out.append("</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder out, Report report) {
        out.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                """);
        out.append("<title>").append(HtmlText.escape(report.title())).append(" · ")
                .append(HtmlText.escape(report.comparison().data().name())).append("</title>\n")
                .append("<style>\n").append(Assets.styles()).append("</style>\n</head>\n");
    }

    private static void navigation(StringBuilder out, Report report) {
        out.append("<nav aria-label=\"Sections\"><ol>\n");
        for (Section section : report.sections()) {
            out.append("<li").append(section.isAnswered() ? "" : " class=\"open\"")
                    .append("><a href=\"#").append(section.id()).append("\">")
                    .append(section.number().isEmpty() ? ""
                            : "<b>" + HtmlText.escape(section.number()) + "</b> ")
                    .append(HtmlText.escape(section.shortName())).append("</a></li>\n");
        }
        out.append("</ol></nav>\n");
    }

    private void section(StringBuilder out, Section section) {
        out.append("<section id=\"").append(section.id()).append("\">\n<h2>");
        if (!section.number().isEmpty()) {
            out.append("<span class=\"number\">").append(HtmlText.escape(section.number()))
                    .append("</span> ");
        }
        out.append(HtmlText.escape(section.heading())).append("</h2>\n");
        section.blocks().forEach(block -> blocks.append(out, block));
        out.append("</section>\n");
    }

    private static void collect(List<Block> blocks, List<Block.Picture> into) {
        for (Block block : blocks) {
            if (block instanceof Block.Picture picture) {
                into.add(picture);
            } else if (block instanceof Block.Details details) {
                collect(details.blocks(), into);
            }
        }
    }

    private static void scripts(StringBuilder out, List<Block.Picture> pictures) {
        Map<String, Object> data = new LinkedHashMap<>();
        Set<String> modules = new LinkedHashSet<>();
        for (Block.Picture picture : pictures) {
            if (data.put(picture.id(), picture.data()) != null) {
                throw new IllegalArgumentException("two pictures are called " + picture.id());
            }
            modules.add(picture.module());
        }
        out.append("<script type=\"application/json\" id=\"" + DATA_ID + "\">")
                .append(HtmlText.json(Json.line(data))).append("</script>\n");
        if (pictures.isEmpty()) {
            return;
        }
        script(out, Assets.d3());
        script(out, Assets.kit());
        modules.forEach(module -> script(out, Assets.picture(module)));
        script(out, "hmmbench.drawAll();\n");
    }

    private static void script(StringBuilder out, String code) {
        if (code.contains("</script")) {
            throw new AssertionError("a drawing module would end its own script element");
        }
        out.append("<script>\n").append(code).append("</script>\n");
    }
}
