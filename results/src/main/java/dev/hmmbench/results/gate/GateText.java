package dev.hmmbench.results.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what the gate decided as plain text of 100 columns. */
public final class GateText {

    private static final int WIDTH = 100;

    private GateText() {}

    /** Returns the text; lines end with a line feed. */
    public static String of(GateResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("gate: " + result.decision());
        lines.add("run " + result.run() + ", machine class " + result.className());
        for (Tier tier : Tier.values()) {
            lines.add(tierLine(result, tier));
        }
        result.checks().stream().filter(check -> check.status() != Status.PASS)
                .forEach(check -> add(lines, check));
        result.notes().forEach(note -> addWrapped(lines, "note: " + note));
        lines.add(result.countsLine());
        return String.join("\n", lines) + "\n";
    }

    /** Returns the name of a check's subject. */
    static String subject(GateCheck check) {
        return check.row().isEmpty() ? "the run" : check.row() + ", " + check.arm();
    }

    private static String tierLine(GateResult result, Tier tier) {
        List<GateCheck> checks = result.checks().stream()
                .filter(check -> check.tier() == tier).toList();
        String head = "  " + tier + " " + tier.label() + ": ";
        if (checks.isEmpty()) {
            return head + (tier == Tier.T0 ? "whole" : "nothing to compare");
        }
        return head + Stream.of(Status.values()).map(status -> {
            long count = checks.stream().filter(check -> check.status() == status).count();
            return count == 0 ? "" : count + " " + status.label();
        }).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }

    private static void add(List<String> lines, GateCheck check) {
        lines.add(check.status().label() + ": " + check.tier() + " " + subject(check));
        addWrapped(lines, "    " + check.text());
    }

    private static void addWrapped(List<String> lines, String text) {
        String indent = " ".repeat(4);
        String rest = text;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent.length()) {
                break;
            }
            lines.add(rest.substring(0, cut));
            rest = indent + rest.substring(cut + 1);
        }
        lines.add(rest);
    }
}
