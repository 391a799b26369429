package dev.hmmbench.cli.place;

/** How several sizes ask for numbers. */
enum Asking {
    /** Each finds the machine as its map shows it. */
    ALONE("each size alone, on the map as it is (--keep: one after another)"),
    /** Each finds what those before it have taken. */
    SUCCESSIVE("the sizes one after another, what fits is kept");

    private final String words;

    Asking(String words) {
        this.words = words;
    }

    /** Returns how, in words. */
    String words() {
        return words;
    }
}
