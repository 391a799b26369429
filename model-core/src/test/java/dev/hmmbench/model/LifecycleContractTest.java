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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects creation and removal of pagemaps: what they build, what they refuse, and that they leave
 * nothing behind.
 */
public abstract class LifecycleContractTest extends ContractTest {

    private static final long MIB = 1L << 20;

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
        assertThat(errnoOf(Driver.request(256 * MIB))).isIn(Errno.ERANGE, Errno.EBUSY);
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
}
