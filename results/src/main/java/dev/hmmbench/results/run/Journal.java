package dev.hmmbench.results.run;

import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The append-only journal of a run: one line of JSON per finished fork, on the disk before
 * {@link #append} returns. A process killed at any moment loses no finished fork.
 */
public final class Journal implements AutoCloseable {

    /** The file's name in a run folder. */
    public static final String FILE_NAME = "journal.ndjson";

    private static final int NEWLINE = '\n';

    private final Path file;
    private final FileChannel channel;

    /**
     * What a journal holds.
     *
     * @param forks one record per fork, in the order of their first lines
     * @param notes what was left out and why, one line each
     */
    public record Contents(List<ForkRecord> forks, List<String> notes) {

        /** Makes the lists unmodifiable. */
        public Contents {
            forks = List.copyOf(forks);
            notes = List.copyOf(notes);
        }
    }

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal for writing, creating it where it is not there. A torn last line of a
     * stopped run is cut off; a whole last line without a line end gets one.
     *
     * @throws RunDataException if it cannot be written
     */
    static Journal open(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, channel);
            journal.mendTail();
            return journal;
        } catch (IOException e) {
            throw RunDataException.cannotWrite(file + ": " + JsonFile.reason(e), e);
        }
    }

    /**
     * Returns what the journal at {@code file} holds.
     *
     * @throws RunDataException if it is missing, a line before the last is torn or invalid, or two
     *     lines contradict each other
     */
    public static Contents read(Path file) {
        return JournalReader.read(file);
    }

    /**
     * Writes one fork and waits until it is on the disk.
     *
     * @throws RunDataException if it cannot be written; the journal then holds no part of it
     */
    public synchronized void append(ForkRecord fork) {
        byte[] line = (Json.line(fork) + "\n").getBytes(StandardCharsets.UTF_8);
        long before = -1;
        try {
            before = channel.size();
            write(line);
        } catch (IOException e) {
            cutTo(before);
            throw RunDataException.cannotWrite(file + ": " + JsonFile.reason(e), e);
        }
    }

    /** Closes the file. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw RunDataException.cannotWrite(file + ": " + JsonFile.reason(e), e);
        }
    }

    private void write(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private void cutTo(long sizeBytes) {
        try {
            if (sizeBytes >= 0) {
                channel.truncate(sizeBytes);
            }
        } catch (IOException e) {
            // The reader drops a torn last line, and the next open cuts it off.
        }
    }

    private void mendTail() throws IOException {
        long size = channel.size();
        long start = size;
        ByteBuffer one = ByteBuffer.allocate(1);
        while (start > 0 && byteAt(one, start - 1) != NEWLINE) {
            start--;
        }
        if (start == size) {
            return;
        }
        ByteBuffer tail = ByteBuffer.allocate(Math.toIntExact(size - start));
        channel.read(tail, start);
        try {
            Json.parse(new String(tail.array(), StandardCharsets.UTF_8), ForkRecord.class,
                    Schema.VERSION);
            write(new byte[] {NEWLINE});
        } catch (Json.FormatException e) {
            channel.truncate(start);
        }
    }

    private byte byteAt(ByteBuffer one, long place) throws IOException {
        one.clear();
        channel.read(one, place);
        return one.get(0);
    }
}
