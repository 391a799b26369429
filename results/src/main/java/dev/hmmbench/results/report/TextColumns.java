package dev.hmmbench.results.report;

import java.util.ArrayList;
import java.util.List;

/** A plain text table that fits 100 columns: words to the left, numbers to the right. */
final class TextColumns {

    /** Widest line of any text for a mail or a terminal. */
    static final int WIDTH = 100;

    /** Narrowest first column for which columns stand two blanks apart. */
    private static final int GOOD_FIRST = 30;
    private static final int MIN_FIRST = 16;

    private final List<List<String>> lines = new ArrayList<>();
    private final int nrLeft;

    /**
     * Creates a table.
     *
     * @param nrLeft columns that stand to the left, counted from the first
     */
    TextColumns(int nrLeft) {
        this.nrLeft = nrLeft;
    }

    /** Adds a line of cells; the first line is the head. */
    TextColumns line(String... cells) {
        lines.add(List.of(cells));
        return this;
    }

    /** Writes all lines; a first cell that is too long stands on a line of its own. */
    void appendTo(StringBuilder out) {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        int others = 0;
        for (int i = 1; i < columns; i++) {
            others += widths[i];
        }
        int room = WIDTH - others - 2 * (columns - 1);
        String gap = room >= Math.min(GOOD_FIRST, widths[0]) ? "  " : " ";
        room = WIDTH - others - gap.length() * (columns - 1);
        widths[0] = Math.min(widths[0], Math.max(MIN_FIRST, room));
        for (List<String> line : lines) {
            append(out, line, widths, gap);
        }
    }

    private void append(StringBuilder out, List<String> line, int[] widths, String gap) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = line.get(i);
            if (i == 0 && cell.length() > widths[0]) {
                out.append(cell).append('\n');
                cell = "";
            }
            text.append(i == 0 ? "" : gap);
            String pad = " ".repeat(widths[i] - cell.length());
            text.append(i < nrLeft ? cell + pad : pad + cell);
        }
        out.append(text.toString().stripTrailing()).append('\n');
    }

    /** Writes a paragraph, broken at 100 columns; later lines are indented by {@code indent}. */
    static void wrap(StringBuilder out, String text, int indent) {
        String margin = " ".repeat(indent);
        String words = text.stripLeading();
        int column = text.length() - words.length();
        out.append(" ".repeat(column));
        boolean isFirst = true;
        for (String word : words.split(" ")) {
            if (!isFirst && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(margin).append(word);
                column = indent + word.length();
            } else {
                out.append(isFirst ? "" : " ").append(word);
                column += word.length() + (isFirst ? 0 : 1);
            }
            isFirst = false;
        }
        out.append('\n');
    }
}
