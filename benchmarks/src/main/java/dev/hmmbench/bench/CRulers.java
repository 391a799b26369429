package dev.hmmbench.bench;

import dev.hmmbench.memory.NativeFunction;
import dev.hmmbench.memory.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The measured work once more in C, compiled by this machine's own compiler at first use: what a
 * loop in Java is held against.
 *
 * <p>The compiler is {@code $CC}, {@code cc} or {@code gcc}, whichever is found first, with {@link
 * #FLAGS}. The library lies in the folder that the system property {@link #FOLDER_PROPERTY} names
 * and is used again by later virtual machines; without the property it lies in a temporary folder
 * of this one.
 */
public final class CRulers {

    /** System property: the folder in which the compiled rulers are kept. */
    public static final String FOLDER_PROPERTY = "hmmbench.rulers";
    /** How the rulers are compiled. */
    public static final List<String> FLAGS =
            List.of("-O2", "-std=gnu11", "-Wall", "-Wextra", "-shared", "-fPIC");

    private static final List<String> SOURCES =
            List.of("rulers.h", "struct_page.c", "maple_tree.c", "migrate.c");
    private static final long COMPILE_SECONDS = 60;

    private final NativeLibrary rulers;

    private CRulers(NativeLibrary rulers) {
        this.rulers = rulers;
    }

    /** There is no compiler, or it failed; the message says so in one line. */
    public static final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    /**
     * Loads the rulers and compiles them before where that is needed: a second or less.
     *
     * @throws UnavailableException if this machine has no compiler or it does not compile them
     */
    public static CRulers load() throws UnavailableException {
        try {
            byte[][] sources = readSources();
            Path folder = folder();
            Path file = folder.resolve("rulers-" + fingerprint(sources) + ".so");
            if (!Files.exists(file)) {
                compile(sources, folder, file);
            }
            return new CRulers(NativeLibrary.load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the compiler that {@link #load} uses.
     *
     * @throws UnavailableException if there is none
     */
    public static String compiler() throws UnavailableException {
        return firstThatRuns(candidates());
    }

    /** Returns the first of several compilers that can be run. */
    static String firstThatRuns(List<String> compilers) throws UnavailableException {
        for (String compiler : compilers) {
            if (answers(compiler)) {
                return compiler;
            }
        }
        throw new UnavailableException(
                "no C compiler: none of " + String.join(", ", compilers) + " can be run");
    }

    /** Binds one of the rulers. */
    NativeFunction function(String name, int nrArguments) {
        return rulers.function("hmmbench_" + name, nrArguments);
    }

    private static byte[][] readSources() throws IOException {
        byte[][] sources = new byte[SOURCES.size()][];
        for (int i = 0; i < sources.length; i++) {
            String resource = "/c/" + SOURCES.get(i);
            try (InputStream stream = CRulers.class.getResourceAsStream(resource)) {
                if (stream == null) {
                    throw new AssertionError("no resource " + resource);
                }
                sources[i] = stream.readAllBytes();
            }
        }
        return sources;
    }

    private static Path folder() throws IOException {
        String named = System.getProperty(FOLDER_PROPERTY);
        if (named != null) {
            return Files.createDirectories(Path.of(named));
        }
        Path folder = Files.createTempDirectory("hmmbench-rulers");
        folder.toFile().deleteOnExit();
        return folder;
    }

    /** Sources, flags and compiler: a library made otherwise has another name. */
    private static String fingerprint(byte[][] sources) throws UnavailableException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] source : sources) {
                digest.update(source);
            }
            digest.update((compiler() + FLAGS).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static void compile(byte[][] sources, Path folder, Path file)
            throws IOException, UnavailableException {
        Path work = Files.createTempDirectory(folder, "build");
        try {
            List<String> command = new ArrayList<>(List.of(compiler()));
            command.addAll(FLAGS);
            command.addAll(List.of("-o", work.resolve("rulers.so").toString()));
            for (int i = 0; i < sources.length; i++) {
                Path source = Files.write(work.resolve(SOURCES.get(i)), sources[i]);
                if (SOURCES.get(i).endsWith(".c")) {
                    command.add(source.toString());
                }
            }
            run(command, work);
            move(work.resolve("rulers.so"), file);
        } finally {
            deleteAll(work);
        }
        if (System.getProperty(FOLDER_PROPERTY) == null) {
            file.toFile().deleteOnExit();
        }
    }

    private static void run(List<String> command, Path work)
            throws IOException, UnavailableException {
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            if (!process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS)) {
                throw new UnavailableException(command.getFirst() + " did not end within "
                        + COMPILE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while the C rulers were compiled");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            List<String> lines = Files.readAllLines(log);
            throw new UnavailableException(command.getFirst() + " failed"
                    + (lines.isEmpty() ? "" : ": " + lines.getFirst()));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static List<String> candidates() {
        String named = System.getenv("CC");
        return named == null || named.isBlank()
                ? List.of("cc", "gcc") : List.of(named, "cc", "gcc");
    }

    private static boolean answers(String compiler) {
        try {
            Process process = new ProcessBuilder(compiler, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS)
                    && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
