package dev.hmmbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.physmem.Pagemap;
import org.junit.jupiter.api.Test;

/** Protects the conversions between numbers and pages: they must be each other's reverse. */
public abstract class NumbersContractTest extends ContractTest {

    @Test
    void numbers_ofTwoPagemaps_goThereAndBack() {
        Pagemap one = create(SECTION_BYTES);
        Pagemap other = create(24 << 20);
        assertRoundTrip(one);
        assertRoundTrip(other);
    }

    @Test
    void pageOf_neighbours_areNeighbours() {
        Pagemap pagemap = create(SECTION_BYTES);
        for (long i = 1; i < pagemap.nrPages(); i += 511) {
            assertThat(pageAt(pagemap, i) - pageAt(pagemap, i - 1))
                    .isEqualTo(StructPage.SIZE_BYTES);
        }
    }

    @Test
    void numbers_ofLivePagemaps_areApart() {
        Pagemap one = create(SECTION_BYTES);
        Pagemap other = create(SECTION_BYTES);
        boolean isBelow = one.firstNumber() + one.nrPages() <= other.firstNumber();
        boolean isAbove = other.firstNumber() + other.nrPages() <= one.firstNumber();
        assertThat(isBelow || isAbove).isTrue();
    }

    @Test
    void numberOf_tailPage_isItsOwn() {
        Pagemap pagemap = create(SECTION_BYTES);
        long head = pageAt(pagemap, 512);
        long tail = pageAt(pagemap, 700);
        StructPage.setPgmap(tail, head | 1);
        assertThat(model.numbers().numberOf(tail)).isEqualTo(pagemap.firstNumber() + 700);
        StructPage.setPgmap(tail, pagemap.address());
    }

    private void assertRoundTrip(Pagemap pagemap) {
        for (long i = 0; i < pagemap.nrPages(); i++) {
            long number = pagemap.firstNumber() + i;
            long page = model.numbers().pageOf(number);
            if (model.numbers().numberOf(page) != number
                    || StructPage.pgmap(page) != pagemap.address()) {
                throw new AssertionError("number 0x" + Long.toHexString(number));
            }
        }
    }
}
