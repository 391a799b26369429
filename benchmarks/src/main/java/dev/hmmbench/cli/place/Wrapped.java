package dev.hmmbench.cli.place;

import java.io.PrintWriter;

/** Text of words in at most 100 columns. */
final class Wrapped {

    private static final int COLUMNS = 100;

    private Wrapped() {}

    /** Prints words, each line behind an indentation. */
    static void print(PrintWriter out, String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ")) {
            if (line.length() > indent.length() && line.length() + word.length() > COLUMNS) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
