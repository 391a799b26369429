package dev.hmmbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.physmem.AllocationSite;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.Pagemap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects the undoing of creation: whichever allocation fails, nothing may be left behind. */
public abstract class FailureContractTest extends ContractTest {

    @ParameterizedTest
    @ValueSource(longs = {4096, 8L << 20, SECTION_BYTES, 3 * SECTION_BYTES + 4096})
    void create_anyAllocationFails_leavesNothing(long sizeBytes) {
        warmUp(sizeBytes);
        long nrAllocations = countAllocations(sizeBytes);
        assertThat(nrAllocations).isGreaterThan(4);
        int nrFailures = 0;
        for (long index = 0; index < nrAllocations; index++) {
            memory.allocationPlan().refuse(index);
            nrFailures += tryOnce(sizeBytes) ? 0 : 1;
        }
        assertThat(nrFailures).isGreaterThan(3);
    }

    @Test
    void create_anyAllocationFailsWithoutLargeBlocks_leavesNothing() {
        refuseLargeBlocks();
        warmUp(SECTION_BYTES);
        memory.allocationPlan().count();
        refuseLargeBlocks();
        model.lifecycle().create(Driver.request(SECTION_BYTES));
        long nrAllocations = memory.allocationPlan().asked();
        assertThat(nrAllocations).isGreaterThan(512);
        memory.allocationPlan().clear();
        memory.pagemaps().all().forEach(model.lifecycle()::remove);
        for (long index = 0; index < nrAllocations; index += 7) {
            memory.allocationPlan().refuse(index);
            refuseLargeBlocks();
            tryOnce(SECTION_BYTES);
        }
    }

    @Test
    void create_withoutLargeBlocks_usesSinglePages() {
        refuseLargeBlocks();
        Pagemap pagemap = create(SECTION_BYTES);
        assertThat(model.numbers().numberOf(pageAt(pagemap, pagemap.nrPages() - 1)))
                .isEqualTo(pagemap.firstNumber() + pagemap.nrPages() - 1);
        assertThat(memory.totals().vmemmapBlocks()).isZero();
    }

    /** What the kernel keeps for good, such as page tables, must be there before totals count. */
    private void warmUp(long sizeBytes) {
        model.lifecycle().remove(create(sizeBytes));
    }

    private long countAllocations(long sizeBytes) {
        memory.allocationPlan().count();
        Pagemap pagemap = create(sizeBytes);
        long nrAllocations = memory.allocationPlan().asked();
        memory.allocationPlan().clear();
        model.lifecycle().remove(pagemap);
        return nrAllocations;
    }

    /** Creates under the plan, removes without it, and compares; tells whether it could create. */
    private boolean tryOnce(long sizeBytes) {
        MemoryTotals before = memory.totals();
        boolean isCreated = false;
        try {
            Pagemap pagemap = create(sizeBytes);
            memory.allocationPlan().clear();
            model.lifecycle().remove(pagemap);
            isCreated = true;
        } catch (ModelException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ENOMEM);
        }
        memory.allocationPlan().clear();
        model.validate();
        assertThat(memory.totals()).isEqualTo(before);
        return isCreated;
    }

    private void refuseLargeBlocks() {
        memory.allocationPlan().refuseAll(AllocationSite.HUGE_BLOCK);
        memory.allocationPlan().refuseAll(AllocationSite.KMALLOC_BLOCK);
    }
}
