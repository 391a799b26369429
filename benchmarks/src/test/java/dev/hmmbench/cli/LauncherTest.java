package dev.hmmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects the first minute with the program: the launcher, in a folder of its own with a JDK and
 * a Maven that only say how they were called.
 */
class LauncherTest {

    @TempDir
    private Path temp;

    private Path home = Path.of("");
    private Path jdk = Path.of("");

    /** What a start did. */
    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void makeTree() throws IOException {
        home = Files.createDirectories(temp.resolve("a tree with spaces"));
        Path launcher = Path.of("").toAbsolutePath().getParent().resolve("hmmbench");
        Files.copy(launcher, home.resolve("hmmbench"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(home.resolve("pom.xml"), "");
        Files.createDirectories(home.resolve("benchmarks/src/main"));
        Files.writeString(home.resolve("benchmarks/pom.xml"), "");
        jdk = fakeJdk("jdk 25", "25");
    }

    private Path fakeJdk(String name, String version) throws IOException {
        Path bin = Files.createDirectories(temp.resolve(name).resolve("bin"));
        script(bin.resolve("javac"), "exit 0");
        return script(bin.resolve("java"), "case $1 in -XshowSettings*) "
                + "echo '    java.specification.version = " + version + "' >&2; exit 0;; esac\n"
                + "for a in \"$@\"; do echo \"arg:$a\"; done");
    }

    private Path script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void jar() throws IOException {
        Files.createDirectories(home.resolve("benchmarks/target"));
        Files.writeString(home.resolve("benchmarks/target/hmmbench.jar"), "jar");
    }

    private Outcome start(Path launcher, Map<String, String> environment, String... args)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("JAVA_")
                || key.startsWith("HMMBENCH_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }

    private Map<String, String> withJdk() {
        return Map.of("HMMBENCH_JAVA", jdk.toString());
    }

    @Test
    void start_jarIsThere_passesEverythingOn() throws Exception {
        jar();
        Outcome outcome = start(home.resolve("hmmbench"), withJdk(), "run", "--rows", "a b*");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("arg:dev.hmmbench.cli.Main\narg:run\narg:--rows\n"
                + "arg:a b*\n").contains("arg:" + home.toRealPath()
                + "/benchmarks/target/hmmbench.jar\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void start_throughSymbolicLinks_findsItsTree() throws Exception {
        jar();
        Path first = Files.createSymbolicLink(temp.resolve("first"), home.resolve("hmmbench"));
        Path second = Files.createSymbolicLink(temp.resolve("second"), first.getFileName());
        assertThat(start(second, withJdk(), "list").out())
                .contains("arg:-Dhmmbench.home=" + home.toRealPath());
    }

    @Test
    void start_modelPath_isOnTheClassPath() throws Exception {
        jar();
        Outcome outcome = start(home.resolve("hmmbench"), withJdk(), "list",
                "--model-path", "/x/a b.jar:/y/c.jar");
        assertThat(outcome.out()).contains("hmmbench.jar:/x/a b.jar:/y/c.jar\n");
        assertThat(start(home.resolve("hmmbench"), withJdk(), "list", "--model-path=/z.jar")
                .out()).contains("hmmbench.jar:/z.jar\n");
    }

    @Test
    void start_jdkTooOld_is69AndNamesWhatToInstall() throws Exception {
        jar();
        Outcome outcome = start(home.resolve("hmmbench"),
                Map.of("HMMBENCH_JAVA", fakeJdk("jdk 17", "17").toString()), "list");
        assertThat(outcome.code()).isEqualTo(69);
        assertThat(outcome.err()).hasLineCount(1).contains("JDK 25");
    }

    @Test
    void start_javaHomeTooOld_looksFurther() throws Exception {
        jar();
        Path old = fakeJdk("jdk 21", "21").getParent().getParent();
        Outcome outcome = start(home.resolve("hmmbench"), Map.of("JAVA_HOME", old.toString(),
                "PATH", jdk.getParent() + ":/usr/bin:/bin"), "list");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("arg:list");
    }

    @Test
    void start_noJar_buildsOnceQuietly() throws Exception {
        Path mvn = script(temp.resolve("mvn"), "mkdir -p benchmarks/target && "
                + "echo jar >benchmarks/target/hmmbench.jar && echo much output && "
                + "echo \"$JAVA_HOME\" >>built");
        Map<String, String> environment = Map.of("HMMBENCH_JAVA", jdk.toString(),
                "HMMBENCH_MVN", mvn.toString());
        Outcome first = start(home.resolve("hmmbench"), environment, "list");
        Outcome second = start(home.resolve("hmmbench"), environment, "list");
        assertThat(first.code()).isZero();
        assertThat(first.err()).contains("building").doesNotContain("much output");
        assertThat(second.err()).isEmpty();
        assertThat(Files.readString(home.resolve("built"))).hasLineCount(1)
                .contains(temp.resolve("jdk 25").toString());
    }

    @Test
    void start_sourcesAreNewer_buildsAgain() throws Exception {
        jar();
        Path source = Files.writeString(home.resolve("benchmarks/src/main/New.java"), "");
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime.fromMillis(
                System.currentTimeMillis() + 60_000));
        Path mvn = script(temp.resolve("mvn"), "echo >built");
        start(home.resolve("hmmbench"), Map.of("HMMBENCH_JAVA", jdk.toString(), "HMMBENCH_MVN",
                mvn.toString()), "list");
        assertThat(home.resolve("built")).exists();
    }

    @Test
    void start_buildFails_is70AndNamesTheLog() throws Exception {
        Path mvn = script(temp.resolve("mvn"), "echo '[ERROR] broken'; exit 1");
        Outcome outcome = start(home.resolve("hmmbench"), Map.of("HMMBENCH_JAVA", jdk.toString(),
                "HMMBENCH_MVN", mvn.toString()), "list");
        assertThat(outcome.code()).isEqualTo(70);
        assertThat(outcome.err()).contains("[ERROR] broken", "build.log");
        assertThat(outcome.out()).isEmpty();
    }
}
