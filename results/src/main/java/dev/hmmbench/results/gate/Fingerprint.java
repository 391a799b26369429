package dev.hmmbench.results.gate;

import dev.hmmbench.results.run.Environment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What makes runs comparable in time: the machine class.
 *
 * @param keys what the class is made of, sorted
 */
public record Fingerprint(SortedMap<String, String> keys) {

    private static final String SHARD = " (shard ";
    private static final int HASH_BYTES = 4;
    private static final int MAX_NAME = 40;

    /** Makes the map unmodifiable. */
    public Fingerprint {
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    /** Returns the class of the machine and harness that {@code where} describes. */
    public static Fingerprint of(Environment where) {
        TreeMap<String, String> keys = new TreeMap<>();
        put(keys, where, Environment.CPU, Environment.CPU_MODEL);
        put(keys, where, Environment.CPU, Environment.CPU_CORES);
        put(keys, where, Environment.KERNEL, Environment.KERNEL_THP);
        put(keys, where, Environment.JDK, Environment.JDK_BUILD);
        put(keys, where, Environment.JDK, Environment.JDK_GC);
        put(keys, where, Environment.HARNESS, Environment.HARNESS_JMH);
        put(keys, where, Environment.HARNESS, Environment.HARNESS_BLACKHOLE);
        String release = where.value(Environment.KERNEL, Environment.KERNEL_RELEASE);
        keys.put("kernel.major", release.split("\\.", 2)[0]);
        return new Fingerprint(keys);
    }

    /** Returns the name of the class: a word of the CPU and a hash of all keys. */
    public String className() {
        String model = keys.getOrDefault("cpu.model", "unknown").toLowerCase(Locale.ROOT)
                .replaceAll("\\(r\\)|\\(tm\\)|processor|cpu|@.*", " ")
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return model.substring(0, Math.min(MAX_NAME, model.length())) + "-" + hash();
    }

    /** Returns the keys in which {@code other} differs, each with both values. */
    public List<String> differences(Fingerprint other) {
        List<String> differences = new ArrayList<>();
        TreeMap<String, String> all = new TreeMap<>(keys);
        all.putAll(other.keys);
        for (String key : all.keySet()) {
            String mine = keys.getOrDefault(key, "unknown");
            String theirs = other.keys.getOrDefault(key, "unknown");
            if (!mine.equals(theirs)) {
                differences.add(key + " " + mine + " / " + theirs);
            }
        }
        return differences;
    }

    private static void put(TreeMap<String, String> keys, Environment where, String section,
            String key) {
        // A merged run keeps what its shards differ in under the key with the shard behind it.
        TreeSet<String> values = new TreeSet<>(Set.of(where.value(section, key)));
        where.sections().getOrDefault(section, new TreeMap<>()).forEach((name, value) -> {
            if (name.startsWith(key + SHARD)) {
                values.add(value);
            }
        });
        keys.put(section + "." + key, String.join(" + ", values));
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(keys.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
