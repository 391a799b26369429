package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the flags of forks: an archive that cannot be written would fail each of them. */
class ForkArgsTest {

    @TempDir
    private Path folder;

    @Test
    void archive_jarsAlone_isUsed() throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        Path archive = folder.resolve("classes.jsa");
        assertThat(ForkArgs.archive(archive, jar + File.pathSeparator + jar))
                .contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void archive_folderInTheClassPath_isNone() throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        assertThat(ForkArgs.archive(folder.resolve("classes.jsa"),
                jar + File.pathSeparator + folder)).isEmpty();
    }
}
