package dev.hmmbench.bench;

import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One design, opened on a machine of its own with enough memory for the struct pages of a
 * benchmark. The machine is the bundled one, or that of the file which the system property {@link
 * #IOMEM_PROPERTY} names.
 */
public final class OpenedModel implements AutoCloseable {

    /** System property: the file with the machine's map; unset for the bundled one. */
    static final String IOMEM_PROPERTY = "hmmbench.iomem";
    /** Bytes of device memory that the struct pages of one 2 MiB block describe. */
    public static final long SECTION_BYTES = 128L << 20;

    private static final long BLOCK_BYTES = 2L << 20;
    /** Page tables, slab objects, tree nodes, and what alignment at the ends of RAM costs. */
    private static final long SPARE_BYTES = 64L << 20;
    private static final long OWNER = 0x6475_6d6d_79L;

    private final PhysicalMemory memory;
    private final MemoryModel model;
    private final GivenBack givenBack;

    private OpenedModel(PhysicalMemory memory, MemoryModel model, GivenBack givenBack) {
        this.memory = memory;
        this.model = model;
        this.givenBack = givenBack;
    }

    /**
     * Opens a design; no class of another one is loaded. A machine with too little RAM gets more,
     * see {@link ExtraRam}.
     *
     * @param structPageBytes struct pages that it must have room for, from {@link #structPageBytes}
     */
    public static OpenedModel open(String model, long structPageBytes, Backing backing) {
        long managedBytes = memoryBytes(structPageBytes);
        Machine machine = ExtraRam.ensure(machine(), managedBytes);
        GivenBack givenBack = GivenBack.begin();
        PhysicalMemory memory =
                new PhysicalMemory(machine, BootOptions.of(managedBytes, backing));
        return new OpenedModel(memory, Models.onClassPath().open(model, memory), givenBack);
    }

    /** Returns what the request of a driver looks like that needs {@code sizeBytes}. */
    public static PagemapRequest request(long sizeBytes) {
        return new PagemapRequest(sizeBytes, PagemapType.PRIVATE, Driver.OPS, OWNER,
                PagemapRequest.NO_NODE, "hmmbench");
    }

    /**
     * Returns bytes of struct pages of one pagemap, at most: the legacy design rounds its size up
     * to sections.
     */
    public static long structPageBytes(long sizeBytes) {
        return Math.ceilDiv(sizeBytes, SECTION_BYTES) * BLOCK_BYTES;
    }

    /** Returns the machine that benchmarks run on. */
    static Machine machine() {
        String file = System.getProperty(IOMEM_PROPERTY);
        if (file == null) {
            return Machine.reference();
        }
        try {
            return Machine.fromIomem(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns bytes of memory that a machine needs for so many struct pages. */
    public static long memoryBytes(long structPageBytes) {
        return structPageBytes + structPageBytes / 64 + SPARE_BYTES;
    }

    /**
     * Creates pagemaps of one size, one after the other, outside any timing: free regions are found
     * by a search that skips ahead, with the kernel's answers.
     */
    public List<Pagemap> addPagemaps(int count, long sizeBytes) {
        PagemapRequest request = request(sizeBytes);
        List<Pagemap> made = new ArrayList<>(count);
        memory.setRegionSearch(FreeRegionSearch.SKIPPING);
        for (int i = 0; i < count; i++) {
            made.add(model.lifecycle().create(request));
        }
        memory.setRegionSearch(FreeRegionSearch.LITERAL);
        return made;
    }

    /** Returns the machine's memory. */
    public PhysicalMemory memory() {
        return memory;
    }

    /** Returns the opened design. */
    public MemoryModel model() {
        return model;
    }

    /**
     * Removes every pagemap and gives all memory back.
     *
     * @throws AssertionError if memory is left that was not there before
     */
    @Override
    public void close() {
        model.close();
        memory.close();
        givenBack.check();
    }

    /** A driver that never hands out a page: its callbacks are there and never called. */
    private enum Driver implements PagemapOps {
        OPS;

        @Override
        public boolean hasFolioFree() {
            return true;
        }

        @Override
        public boolean hasMigrateToRam() {
            return true;
        }
    }
}
