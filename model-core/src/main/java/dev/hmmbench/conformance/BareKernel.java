package dev.hmmbench.conformance;

import dev.hmmbench.model.Errno;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.DevPagemap;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.MemremapPages.PrivateMemory;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.RefusedException;
import dev.hmmbench.physmem.Stage;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.List;

/** A booted kernel without devices and processes: for what concerns pagemaps alone. */
final class BareKernel implements AutoCloseable {

    private static final long OWNER = 11;

    private final PhysicalMemory memory;
    private final MemoryModel model;
    private final List<Pagemap> mapped = new ArrayList<>();

    BareKernel(Models models, String modelName, Machine machine, BootOptions options) {
        memory = new PhysicalMemory(machine, options);
        model = models.open(modelName, memory);
    }

    PhysicalMemory memory() {
        return memory;
    }

    MemoryModel model() {
        return model;
    }

    /** Returns a request of a driver that has everything. */
    static PagemapRequest request(long sizeBytes) {
        return request(sizeBytes, World.idleDriver(), OWNER);
    }

    static PagemapRequest request(long sizeBytes, PagemapOps ops, long owner) {
        return new PagemapRequest(sizeBytes, PagemapType.PRIVATE, ops, owner,
                PagemapRequest.NO_NODE, "bare");
    }

    Pagemap create(long sizeBytes) {
        return model.lifecycle().create(request(sizeBytes));
    }

    void remove(Pagemap pagemap) {
        model.lifecycle().remove(pagemap);
    }

    /** Returns the page of a number of a pagemap. */
    long pageAt(Pagemap pagemap, long index) {
        return model.numbers().pageOf(pagemap.firstNumber() + index);
    }

    /**
     * Asks memremap_pages() for struct pages at an address; returns 0, or the negative error
     * number of the kernel.
     */
    int mapAt(PagemapType type, long start, long sizeBytes, PrivateMemory rule) {
        Pagemap pagemap =
                memory.pagemaps().allocate(type, World.idleDriver(), OWNER, "at an address");
        DevPagemap.setRange(pagemap.address(), start, start + sizeBytes - 1);
        try {
            memory.memremapPages().map(pagemap, 0, rule, Stage.Listener.NONE);
            mapped.add(pagemap);
            return 0;
        } catch (RefusedException refused) {
            memory.pagemaps().free(pagemap);
            return refused.errno();
        }
    }

    /** Expects a request to be refused, and nothing to be left of it. */
    void expectRefused(String what, Errno expected, PagemapRequest request) {
        MemoryTotals before = memory.totals();
        try {
            model.lifecycle().create(request);
        } catch (ModelException refused) {
            World.expect("errno of " + what, expected, refused.errno());
            World.expect("what is left of " + what, before, memory.totals());
            return;
        }
        throw new ScenarioFailedException(what + " succeeded");
    }

    /** Gives the memory back to the system, whatever state the kernel is in. */
    void abandon() {
        memory.close();
    }

    @Override
    public void close() {
        for (Pagemap pagemap : mapped) {
            memory.memremapPages().unmap(pagemap, Stage.Listener.NONE);
            memory.pagemaps().free(pagemap);
        }
        memory.pagemaps().all().forEach(this::remove);
        model.validate();
        model.close();
        memory.validate();
        memory.close();
    }
}
