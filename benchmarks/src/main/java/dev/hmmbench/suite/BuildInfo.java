package dev.hmmbench.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Which build this is. */
public final class BuildInfo {

    /** System property set by the launcher: the commit of the tree it stands in. */
    private static final String COMMIT_PROPERTY = "hmmbench.commit";
    private static final String UNKNOWN = "unknown";
    private static final Properties BUILD = load();

    private BuildInfo() {}

    /** Returns the version of this program. */
    public static String version() {
        return BUILD.getProperty("version", UNKNOWN);
    }

    /**
     * Returns the commit that was built, {@code -dirty} appended where the tree had changes; where
     * the build did not record it, the commit of the tree that the launcher stands in.
     */
    public static String commit() {
        String built = BUILD.getProperty("commit", "");
        if (!built.isBlank() && !built.startsWith("$")) {
            return built;
        }
        return System.getProperty(COMMIT_PROPERTY, UNKNOWN);
    }

    /** Returns the version of JMH that was built in. */
    static String jmhVersion() {
        return BUILD.getProperty("jmh", UNKNOWN);
    }

    /** Returns a hash of all that is on the class path: two runs of one build have the same. */
    public static String classPathHash() {
        return hash(System.getProperty("java.class.path", ""));
    }

    /** Returns the hash of another class path. */
    static String hash(String classPath) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String entry : classPath.split(":")) {
                for (Path file : files(Path.of(entry))) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read", e);
        }
    }

    private static List<Path> files(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return Files.exists(entry) ? List.of(entry) : List.of();
        }
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties cannot be read", e);
        }
        return properties;
    }
}
