package dev.hmmbench.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.kernel.CountedWork;
import dev.hmmbench.results.kernel.WorkCount;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the counts that explain the recorded instructions to what the models do today: otherwise
 * the explanation would be one of yesterday's models. After a change that is meant: {@code
 * ./hmmbench instructions --recount results/baseline/kernel/counted.csv}.
 */
class RecordedWorkTest {

    private static final long MIB = 1L << 20;
    private static final CountedWork BUNDLED = CountedWork.bundled();

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate", "devprivate+indexed"})
    void creation_small_countsAsInTheFile(String design) {
        assertBundled(CreationWork.of(design, new long[] {2 * MIB, 128 * MIB}, new int[] {0, 7}),
                8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    void lookups_countAsInTheFile(String design) {
        assertBundled(LookupWork.of(design, new int[] {1, 8, 15, 16, 64}), 5);
    }

    @Test
    void searches_endAtTheRecordedAddressAndCountAsInTheFile() {
        assertBundled(SearchWork.all(), 21);
    }

    @ParameterizedTest
    @CsvSource({"legacy,0", "devprivate,0", "devprivate,63"})
    void operations_countAsInTheFile(String design, int others) {
        assertBundled(OperationWork.of(design, others, 2 * MIB), 13);
    }

    @Test
    @Tag("long")
    void everything_countsAsInTheFile() {
        assertBundled(RecordedWork.all(), BUNDLED.all().size());
    }

    private static void assertBundled(List<WorkCount> counted, int howMany) {
        assertThat(counted).hasSize(howMany).allSatisfy(found -> assertThat(BUNDLED.at(
                found.operation(), found.design(), found.sizeBytes(), found.pagemaps()))
                .contains(found));
    }
}
