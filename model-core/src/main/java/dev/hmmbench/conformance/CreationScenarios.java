package dev.hmmbench.conformance;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.ZoneDevice;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.MemremapPages.PrivateMemory;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PercpuRef;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.RefusedException;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import java.util.List;

/**
 * What the designs answer to requests for device memory that cannot be had, row by row; a full or
 * crowded space is among the {@link NumberScenarios}.
 */
final class CreationScenarios {

    private static final long MIB = 1L << 20;
    private static final long SECTION_BYTES = 1L << Limits.DEFAULT_SECTION_BITS;
    private static final long OWNER = 12;

    private CreationScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("create_incomplete", "no size, no callbacks, no owner",
                        CreationScenarios::incomplete),
                Scenario.of("create_without_free", "a driver that cannot take pages back",
                        CreationScenarios::withoutFolioFree),
                Scenario.of("create_other_type", "the call for the other kind of memory",
                        CreationScenarios::otherType),
                Scenario.of("create_not_configured", "a kernel without private memory",
                        CreationScenarios::notConfigured),
                Scenario.of("create_at_bad_address", "addresses that are taken, or no addresses",
                        CreationScenarios::badAddress),
                Scenario.of("create_any_size", "sizes that are no multiple of anything",
                        CreationScenarios::anySize),
                Scenario.of("create_no_memory", "every allocation fails in turn",
                        CreationScenarios::noMemory),
                Scenario.of("create_128_gib", "one pagemap of 33,554,432 pages",
                        CreationScenarios::tooManyPages),
                Scenario.of("remove_in_use", "a pagemap with a page in use",
                        CreationScenarios::removeInUse),
                Scenario.of("lookup_unknown", "a number that no pagemap has",
                        CreationScenarios::lookupUnknown));
    }

    /** A driver that lacks a callback. */
    private record Partial(boolean hasFolioFree, boolean hasMigrateToRam) implements PagemapOps {}

    private static BareKernel boot(World world) {
        return world.boot(Machine.reference(), BootOptions.fresh(96 * MIB));
    }

    private static void incomplete(World world) {
        try (BareKernel kernel = boot(world)) {
            kernel.expectRefused("no pages", Errno.EINVAL, BareKernel.request(0));
            kernel.expectRefused("no callbacks", Errno.EINVAL,
                    BareKernel.request(MIB, PagemapOps.NONE, OWNER));
            kernel.expectRefused("no migrate_to_ram", Errno.EINVAL,
                    BareKernel.request(MIB, new Partial(true, false), OWNER));
            kernel.expectRefused("no owner", Errno.EINVAL,
                    BareKernel.request(MIB, World.idleDriver(), 0));
            World.expect("warned", false, kernel.memory().warnings().all().isEmpty());
        }
    }

    private static void withoutFolioFree(World world) {
        try (BareKernel kernel = boot(world)) {
            PagemapRequest request = BareKernel.request(MIB, new Partial(false, true), OWNER);
            if (world.isLegacy()) {
                kernel.expectRefused("no folio_free", Errno.EINVAL, request);
                return;
            }
            Pagemap pagemap = kernel.model().lifecycle().create(request);
            try (CoreMm core = new CoreMm(kernel.memory(), kernel.model())) {
                for (int i = 0; i < 2; i++) {
                    World.expect("warnings", i == 0,
                            kernel.memory().warnings().all().isEmpty());
                    long page = kernel.pageAt(pagemap, i);
                    ZoneDevice.initPage(page);
                    Folio.unlock(page);
                    core.putFolio(page);
                    World.expect("warnings", 1L,
                            kernel.memory().warnings().count(ZoneDevice.NO_FOLIO_FREE));
                }
            }
        }
    }

    /** The series has a call of its own for private memory, and each call refuses the other's. */
    private static void otherType(World world) {
        try (BareKernel kernel = boot(world)) {
            PhysicalMemory memory = kernel.memory();
            if (!world.isLegacy()) {
                kernel.expectRefused("coherent memory", Errno.EINVAL, new PagemapRequest(
                        MIB, PagemapType.COHERENT, World.idleDriver(), OWNER,
                        PagemapRequest.NO_NODE, "coherent"));
            }
            int expected = world.isLegacy() ? 0 : RefusedException.EINVAL;
            memory.warnings().clear();
            World.expect("errno of memremap_pages()", expected,
                    kernel.mapAt(PagemapType.PRIVATE, highAddress(memory), SECTION_BYTES,
                            ruleOf(world)));
            World.expect("warnings", world.isLegacy() ? 0 : 1, memory.warnings().all().size());
        }
    }

    private static void notConfigured(World world) {
        try (BareKernel kernel = world.boot(Machine.reference(),
                BootOptions.fresh(32 * MIB).withoutDevicePrivate())) {
            kernel.expectRefused("private memory", Errno.EINVAL, BareKernel.request(2 * MIB));
        }
    }

    /** Only memory with physical addresses can be asked for at one: in the series, coherent. */
    private static void badAddress(World world) {
        PagemapType type = world.isLegacy() ? PagemapType.PRIVATE : PagemapType.COHERENT;
        PrivateMemory rule = ruleOf(world);
        try (BareKernel kernel = boot(world)) {
            PhysicalMemory memory = kernel.memory();
            long high = highAddress(memory);
            long ram = memory.machine().systemRam().getLast().end();
            long last = memory.machine().limits().usableLast();
            World.expect("free address", 0, kernel.mapAt(type, high, SECTION_BYTES, rule));
            MemoryTotals before = memory.totals();
            World.expect("another pagemap", RefusedException.ENOMEM,
                    kernel.mapAt(type, high, SECTION_BYTES, rule));
            World.expect("another pagemap at the end", RefusedException.ENOMEM,
                    kernel.mapAt(type, high - SECTION_BYTES, 2 * SECTION_BYTES, rule));
            World.expect("system RAM", RefusedException.ENXIO,
                    kernel.mapAt(type, ram - SECTION_BYTES, SECTION_BYTES, rule));
            World.expect("not whole subsections", RefusedException.EINVAL,
                    kernel.mapAt(type, high - SECTION_BYTES, Vma.PAGE_BYTES, rule));
            World.expect("beyond the last address", RefusedException.EINVAL,
                    kernel.mapAt(type, last + 1, SECTION_BYTES, rule));
            World.expect("across the last address", RefusedException.EINVAL,
                    kernel.mapAt(type, last + 1 - SECTION_BYTES, 2 * SECTION_BYTES, rule));
            World.expect("what is left", before, memory.totals());
        }
        BareKernel kernel = boot(world);
        long high = highAddress(kernel.memory());
        kernel.mapAt(type, high, SECTION_BYTES, rule);
        World.expect("a pagemap in the middle", RefusedException.EEXIST,
                kernel.mapAt(type, high - SECTION_BYTES, 3 * SECTION_BYTES, rule));
        kernel.abandon();
    }

    private static PrivateMemory ruleOf(World world) {
        return world.isLegacy() ? PrivateMemory.ACCEPTED : PrivateMemory.REFUSED;
    }

    private static long highAddress(PhysicalMemory memory) {
        return memory.deviceMemoryPfn() * Vma.PAGE_BYTES + 16 * SECTION_BYTES;
    }

    private static void anySize(World world) {
        try (BareKernel kernel = boot(world)) {
            for (long nrPages : new long[] {1, 511, 513, 32_769}) {
                Pagemap pagemap = kernel.create(nrPages * Vma.PAGE_BYTES);
                long granule = world.isLegacy() ? SECTION_BYTES / Vma.PAGE_BYTES : 1;
                World.expect("pages of " + nrPages,
                        (nrPages + granule - 1) / granule * granule, pagemap.nrPages());
            }
        }
    }

    private static void noMemory(World world) {
        try (BareKernel kernel = boot(world)) {
            kernel.remove(kernel.create(SECTION_BYTES));
            kernel.memory().allocationPlan().count();
            kernel.remove(kernel.create(SECTION_BYTES));
            long nrAllocations = kernel.memory().allocationPlan().asked();
            kernel.memory().allocationPlan().clear();
            MemoryTotals before = kernel.memory().totals();
            int nrRefused = 0;
            for (long i = 0; i < nrAllocations; i++) {
                kernel.memory().allocationPlan().refuse(i);
                try {
                    Pagemap pagemap = kernel.create(SECTION_BYTES);
                    kernel.memory().allocationPlan().clear();
                    kernel.remove(pagemap);
                } catch (ModelException refused) {
                    kernel.memory().allocationPlan().clear();
                    World.expect("errno of allocation " + i, Errno.ENOMEM, refused.errno());
                    nrRefused++;
                }
                World.expect("what is left of allocation " + i, before,
                        kernel.memory().totals());
            }
            World.expect("refused more than three times", true, nrRefused > 3);
            kernel.expectRefused("more than RAM describes", Errno.ENOMEM,
                    BareKernel.request(64 * SECTION_BYTES));
        }
    }

    private static void tooManyPages(World world) {
        long sizeBytes = 128L << 30;
        Placement placement = world.placement(Machine.reference());
        PlacementOutcome outcome = placement.reserve(sizeBytes);
        if (world.isLegacy()) {
            World.expect("outcome", PlacementOutcome.Placed.class, outcome.getClass());
            return;
        }
        World.expect("errno", Errno.ENOMEM, ((PlacementOutcome.Refused) outcome).errno());
        World.expect("one page less", PlacementOutcome.Placed.class,
                placement.reserve(sizeBytes - Vma.PAGE_BYTES).getClass());
        try (BareKernel kernel = boot(world)) {
            kernel.expectRefused("33,554,432 pages", Errno.ENOMEM,
                    BareKernel.request(sizeBytes));
        }
    }

    /** The kernel waits for the page; a thread alone would wait for ever, which the model says. */
    private static void removeInUse(World world) {
        try (BareKernel kernel = boot(world)) {
            Pagemap pagemap = kernel.create(MIB);
            PercpuRef.tryGetLive(pagemap.address(), 1);
            try {
                kernel.remove(pagemap);
                throw new ScenarioFailedException("removed with a page in use");
            } catch (IllegalStateException waits) {
                World.expect("pagemaps", 1L, kernel.memory().totals().pagemaps());
            }
            PercpuRef.put(pagemap.address(), 1);
            kernel.remove(pagemap);
            World.expect("pagemaps", 0L, kernel.memory().totals().pagemaps());
        }
    }

    private static void lookupUnknown(World world) {
        try (BareKernel kernel = boot(world)) {
            Pagemap pagemap = kernel.create(MIB);
            long unknown = pagemap.firstNumber() + pagemap.nrPages();
            if (world.isLegacy()) {
                World.expect("distance of an address of nothing", 1L,
                        kernel.memory().vmemmap().pageOf(unknown)
                                - kernel.memory().vmemmap().pageOf(unknown - 1)
                                >>> StructPage.SIZE_SHIFT);
                World.expect("valid", false, kernel.memory().isPfnValid(unknown));
                return;
            }
            for (int i = 0; i < 2; i++) {
                World.expect("page", StructPage.NO_PAGE,
                        kernel.model().numbers().pageOf(unknown));
            }
            World.expect("warnings", 1, kernel.memory().warnings().all().size());
        }
    }
}
