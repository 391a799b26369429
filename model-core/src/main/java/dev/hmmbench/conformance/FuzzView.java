package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.SwapEntryCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What can be seen of a machine that runs a random program, whatever its design. */
final class FuzzView {

    private static final long LAST_WORD = Vma.PAGE_BYTES - Long.BYTES;

    private final CoreMm core;
    private final List<DmirrorDevice> devices;
    private final long[] seen;

    FuzzView(CoreMm core, List<DmirrorDevice> devices, FuzzArena arena) {
        this.core = core;
        this.devices = devices;
        int perCell = arena.seenPerCell();
        seen = IntStream.range(0, FuzzStep.ARENA_PAGES * perCell)
                .mapToLong(i -> arena.seenAt(i / perCell, i % perCell))
                .toArray();
    }

    /** Returns a digest of entries, content, counts and what the devices have mapped. */
    long digest(List<FuzzProcess> processes) {
        long digest = processes.size();
        for (FuzzProcess process : processes) {
            digest = mix(digest, process.mm().nrAnonPages());
            for (long address : seen) {
                digest = mix(digest, digestOf(process.mm(), address));
            }
            for (Dmirror mirror : process.mirrors()) {
                digest = mix(digest, mirror.nrMirroredPages());
            }
        }
        for (DmirrorDevice device : devices) {
            digest = mix(digest, device.nrUsedPages());
        }
        return digest;
    }

    /** Returns everything that {@link #digest} digests, one line for each page that is mapped. */
    List<String> describe(List<FuzzProcess> processes) {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < processes.size(); p++) {
            AddressSpace mm = processes.get(p).mm();
            lines.add("process " + p + " rss " + mm.nrAnonPages());
            for (int i = 0; i < seen.length; i++) {
                if (mm.kindAt(seen[i]) != EntryKind.NONE) {
                    lines.add("process " + p + " page " + i + " " + describe(mm, seen[i]));
                }
            }
            for (Dmirror mirror : processes.get(p).mirrors()) {
                lines.add("process " + p + " mirrors " + mirror.nrMirroredPages());
            }
        }
        devices.forEach(device -> lines.add("device uses " + device.nrUsedPages()));
        return lines;
    }

    /** Hands on the address of each page that is looked at. */
    void forEachSeen(LongConsumer addresses) {
        LongStream.of(seen).forEach(addresses);
    }

    /** Returns how many mapped device pages have a number that is the PFN of a mapped page. */
    int nrCollisions(List<FuzzProcess> processes) {
        Set<Long> pfns = new HashSet<>();
        Set<Long> numbers = new HashSet<>();
        for (FuzzProcess process : processes) {
            for (long address : seen) {
                EntryKind kind = process.mm().kindAt(address);
                if (kind.isRam()) {
                    pfns.add(core.memory().vmemmap().pfnOf(process.mm().pageAt(address)));
                } else if (kind.isDevice()) {
                    long page = process.mm().pageAt(address);
                    numbers.add(Colour.rawNumber(core.numbers().numberOf(page)));
                }
            }
        }
        numbers.retainAll(pfns);
        return numbers.size();
    }

    /** Mixes a value into a digest. */
    static long mix(long digest, long value) {
        long mixed = (digest ^ value) * 0x9e37_79b9_7f4a_7c15L;
        return mixed ^ mixed >>> 29;
    }

    private long digestOf(AddressSpace mm, long address) {
        EntryKind kind = mm.kindAt(address);
        if (!holdsPage(kind)) {
            return kind.ordinal();
        }
        long page = mm.pageAt(address);
        long counts = (long) StructPage.refcount(Folio.headOf(page)) << 32
                | Folio.pageMapcount(page);
        long form = kind.ordinal() << 4 | (mm.isHugeAt(address) ? 8 : 0)
                | (isSoftDirty(mm, address, kind) ? 4 : 0)
                | formOf(mm, address, kind).ordinal();
        return mix(mix(form, counts), contentOf(page));
    }

    private String describe(AddressSpace mm, long address) {
        EntryKind kind = mm.kindAt(address);
        if (!holdsPage(kind)) {
            return kind.toString();
        }
        long page = mm.pageAt(address);
        return kind + (kind == EntryKind.MIGRATION ? " of " + formOf(mm, address, kind) : "")
                + (isSoftDirty(mm, address, kind) ? " soft-dirty" : "")
                + " references " + StructPage.refcount(Folio.headOf(page)) + " mappings "
                + Folio.pageMapcount(page) + (mm.isHugeAt(address) ? " of 2 MiB" : "")
                + " content " + contentOf(page);
    }

    /** Returns what a migration entry remembers; READ of any other. */
    private MigrationKind formOf(AddressSpace mm, long address, EntryKind kind) {
        if (kind != EntryKind.MIGRATION) {
            return MigrationKind.READ;
        }
        LeafKind leaf = core.model().carriers().leafEntries().kindOf(mm.entryAt(address));
        return switch (leaf) {
            case MIGRATION_WRITE, MIGRATION_DEVICE_WRITE -> MigrationKind.WRITE;
            case MIGRATION_READ_EXCLUSIVE, MIGRATION_DEVICE_READ_EXCLUSIVE ->
                    MigrationKind.READ_EXCLUSIVE;
            default -> MigrationKind.READ;
        };
    }

    private static boolean holdsPage(EntryKind kind) {
        return kind.isDevice() || kind.isRam() || kind == EntryKind.EXCLUSIVE
                || kind == EntryKind.MIGRATION;
    }

    /** Tells whether an entry that is not present remembers that its page was written. */
    private static boolean isSoftDirty(AddressSpace mm, long address, EntryKind kind) {
        return !kind.isRam() && (mm.entryAt(address) & SwapEntryCode.SOFT_DIRTY) != 0;
    }

    private long contentOf(long page) {
        long bytes = core.bytesOf(DmirrorDevice.ramOf(core, page));
        return mix(Memory.getLong(bytes), Memory.getLong(bytes + LAST_WORD));
    }
}
