package dev.hmmbench.suite;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress for people: a bar with percent and remaining time on a terminal, plain lines elsewhere,
 * at least one every {@value #QUIET_MS} ms while a fork runs.
 */
public final class ProgressDisplay implements Progress {

    private static final int QUIET_MS = 2000;
    private static final int REFRESH_MS = 500;
    private static final double NS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final Target target;
    private final int columns;
    private @Nullable ProgressBar bar;
    private int done;
    private int firstDone;
    private int total;
    private long unitMs;
    private long startNs;
    private long lastLineNs;
    private String current = "";

    /** Where the display goes. */
    public enum Target {
        /** A terminal, where a line can be drawn again. */
        TERMINAL,
        /** A file or pipe, where each line stays. */
        LINES
    }

    /**
     * Makes a display.
     *
     * @param columns width of the terminal
     */
    public ProgressDisplay(PrintStream out, Target target, int columns) {
        this.out = out;
        this.target = target;
        this.columns = columns;
    }

    @Override
    public void begin(String units, int finished, int all, long expectedMs) {
        done = finished;
        firstDone = finished;
        total = all;
        unitMs = expectedMs;
        startNs = System.nanoTime();
        if (all > finished && target == Target.TERMINAL) {
            bar = new ProgressBarBuilder().setTaskName("run").setInitialMax(all)
                    .startsFrom(finished, Duration.ZERO).setUpdateIntervalMillis(REFRESH_MS)
                    .setStyle(ProgressBarStyle.ASCII).hideEta()
                    .setConsumer(new ConsoleProgressBarConsumer(out, columns - 1)).build();
        } else if (all > finished) {
            out.println((all - finished) + " " + units + " to run, about "
                    + inWords(remainingSeconds()));
        }
    }

    @Override
    public void next(String what) {
        current = what;
        if (bar == null) {
            line();
        } else {
            bar.setExtraMessage(message());
        }
    }

    @Override
    public void step() {
        if (bar == null) {
            if (System.nanoTime() - lastLineNs > QUIET_MS * 1_000_000L) {
                line();
            }
        } else {
            bar.setExtraMessage(message());
        }
    }

    @Override
    public void done() {
        done++;
        if (bar != null) {
            bar.setExtraMessage(done == total ? " done" : message());
            bar.stepTo(done);
        }
    }

    @Override
    public void note(String line) {
        if (bar != null) {
            out.print("\r" + " ".repeat(Math.max(0, columns - 1)) + "\r");
        }
        out.println(line);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** Short enough to leave room for the bar: rows without their parameters. */
    private String message() {
        return " " + inWords(remainingSeconds()) + " left  "
                + current.replaceAll("\\[[^]]*]", "").replaceAll(" +", " ");
    }

    private void line() {
        lastLineNs = System.nanoTime();
        int percent = total == 0 ? 100 : (int) (100L * done / total);
        out.println(String.format(java.util.Locale.ROOT, "%3d%%  %s left  %d/%d  %s", percent,
                inWords(remainingSeconds()), Math.min(done + 1, total), total, current));
    }

    private long remainingSeconds() {
        int measured = done - firstDone;
        double perFork = measured == 0 ? unitMs / 1e3
                : (System.nanoTime() - startNs) / NS_PER_SECOND / measured;
        return Math.round(perFork * (total - done));
    }

    /** Returns a time as people say it: {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
    static String inWords(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return String.format(java.util.Locale.ROOT, "%d h %02d min", seconds / 3600,
                seconds % 3600 / 60);
    }
}
