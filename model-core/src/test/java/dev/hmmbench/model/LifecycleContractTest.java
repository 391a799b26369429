package dev.hmmbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.memory.StructPages;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PercpuRef;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects creation and removal of pagemaps: what they build, what they refuse, and that they leave
 * nothing behind.
 */
public abstract class LifecycleContractTest extends ContractTest {

    private static final long MIB = 1L << 20;

    /** A request with two faults: which of them a design names tells the order of its checks. */
    public enum TwoFaults {
        /** A kernel without device-private memory, and no callbacks. */
        NO_SUPPORT_NO_CALLBACKS,
        /** No migrate_to_ram, and no owner. */
        NO_CALLBACKS_NO_OWNER,
        /** No folio_free, and no owner. */
        NO_FOLIO_FREE_NO_OWNER,
        /** No bytes, and no owner. */
        NO_BYTES_NO_OWNER,
        /** Another type of memory, and no callbacks. */
        OTHER_TYPE_NO_CALLBACKS,
        /** A space that is full, and no owner. */
        NO_SPACE_NO_OWNER,
        /** More than there are addresses, and than there is memory for struct pages. */
        NO_SPACE_NO_MEMORY
    }

    /**
     * How a design refuses.
     *
     * @param warnings names of what the kernel prints
     */
    public record Refusal(Errno errno, Set<String> warnings) {

        /** Returns a refusal that the kernel prints nothing about. */
        public static Refusal silent(Errno errno) {
            return new Refusal(errno, Set.of());
        }

        /** Returns a refusal with -EINVAL and a warning. */
        public static Refusal warned(String warning) {
            return new Refusal(Errno.EINVAL, Set.of(warning));
        }
    }

    /** Returns what the design says when its numbers are used up. */
    protected abstract Errno errnoOfFullSpace();

    /** Returns how the design refuses a request with two faults. */
    protected abstract Refusal refusalOf(TwoFaults faults);

