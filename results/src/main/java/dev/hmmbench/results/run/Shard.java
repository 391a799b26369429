package dev.hmmbench.results.run;

/**
 * Which part of a run one machine does. Whole rounds are dealt out, so a pair is never split.
 *
 * @param index from 1
 * @param count how many machines
 */
public record Shard(int index, int count) {

    /** The whole run on one machine. */
    public static final Shard WHOLE = new Shard(1, 1);

    /** Checks the range. */
    public Shard {
        Check.atLeast("shard count", count, 1);
        Check.that(index >= 1 && index <= count,
                "shard is " + index + "/" + count + ", must be 1/" + count + " to " + count + "/"
                        + count);
    }
}
