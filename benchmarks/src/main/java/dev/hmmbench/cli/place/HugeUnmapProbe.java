package dev.hmmbench.cli.place;

import dev.hmmbench.device.FolioSize;
import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.device.MinimalDriver.Content;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.MigrateDevice;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Models;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Unmaps device memory while an eviction of it is under way, on a design's model: once as a folio
 * of 2 MiB, once as pages of 4 KiB. What the modelled kernel warns of is the evidence.
 */
final class HugeUnmapProbe {

    private static final long MANAGED_BYTES = 64L << 20;
    private static final long DEVICE_BYTES = 4L << 20;
    private static final long BUFFER_BYTES = 2L << 20;
    private static final int NR_PAGES = (int) (BUFFER_BYTES / Vma.PAGE_BYTES);
    private static final long OWNER = 1;

    private HugeUnmapProbe() {}

    /** Returns what a design's kernel warns of, one clause. */
    static String on(Models models, String design) {
        return "munmap of device memory under migration: with one folio of 2 MiB "
                + inWords(warnings(models, design, FolioSize.HUGE)) + ", with pages of 4 KiB "
                + inWords(warnings(models, design, FolioSize.BASE));
    }

    private static String inWords(Map<String, Long> warnings) {
        return warnings.isEmpty() ? "no warning" : warnings.entrySet().stream()
                .map(entry -> entry.getValue() + (entry.getValue() == 1 ? " warning" : " warnings")
                        + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(" and "));
    }

    /** The memory is dropped as it is afterwards: its counts may be wrong, which is the finding. */
    private static Map<String, Long> warnings(Models models, String design, FolioSize size) {
        try (PhysicalMemory memory = new PhysicalMemory(Machine.reference(),
                BootOptions.fresh(MANAGED_BYTES))) {
            MemoryModel model = models.open(design, memory);
            CoreMm core = new CoreMm(memory, model);
            MinimalDriver driver =
                    new MinimalDriver(core, DEVICE_BYTES, Content.NONE, OWNER, size);
            AddressSpace mm = core.newAddressSpace();
            Vma vma = onDevice(core, driver, mm, size);
            MigrateDevice held = new MigrateDevice(core, NR_PAGES);
            held.range(firstNumber(core, mm, vma, size), NR_PAGES);
            memory.warnings().clear();
            mm.munmap(vma.start(), BUFFER_BYTES);
            return memory.warnings().all();
        }
    }

    private static Vma onDevice(CoreMm core, MinimalDriver driver, AddressSpace mm,
            FolioSize size) {
        Vma vma = mm.mmap(BUFFER_BYTES, VmFlags.READ_WRITE);
        mm.madvise(vma.start(), BUFFER_BYTES,
                size == FolioSize.HUGE ? Advice.HUGEPAGE : Advice.NOHUGEPAGE);
        long stamp = mm.lockRead();
        try {
            int nrMigrated = driver.migrateToDevice(
                    new MigrateVma(core, NR_PAGES), vma, vma.start(), vma.end());
            if (nrMigrated != NR_PAGES || mm.isHugeAt(vma.start()) != (size == FolioSize.HUGE)) {
                throw new IllegalStateException(nrMigrated + " pages migrated to the device");
            }
        } finally {
            mm.unlockRead(stamp);
        }
        return vma;
    }

    /** Returns the lowest number: the driver hands out the highest first, folio by folio. */
    private static long firstNumber(CoreMm core, AddressSpace mm, Vma vma, FolioSize size) {
        long address = size == FolioSize.HUGE ? vma.start() : vma.end() - Vma.PAGE_BYTES;
        return core.numbers().numberOf(mm.pageAt(address));
    }
}
