package dev.hmmbench.cli;

/** The entry point of the executable jar. */
public final class Main {

    private Main() {}

    /**
     * Runs one command.
     *
     * @param args the command line, as {@code ./hmmbench} received it
     */
    public static void main(String[] args) {
        System.out.println("hmmbench");
    }
}
