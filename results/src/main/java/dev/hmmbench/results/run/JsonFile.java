package dev.hmmbench.results.run;

import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and writes whole files of one JSON record. */
public final class JsonFile {

    private JsonFile() {}

    /**
     * Returns the record in {@code file}.
     *
     * @param schema the version that its key {@code schema} must have
     * @throws RunDataException if the file is missing, unreadable or holds something else
     */
    public static <T> T read(Path file, Class<T> type, int schema) {
        try {
            return Json.parse(readText(file), type, schema);
        } catch (Json.FormatException e) {
            throw RunDataException.incomplete(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the records in {@code file}, one per line.
     *
     * @param schema the version that the key {@code schema} of each must have
     * @throws RunDataException if the file is missing or a line holds something else
     */
    public static <T> List<T> readLines(Path file, Class<T> type, int schema) {
        List<T> records = new ArrayList<>();
        for (String line : readText(file).lines().toList()) {
            try {
                records.add(Json.parse(line, type, schema));
            } catch (Json.FormatException e) {
                throw RunDataException.incomplete(file + " line " + (records.size() + 1) + ": "
                        + e.getMessage(), e);
            }
        }
        return records;
    }

    /**
     * Writes the records, one per line. The file is the old one or the new one, whole.
     *
     * @throws RunDataException if it cannot be written
     */
    public static void writeLines(Path file, List<?> records) {
        writeText(file, records.stream().map(record -> Json.line(record) + "\n")
                .collect(Collectors.joining()));
    }

    /**
     * Returns the text of {@code file}.
     *
     * @throws RunDataException if the file is missing, unreadable or not UTF-8
     */
    public static String readText(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw RunDataException.noSuchFile(file + ": no such file");
        } catch (CharacterCodingException e) {
            throw RunDataException.incomplete(file + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw RunDataException.incomplete(file + ": cannot be read: " + reason(e), e);
        }
    }

    /**
     * Writes the record as indented JSON. The file is either the old one or the new one, whole,
     * whatever happens.
     *
     * @throws RunDataException if it cannot be written
     */
    public static void write(Path file, Object value) {
        writeText(file, Json.pretty(value));
    }

    /**
     * Writes a text. The file is either the old one or the new one, whole, whatever happens.
     *
     * @throws RunDataException if it cannot be written
     */
    public static void writeText(Path file, String text) {
        Path name = file.getFileName();
        if (name == null) {
            throw RunDataException.usage(file + ": not a file name");
        }
        Path part = file.resolveSibling("." + name + ".part");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw RunDataException.cannotWrite(file + ": cannot be written: " + reason(e), e);
        }
    }

    /** Returns why an operation on a file failed, in one line without the file's name. */
    static String reason(IOException error) {
        if (error instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return switch (error) {
            case NoSuchFileException e -> "no such file or folder";
            case FileAlreadyExistsException e -> "it is there already and is no folder";
            case AccessDeniedException e -> "permission denied";
            case NotDirectoryException e -> "not a folder";
            case FileSystemException e -> e.getClass().getSimpleName().replace("Exception", "");
            default -> error.getMessage() == null ? error.getClass().getSimpleName()
                    : error.getMessage();
        };
    }
}
