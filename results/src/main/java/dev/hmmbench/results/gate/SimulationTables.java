package dev.hmmbench.results.gate;

import dev.hmmbench.results.gate.GateSimulation.Noise;
import dev.hmmbench.results.gate.GateSimulation.Rate;
import dev.hmmbench.results.gate.GateSimulation.Setting;
import dev.hmmbench.results.gate.GateSimulation.Way;
import java.util.List;
import java.util.Locale;

/** Writes the tables of false alarms and of detection, as they stand in the documentation. */
public final class SimulationTables {

    private static final int DEFAULT_SUITES = 20_000;
    private static final long SEED = 20_260_101;
    private static final double[] SPREADS = {0.02, 0.05, 0.10};
    /** In standard errors of a run; the last is as much as single rounds scatter. */
    private static final double[] BETWEEN = {0, 1, Math.sqrt(10)};
    private static final int[] ACCEPTED = {5, 10, 20};
    private static final double[] SLOWDOWNS = {0.03, 0.05, 0.10};

    private final int suites;
    private final StringBuilder out = new StringBuilder();

    private SimulationTables(int suites) {
        this.suites = suites;
    }

    /**
     * Prints the tables.
     *
     * @param args the number of suites per cell; 20,000 where it is missing
     */
    public static void main(String[] args) {
        System.out.print(of(args.length == 0 ? DEFAULT_SUITES : Integer.parseInt(args[0])));
    }

    /** Returns the tables as Markdown from that many suites per cell. */
    public static String of(int suites) {
        SimulationTables tables = new SimulationTables(suites);
        tables.falseAlarms();
        tables.others();
        tables.detection();
        return tables.out.toString();
    }

    private void falseAlarms() {
        out.append("False alarms against history, percent of suites (upper 95 percent bound); "
                + "15 rows, 10 rounds, ").append(suites).append(" suites per cell; \"se\" is "
                + "the standard error of one run\n\n");
        out.append("| K | sd of a round | between runs | at once | with confirm |\n");
        out.append("|---|---|---|---|---|\n");
        for (int accepted : ACCEPTED) {
            for (double sd : SPREADS) {
                for (double between : BETWEEN) {
                    out.append(String.format(Locale.ROOT, "| %d | %.0f %% | %.1f se | %s | %s |\n",
                            accepted, 100 * sd, between,
                            rate(Setting.of(Way.HISTORY_ALONE, accepted, sd, between, 0)),
                            rate(Setting.of(Way.HISTORY_CONFIRMED, accepted, sd, between, 0))));
                }
            }
        }
    }

    private void others() {
        out.append("\nFalse alarms of head against base (30 comparisons), heavy tails, and "
                + "rejections of the A/A control\n\n");
        out.append("| what | sd of a round | noise | at once | with confirm |\n");
        out.append("|---|---|---|---|---|\n");
        for (Noise noise : Noise.values()) {
            for (double sd : SPREADS) {
                line("head against base", sd, noise, List.of(
                        Setting.of(Way.BASE_ALONE, 0, sd, 0, 0).with(noise),
                        Setting.of(Way.BASE_CONFIRMED, 0, sd, 0, 0).with(noise)));
            }
        }
        for (double sd : SPREADS) {
            line("history, K = 10, 1 se", sd, Noise.HEAVY_TAILS, List.of(
                    Setting.of(Way.HISTORY_ALONE, 10, sd, 1, 0).with(Noise.HEAVY_TAILS),
                    Setting.of(Way.HISTORY_CONFIRMED, 10, sd, 1, 0).with(Noise.HEAVY_TAILS)));
        }
        for (Noise noise : Noise.values()) {
            line("A/A control rejected", 0.02, noise,
                    List.of(Setting.of(Way.CONTROL, 0, 0.02, 0, 0).with(noise)));
        }
    }

    private void detection() {
        out.append("\nA slowdown of one row found, percent of suites (lower 95 percent bound); "
                + "sd of a round 2 percent\n\n");
        out.append("| way | K | between runs | 3 % | 5 % | 10 % |\n|---|---|---|---|---|---|\n");
        for (Way way : List.of(Way.HISTORY_ALONE, Way.HISTORY_CONFIRMED)) {
            for (double between : BETWEEN) {
                for (int accepted : ACCEPTED) {
                    found(way, accepted, between);
                }
            }
        }
        found(Way.BASE_ALONE, 0, 0);
        found(Way.BASE_CONFIRMED, 0, 0);
    }

    private void found(Way way, int accepted, double between) {
        out.append(String.format(Locale.ROOT, "| %s | %s | %s |", switch (way) {
            case HISTORY_ALONE -> "against history, at once";
            case HISTORY_CONFIRMED -> "against history, with confirm";
            case BASE_ALONE -> "head against base, at once";
            case BASE_CONFIRMED -> "head against base, with confirm";
            case CONTROL -> throw new AssertionError("no detection of a control");
        }, accepted == 0 ? "-" : accepted, accepted == 0 ? "-"
                : String.format(Locale.ROOT, "%.1f se", between)));
        for (double slowdown : SLOWDOWNS) {
            Rate rate = GateSimulation.alarms(Setting.of(way, accepted, 0.02, between, slowdown),
                    suites, SEED);
            out.append(String.format(Locale.ROOT, " %.1f (%.1f) |", 100 * rate.share(),
                    100 * rate.lower()));
        }
        out.append('\n');
    }

    private void line(String what, double sd, Noise noise, List<Setting> settings) {
        out.append(String.format(Locale.ROOT, "| %s | %.0f %% | %s |", what, 100 * sd,
                noise == Noise.NORMAL ? "normal" : "heavy tails"));
        settings.forEach(setting -> out.append(' ').append(rate(setting)).append(" |"));
        out.append(settings.size() == 1 ? " - |\n" : "\n");
    }

    private String rate(Setting setting) {
        Rate rate = GateSimulation.alarms(setting, suites, SEED);
        return String.format(Locale.ROOT, "%.2f (%.2f)", 100 * rate.share(), 100 * rate.upper());
    }
}
