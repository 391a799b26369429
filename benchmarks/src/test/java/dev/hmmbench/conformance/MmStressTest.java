package dev.hmmbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.ProcPagemap;
import dev.hmmbench.mm.ProcSmaps;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Models;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects one process's memory against many threads: two mirrors of one device and one of another
 * migrate, read, evict and take pages exclusive, while CPUs load and store, fork, advise, protect
 * and read /proc. Content never changes, so that every load knows what it must find. Chunks stay,
 * because only two designs protect lookups against their removal.
 */
@Tag("long")
class MmStressTest {

    private static final int NR_PAGES = 1024;
    private static final int INTS_PER_PAGE = (int) (Vma.PAGE_BYTES / Integer.BYTES);
    private static final int HUGE_PAGES = 512;
    private static final int MAX_RUN = 64;
    private static final long DURATION_NS = TimeUnit.SECONDS.toNanos(5);
    /** Errors of commands that lose a race, or meet a hole where another device was quicker. */
    private static final Set<Errno> EXPECTED =
            EnumSet.of(Errno.ENOENT, Errno.EBUSY, Errno.EFAULT, Errno.EINVAL);

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private World world;
    private long start;
    private long endNs;

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate", "devprivate+rcu"})
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyThreads_oneProcess_everyLoadFindsItsWord(String model) throws Exception {
        world = new World(StrictModels.of(Models.onClassPath()), model, World.Bases.FIRST,
                MemoryKind.PRIVATE, World.Size.NORMAL);
        start = world.mapHuge(NR_PAGES, VmFlags.READ_WRITE);
        world.cpu().storeInts(world.mm(), start, World.pattern(NR_PAGES));
        endNs = System.nanoTime() + DURATION_NS;
        List<Thread> threads = new ArrayList<>();
        threads.add(device(world.device0().open(world.mm(), new Cpu(world.core())), 1));
        threads.add(device(world.device0().open(world.mm(), new Cpu(world.core())), 2));
        threads.add(device(world.device1().open(world.mm(), new Cpu(world.core())), 3));
        threads.add(worker(4, this::load));
        threads.add(worker(5, this::load));
        threads.add(worker(6, this::store));
        threads.add(worker(7, this::fork));
        threads.add(worker(8, this::advise));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
        world.checkInvariants();
        world.expectMemory(start, World.pattern(NR_PAGES));
        world.close();
    }

    /** What a thread does again and again. */
    @FunctionalInterface
    private interface Work {
        void once(SplittableRandom random, Cpu cpu) throws InterruptedException;
    }

    private Thread worker(int seed, Work work) {
        return new Thread(() -> {
            SplittableRandom random = new SplittableRandom(seed);
            Cpu cpu = new Cpu(world.core());
            try {
                while (System.nanoTime() < endNs && failure.get() == null) {
                    work.once(random, cpu);
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private Thread device(Dmirror mirror, int seed) {
        return worker(seed, (random, cpu) -> {
            try {
                command(mirror, random);
            } catch (ModelException refused) {
                if (!EXPECTED.contains(refused.errno())) {
                    throw refused;
                }
            }
        });
    }

    private void command(Dmirror mirror, SplittableRandom random) {
        int page = random.nextInt(NR_PAGES);
        boolean isHuge = random.nextInt(4) == 0;
        int nrPages = isHuge ? HUGE_PAGES
                : 1 + random.nextInt(Math.min(MAX_RUN, NR_PAGES - page));
        long at = addressOf(isHuge ? page & -HUGE_PAGES : page);
        int[] words = new int[nrPages * INTS_PER_PAGE];
        switch (random.nextInt(7)) {
            case 0, 1 -> mirror.migrateToDevice(at, nrPages, words);
            case 2 -> mirror.migrateToSystem(at, nrPages);
            case 3 -> mirror.read(at, nrPages, words);
            case 4 -> mirror.snapshot(at, nrPages, words);
            case 5 -> mirror.exclusive(at, Math.min(nrPages, 8), words);
            default -> {
                if (random.nextInt(8) == 0) {
                    world.device0().evictAll();
                }
            }
        }
    }

    private void load(SplittableRandom random, Cpu cpu) {
        int page = random.nextInt(NR_PAGES);
        expectPage(cpu, world.mm(), page);
    }

    private void store(SplittableRandom random, Cpu cpu) {
        int page = random.nextInt(NR_PAGES);
        int[] words = new int[INTS_PER_PAGE];
        for (int i = 0; i < words.length; i++) {
            words[i] = page * INTS_PER_PAGE + i;
        }
        cpu.storeInts(world.mm(), addressOf(page), words);
    }

    private void fork(SplittableRandom random, Cpu cpu) throws InterruptedException {
        int page = random.nextInt(NR_PAGES);
        try (AddressSpace child = world.mm().fork()) {
            expectPage(cpu, child, page);
            if (random.nextBoolean()) {
                cpu.storeLong(child, addressOf(page), 7);
            }
            if (random.nextInt(3) == 0) {
                child.munmap(addressOf(page), Vma.PAGE_BYTES);
            }
        }
        Thread.sleep(1);
    }

    private void advise(SplittableRandom random, Cpu cpu) throws InterruptedException {
        int page = random.nextInt(NR_PAGES);
        long bytes = Vma.PAGE_BYTES * (1 + random.nextInt(Math.min(MAX_RUN, NR_PAGES - page)));
        AddressSpace mm = world.mm();
        switch (random.nextInt(4)) {
            case 0 -> mm.mprotect(addressOf(page), bytes, VmFlags.READ_WRITE);
            case 1 -> {
                try {
                    mm.madvise(addressOf(page & -HUGE_PAGES), HUGE_PAGES * Vma.PAGE_BYTES,
                            Advice.COLLAPSE);
                } catch (ModelException refused) {
                    // Some of its pages are on a device, or held: it cannot collapse now.
                    assertThat(refused.errno()).isEqualTo(Errno.EINVAL);
                }
            }
            case 2 -> mm.madvise(addressOf(page), bytes, Advice.FREE);
            default -> {
                ProcPagemap.read(world.core(), mm, addressOf(page),
                        new long[(int) (bytes / Vma.PAGE_BYTES)]);
                ProcSmaps.read(world.core(), mm);
            }
        }
        Thread.sleep(2);
    }

    private void expectPage(Cpu cpu, AddressSpace mm, int page) {
        int[] words = new int[INTS_PER_PAGE];
        cpu.loadInts(mm, addressOf(page), words);
        for (int i = 0; i < words.length; i++) {
            if (words[i] != page * INTS_PER_PAGE + i) {
                throw new AssertionError("word " + i + " of page " + page + " is " + words[i]);
            }
        }
    }

    private long addressOf(int page) {
        return start + page * Vma.PAGE_BYTES;
    }
}
