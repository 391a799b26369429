package dev.hmmbench.results.gate;

import java.util.List;

/** Writes what the gate decided as Markdown, for the summary of a CI job. */
public final class GateMarkdown {

    private GateMarkdown() {}

    /** Returns the text; lines end with a line feed. */
    public static String of(GateResult result) {
        StringBuilder out = new StringBuilder();
        out.append("## hmmbench gate: ").append(escape(result.decision())).append("\n\n");
        out.append("Run `").append(result.run()).append("`, machine class `")
                .append(result.className()).append("`.\n**").append(result.countsLine())
                .append("**\n\n");
        List<GateCheck> shown = result.checks().stream()
                .filter(check -> check.status() != Status.PASS).toList();
        if (!shown.isEmpty()) {
            out.append("| Outcome | Tier | Row | Found |\n|---|---|---|---|\n");
            shown.forEach(check -> out.append("| ").append(check.status().label()).append(" | ")
                    .append(check.tier()).append(' ').append(check.tier().label()).append(" | ")
                    .append(escape(GateText.subject(check))).append(" | ")
                    .append(escape(check.text())).append(" |\n"));
            out.append('\n');
        }
        result.notes().forEach(note -> out.append("- ").append(escape(note)).append('\n'));
        List<GateCheck> passed = result.checks(Status.PASS);
        out.append("\n<details><summary>").append(passed.size())
                .append(" checks passed</summary>\n\n");
        passed.forEach(check -> out.append("- ").append(check.tier()).append(' ')
                .append(escape(GateText.subject(check))).append(": ")
                .append(escape(check.text())).append('\n'));
        return out.append("\n</details>\n").toString();
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_|<>\\[\\]#])", "\\\\$1");
    }
}
