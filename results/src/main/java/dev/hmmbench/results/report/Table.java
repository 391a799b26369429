package dev.hmmbench.results.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of formatted cells.
 *
 * @param id unique in the report
 * @param caption what the rows are, with units that all share
 * @param columns the columns
 * @param rows the rows; each has one cell per column
 */
public record Table(String id, String caption, List<Column> columns, List<List<Cell>> rows)
        implements Block {

    /** How a column stands. */
    public enum Align {
        /** Words, to the left. */
        TEXT,
        /** Numbers, to the right, digits under digits. */
        NUMBER
    }

    /**
     * A column.
     *
     * @param name its head, with the unit
     * @param align how its cells stand
     */
    public record Column(String name, Align align) {}

    /**
     * A cell.
     *
     * @param text what it shows
     * @param target id that it leads to; empty for none
     * @param mark word of a verdict that colours it; empty for none
     */
    public record Cell(String text, String target, String mark) {}

    /** Checks that each row has one cell per column. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table " + id + ": " + row.size()
                        + " cells under " + columns.size() + " columns");
            }
        }
    }

    /** Returns a table in the making. */
    static Builder named(String id, String caption) {
        return new Builder(id, caption);
    }

    /** Returns a cell of plain text. */
    static Cell cell(String text) {
        return new Cell(text, "", "");
    }

    /** Returns a cell that leads to another place of the report. */
    static Cell link(String text, String target) {
        return new Cell(text, target, "");
    }

    /** Returns a cell that holds a verdict. */
    static Cell verdict(String word) {
        return new Cell(word, "", word);
    }

    /** A table in the making. */
    static final class Builder {

        private final String id;
        private final String caption;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder(String id, String caption) {
            this.id = id;
            this.caption = caption;
        }

        /** Adds columns of words. */
        Builder text(String... names) {
            for (String name : names) {
                columns.add(new Column(name, Align.TEXT));
            }
            return this;
        }

        /** Adds columns of numbers. */
        Builder numbers(String... names) {
            for (String name : names) {
                columns.add(new Column(name, Align.NUMBER));
            }
            return this;
        }

        /** Adds a row. */
        Builder row(Cell... cells) {
            rows.add(List.of(cells));
            return this;
        }

        /** Adds a row of plain texts. */
        Builder row(String... texts) {
            List<Cell> cells = new ArrayList<>();
            for (String text : texts) {
                cells.add(cell(text));
            }
            rows.add(cells);
            return this;
        }

        /** Returns whether there is no row yet. */
        boolean isEmpty() {
            return rows.isEmpty();
        }

        Table build() {
            return new Table(id, caption, columns, rows);
        }
    }
}