    @ParameterizedTest
    @EnumSource
    void create_twoFaults_areCheckedInTheDesignsOrder(TwoFaults faults) {
        PagemapRequest request = requestWith(faults);
        memory.warnings().clear();
        MemoryTotals before = memory.totals();
        Errno errno = errnoOf(request);
        assertThat(new Refusal(errno, memory.warnings().all().keySet()))
                .isEqualTo(refusalOf(faults));
        assertThat(memory.totals()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, PageFlags.MAX_NODES - 1})
    void create_nodeThatTheMachineLacks_isRefusedBeforeAnythingIsDone(int nid) {
        reopen(Machine.reference(), twoNodes());
        List<Phase> phases = new ArrayList<>();
        MemoryTotals before = memory.totals();
        assertThatThrownBy(() -> model.lifecycle()
                .create(Driver.requestOnNode(2 * MIB, nid), phases::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("memory node " + nid + " of a machine with 2");
        assertThat(phases).isEmpty();
        assertThat(memory.totals()).isEqualTo(before);
        assertThat(memory.warnings().all()).isEmpty();
    }

    @Test
    void create_lastNodeOfTheMachine_works() {
        reopen(Machine.reference(), twoNodes());
        Pagemap pagemap = model.lifecycle().create(Driver.requestOnNode(2 * MIB, 1));
        assertThat(PageFlags.nodeOf(StructPage.flags(pageAt(pagemap, 1)))).isEqualTo(1);
    }

    @Test
    void create_initialisesEveryFieldOfEveryPage() {
        Pagemap pagemap = model.lifecycle().create(Driver.requestOnNode(SECTION_BYTES, 5));
        assertThat(pagemap.nrPages()).isEqualTo(SECTION_BYTES / Driver.PAGE_BYTES);
        assertThat(StructPages.findNotInitialised(pageAt(pagemap, 0), pagemap.nrPages(),
                PageFlags.zoneDevice(5), pagemap.address())).isEqualTo(-1);
    }

    @Test
    void create_overUsedMemory_initialisesEveryFieldAgain() {
        Pagemap first = create(SECTION_BYTES);
        for (long i = 0; i < first.nrPages(); i += 97) {
            StructPage.setMapping(pageAt(first, i), -1);
        }
        model.lifecycle().remove(first);
        Pagemap second = create(SECTION_BYTES);
        assertThat(StructPages.findNotInitialised(pageAt(second, 0), second.nrPages(),
                PageFlags.zoneDevice(0), second.address())).isEqualTo(-1);
    }

    @Test
    void create_withoutNode_usesNodeAtHand() {
        Pagemap pagemap = model.lifecycle()
                .create(Driver.requestOnNode(2 * MIB, PagemapRequest.NO_NODE));
        assertThat(PageFlags.nodeOf(
                        StructPage.flags(pageAt(pagemap, 1)))).isZero();
    }

    @Test
    void create_keepsWhatTheDriverGave() {
        Pagemap pagemap = create(2 * MIB);
        assertThat(pagemap.owner()).isEqualTo(Driver.OWNER);
        assertThat(pagemap.type()).isEqualTo(PagemapType.PRIVATE);
        assertThat(memory.pagemaps().at(pagemap.address())).isSameAs(pagemap);
        assertThat(PercpuRef.count(pagemap.address())).isEqualTo(1);
    }

    @Test
    void create_oddSize_holdsAtLeastItsPages() {
        Pagemap pagemap = create(100_001 * Driver.PAGE_BYTES);
        assertThat(pagemap.nrPages()).isGreaterThanOrEqualTo(100_001);
        long last = pagemap.firstNumber() + 100_000;
        assertThat(model.numbers().numberOf(model.numbers().pageOf(last))).isEqualTo(last);
    }

    @Test
    void create_incompleteRequests_areEinvalAndLeaveNothing() {
        MemoryTotals before = memory.totals();
        assertThat(errnoOf(Driver.request(0))).isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(request(PagemapOps.NONE, Driver.OWNER))).isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(request(withoutMigrateToRam(), Driver.OWNER)))
                .isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(request(Driver.OPS, 0))).isEqualTo(Errno.EINVAL);
        assertThat(memory.totals()).isEqualTo(before);
        assertThat(memory.warnings().all()).isNotEmpty();
    }

    @Test
    void create_notConfigured_isEinval() {
        reopen(Machine.reference(), BootOptions.pooled(32 * MIB).withoutDevicePrivate());
        assertThat(errnoOf(Driver.request(2 * MIB))).isEqualTo(Errno.EINVAL);
    }

    @Test
    void create_moreThanThereIsMemoryFor_isEnomemAndLeavesNothing() {
        model.lifecycle().remove(create(SECTION_BYTES));
        MemoryTotals before = memory.totals();
        assertThat(errnoOf(Driver.request(64 * SECTION_BYTES))).isEqualTo(Errno.ENOMEM);
        assertThat(memory.totals()).isEqualTo(before);
        create(SECTION_BYTES);
    }

    @Test
    void remove_pageInUse_refusesAndChangesNothing() {
        Pagemap pagemap = create(2 * MIB);
        assertThat(PercpuRef.tryGetLive(pagemap.address(), 1)).isTrue();
        assertThatThrownBy(() -> model.lifecycle().remove(pagemap))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 device pages");
        PercpuRef.put(pagemap.address(), 1);
        assertThat(model.numbers().numberOf(pageAt(pagemap, 0)))
                .isEqualTo(pagemap.firstNumber());
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 2 * MIB, SECTION_BYTES, SECTION_BYTES + 4096, 3 * SECTION_BYTES})
    void remove_givesEverythingBack(long sizeBytes) {
        model.lifecycle().remove(create(sizeBytes));
        MemoryTotals before = memory.totals();
        model.lifecycle().remove(create(sizeBytes));
        model.validate();
        assertThat(memory.totals()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 150})
    void create_manyPagemaps_areFoundAndRemovedInAnyOrder(int nrPagemaps) {
        reopenWithSmallSections(64 * MIB);
        churn(nrPagemaps, nrPagemaps);
    }

    @Test
    void create_4096Pagemaps_areFoundAndRemovedInAnyOrder() {
        reopenWithSmallSections(256 * MIB);
        churn(4096, 1);
    }

    @Test
    void create_spaceExhausted_worksAgainAfterOneIsRemoved() {
        reopen(SmallMachine.with4GiBOfAddresses(), BootOptions.pooled(160 * MIB));
        List<Pagemap> all = fill(256 * MIB);
        assertThat(all).hasSizeGreaterThan(5);
        MemoryTotals before = memory.totals();
        assertThat(errnoOf(Driver.request(256 * MIB))).isEqualTo(errnoOfFullSpace());
        assertThat(memory.totals()).isEqualTo(before);
        Pagemap middle = all.get(all.size() / 2);
        long number = middle.firstNumber();
        model.lifecycle().remove(middle);
        assertThat(create(256 * MIB).firstNumber()).isEqualTo(number);
    }

    @Test
    void phases_ofCreationAndRemoval_areToldInOrder() {
        List<Phase> phases = new ArrayList<>();
        Pagemap pagemap = model.lifecycle().create(Driver.request(2 * MIB), phases::add);
        assertThat(phases).startsWith(Phase.RESERVE).endsWith(Phase.PER_PAGE)
                .contains(Phase.CONFLICT_CHECKS, Phase.BACKING);
        phases.clear();
        model.lifecycle().remove(pagemap, phases::add);
        assertThat(phases).containsExactly(Phase.TEARDOWN_REFERENCES,
                Phase.TEARDOWN_BACKING, Phase.TEARDOWN_NUMBERS);
    }

    private void churn(int nrPagemaps, long seed) {
        List<Pagemap> all = new ArrayList<>();
        for (int i = 0; i < nrPagemaps; i++) {
            all.add(create(Driver.PAGE_BYTES * (1 + i % 3)));
        }
        all.forEach(this::assertFound);
        assertThat(all.stream().map(Pagemap::firstNumber)).doesNotHaveDuplicates();
        Collections.shuffle(all, new Random(seed));
        List<Pagemap> removed = all.subList(0, (nrPagemaps + 1) / 2);
        removed.forEach(model.lifecycle()::remove);
        removed.clear();
        all.forEach(this::assertFound);
        model.validate();
        while (all.size() < nrPagemaps) {
            all.add(create(Driver.PAGE_BYTES));
        }
        all.forEach(this::assertFound);
    }

    private void assertFound(Pagemap pagemap) {
        for (long index : new long[] {0, pagemap.nrPages() - 1}) {
            long page = pageAt(pagemap, index);
            assertThat(StructPage.pgmap(page)).isEqualTo(pagemap.address());
            assertThat(model.numbers().numberOf(page)).isEqualTo(pagemap.firstNumber() + index);
        }
    }

    private List<Pagemap> fill(long sizeBytes) {
        List<Pagemap> all = new ArrayList<>();
        while (true) {
            try {
                all.add(create(sizeBytes));
            } catch (ModelException full) {
                if (full.errno() != errnoOfFullSpace()) {
                    throw full;
                }
                return all;
            }
        }
    }

    private void reopenWithSmallSections(long managedBytes) {
        Machine machine = Machine.reference();
        reopen(machine.withLimits(machine.limits().withSectionBits(21)),
                BootOptions.pooled(managedBytes));
        memory.setRegionSearch(FreeRegionSearch.SKIPPING);
    }

    private PagemapRequest requestWith(TwoFaults faults) {
        return switch (faults) {
            case NO_SUPPORT_NO_CALLBACKS -> {
                reopen(Machine.reference(), BootOptions.pooled(32 * MIB).withoutDevicePrivate());
                yield request(PagemapOps.NONE, Driver.OWNER);
            }
            case NO_CALLBACKS_NO_OWNER -> request(PagemapOps.NONE, 0);
            case NO_FOLIO_FREE_NO_OWNER -> request(withoutFolioFree(), 0);
            case NO_BYTES_NO_OWNER -> new PagemapRequest(
                    0, PagemapType.PRIVATE, Driver.OPS, 0, 0, "device");
            case OTHER_TYPE_NO_CALLBACKS -> new PagemapRequest(
                    2 * MIB, PagemapType.COHERENT, PagemapOps.NONE, Driver.OWNER, 0, "device");
            case NO_SPACE_NO_OWNER -> {
                reopen(SmallMachine.with4GiBOfAddresses(), BootOptions.pooled(160 * MIB));
                fill(256 * MIB);
                yield new PagemapRequest(
                        256 * MIB, PagemapType.PRIVATE, Driver.OPS, 0, 0, "device");
            }
            case NO_SPACE_NO_MEMORY -> {
                reopen(SmallMachine.with4GiBOfAddresses(), BootOptions.pooled(32 * MIB));
                yield Driver.request(64 * SECTION_BYTES);
            }
        };
    }

    private static BootOptions twoNodes() {
        BootOptions options = BootOptions.pooled(32 * MIB);
        return new BootOptions(
                options.managedBytes(), options.backing(), options.devicePrivate(), 2);
    }

    private static PagemapRequest request(PagemapOps ops, long owner) {
        return new PagemapRequest(2 * MIB, PagemapType.PRIVATE, ops, owner, 0, "device");
    }

    private static PagemapOps withoutMigrateToRam() {
        return new PagemapOps() {
            @Override
            public boolean hasFolioFree() {
                return true;
            }
        };
    }

    private static PagemapOps withoutFolioFree() {
        return new PagemapOps() {
            @Override
            public boolean hasMigrateToRam() {
                return true;
            }
        };
    }
}
