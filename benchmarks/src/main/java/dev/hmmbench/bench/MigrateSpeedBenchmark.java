package dev.hmmbench.bench;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How close does the core of a migration come to the same in C? For each page: four levels of
 * tables, a migration entry, the copy, flags and index to the new page, five atomic counts, the new
 * entry. Pages in random order, 64 MiB there and 64 MiB back; a pass of one language undoes that of
 * the other.
 *
 * <p>The whole mm does much more for a page; the row {@code migrate} shows that. {@code ./hmmbench
 * run --rows speed.migrate}.
 */
@State(Scope.Benchmark)
public class MigrateSpeedBenchmark extends SpeedBenchmark {

    private static final int PAGE_SHIFT = 12;
    private static final int TABLE_BITS = 9;
    private static final int TOP_SHIFT = PAGE_SHIFT + 3 * TABLE_BITS;
    private static final long TABLE_MASK = (1L << TABLE_BITS) - 1;
    private static final long TABLE_BYTES = 1L << PAGE_SHIFT;
    private static final long PRESENT = 1;
    private static final long MIGRATING = 2;
    private static final long HUGE = 128;
    private static final long STATE_MASK = (1L << 41) - 1;
    private static final long CONTENT_BYTES = 64L << 20;
    private static final long SEED = 2026;
    private static final int ADDRESSES_OFFSET = 4096;
    private static final int COUNTER_OFFSET = 32;

    /** Bytes of a page: 4 KiB or 2 MiB. */
    @Param({"4096", "2097152"})
    public int pageBytes;

    private @Nullable Mapping contents;
    private @Nullable Mapping structPages;
    private @Nullable Mapping tables;
    private @Nullable Mapping world;
    private long[] addresses = {};

    @Override
    public long operationsPerSample() {
        return CONTENT_BYTES / pageBytes;
    }

    @Override
    public long memoryBytes() {
        return 2 * CONTENT_BYTES + 2 * frames() * StructPage.SIZE_BYTES + tableBytes()
                + worldBytes();
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        contents = touched(2 * CONTENT_BYTES);
        structPages = touched(2 * frames() * StructPage.SIZE_BYTES);
        tables = touched(tableBytes());
        world = touched(worldBytes());
        mapAll();
        drawAddresses();
        long at = Objects.requireNonNull(world).address();
        Memory.putLong(at, Objects.requireNonNull(tables).address());
        Memory.putLong(at + 8, Objects.requireNonNull(structPages).address());
        Memory.putLong(at + 16, Objects.requireNonNull(contents).address());
        Memory.putLong(at + 24, frames());
        bind("migrate", 4);
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        long table = Objects.requireNonNull(tables).address();
        for (long address : addresses) {
            long pfn = Memory.getLong(findEntry(table, address)) >>> PAGE_SHIFT;
            long found = Memory.getLong(contentOf(pfn));
            if (found != patternOf(address)) {
                throw new AssertionError("0x" + Long.toHexString(found) + " at 0x"
                        + Long.toHexString(address) + " after migration");
            }
        }
        Objects.requireNonNull(contents).close();
        Objects.requireNonNull(structPages).close();
        Objects.requireNonNull(tables).close();
        Objects.requireNonNull(world).close();
        checkRan();
    }

    @Override
    long runJava() {
        return migrate(Objects.requireNonNull(world).address(), addresses, pageBytes);
    }

    @Override
    long runC() {
        long at = Objects.requireNonNull(world).address();
        return callC(at, at + ADDRESSES_OFFSET, addresses.length, pageBytes);
    }

    /** In a method of its own, so that it is compiled as a whole. */
    private static long migrate(long world, long[] addresses, int pageBytes) {
        long root = Memory.getLong(world);
        long pages = Memory.getLong(world + 8);
        long contents = Memory.getLong(world + 16);
        long twin = Memory.getLong(world + 24);
        for (long address : addresses) {
            long entry = findEntry(root, address);
            long old = Memory.getLong(entry);
            long pfn = old >>> PAGE_SHIFT;
            long newPfn = pfn ^ twin;
            Memory.putLong(entry, pfn << PAGE_SHIFT | MIGRATING | old & HUGE);
            Memory.copy(contents + (pfn << PAGE_SHIFT), contents + (newPfn << PAGE_SHIFT),
                    pageBytes);
            moveState(pages + (pfn << StructPage.SIZE_SHIFT),
                    pages + (newPfn << StructPage.SIZE_SHIFT));
            Memory.getAndAddInt(world + COUNTER_OFFSET, 1);
            Memory.putLong(entry, newPfn << PAGE_SHIFT | PRESENT | old & HUGE);
        }
        return addresses.length;
    }

