package dev.hmmbench.cli;

/**
 * What the output goes to.
 *
 * @param isOutTerminal whether standard output is a terminal
 * @param isErrTerminal whether standard error is one
 * @param columns its width; {@value #DEFAULT_COLUMNS} where unknown
 */
record Terminal(boolean isOutTerminal, boolean isErrTerminal, int columns) {

    /** Width of tables where there is no terminal. */
    static final int DEFAULT_COLUMNS = 100;

    /** Neither is a terminal. */
    static final Terminal NONE = new Terminal(false, false, DEFAULT_COLUMNS);

    private static final String TERMINALS_PROPERTY = "hmmbench.terminals";
    private static final String COLUMNS_PROPERTY = "hmmbench.columns";

    /** Returns what the launcher found out. */
    static Terminal ofProcess() {
        String terminals = System.getProperty(TERMINALS_PROPERTY, "");
        return new Terminal(terminals.contains("out"), terminals.contains("err"),
                columns(System.getProperty(COLUMNS_PROPERTY, "")));
    }

    private static int columns(String text) {
        return text.matches("[0-9]{2,4}") ? Integer.parseInt(text) : DEFAULT_COLUMNS;
    }
}