    private static long findEntry(long root, long address) {
        long table = root;
        for (int shift = TOP_SHIFT;; shift -= TABLE_BITS) {
            long entry = table + ((address >>> shift & TABLE_MASK) << 3);
            if (shift == PAGE_SHIFT) {
                return entry;
            }
            long word = Memory.getLong(entry);
            if ((word & HUGE) != 0) {
                return entry;
            }
            table = word & ~TABLE_MASK;
        }
    }

    private static void moveState(long from, long to) {
        StructPage.setFlags(to, StructPage.flags(to) & ~STATE_MASK
                | StructPage.flags(from) & STATE_MASK);
        StructPage.setMapping(to, StructPage.mapping(from));
        StructPage.setIndex(to, StructPage.index(from));
        StructPage.setMapping(from, 0);
        StructPage.addRefcount(to, 1);
        StructPage.addMapcount(to, 1);
        StructPage.addMapcount(from, -1);
        StructPage.addRefcount(from, -1);
    }

    /** Maps one page after the other from address 0 on, and fills it. */
    private void mapAll() {
        long root = Objects.requireNonNull(tables).address();
        long pages = Objects.requireNonNull(structPages).address();
        long nextTable = root + TABLE_BYTES;
        long pagesEach = pageBytes >>> PAGE_SHIFT;
        int leafShift = pageBytes == 1 << PAGE_SHIFT ? PAGE_SHIFT : PAGE_SHIFT + TABLE_BITS;
        for (long pfn = 0; pfn < frames(); pfn += pagesEach) {
            long address = pfn << PAGE_SHIFT;
            long table = root;
            for (int shift = TOP_SHIFT; shift > leafShift; shift -= TABLE_BITS) {
                long entry = table + ((address >>> shift & TABLE_MASK) << 3);
                if (Memory.getLong(entry) == 0) {
                    Memory.putLong(entry, nextTable | PRESENT);
                    nextTable += TABLE_BYTES;
                }
                table = Memory.getLong(entry) & ~TABLE_MASK;
            }
            Memory.putLong(table + ((address >>> leafShift & TABLE_MASK) << 3),
                    pfn << PAGE_SHIFT | PRESENT | (leafShift == PAGE_SHIFT ? 0 : HUGE));
            Memory.putLong(contentOf(pfn), patternOf(address));
            StructPage.setIndex(pages + (pfn << StructPage.SIZE_SHIFT), pfn);
        }
    }

    private void drawAddresses() {
        addresses = new long[(int) operationsPerSample()];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < addresses.length; i++) {
            int swapped = random.nextInt(i + 1);
            addresses[i] = addresses[swapped];
            addresses[swapped] = (long) i * pageBytes;
        }
        long list = Objects.requireNonNull(world).address() + ADDRESSES_OFFSET;
        for (int i = 0; i < addresses.length; i++) {
            Memory.putLong(list + (long) i * Long.BYTES, addresses[i]);
        }
    }

    private long contentOf(long pfn) {
        return Objects.requireNonNull(contents).address() + (pfn << PAGE_SHIFT);
    }

    private static long patternOf(long address) {
        return 0x5eed_0000_0000L + address;
    }

    private static long frames() {
        return CONTENT_BYTES >>> PAGE_SHIFT;
    }

    private static long tableBytes() {
        return (CONTENT_BYTES >>> PAGE_SHIFT + TABLE_BITS) * TABLE_BYTES + 3 * TABLE_BYTES;
    }

    private long worldBytes() {
        return ADDRESSES_OFFSET + operationsPerSample() * Long.BYTES;
    }

    private static Mapping touched(long sizeBytes) {
        Mapping mapping = Mapping.map(sizeBytes, Mapping.Pages.HUGE);
        mapping.touch();
        return mapping;
    }
}
