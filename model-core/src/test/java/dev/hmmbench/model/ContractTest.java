package dev.hmmbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opens each model of the class path for the contract tests, and checks after each of them that its
 * structures hold together and that closing it leaves nothing behind.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("modelNames")
abstract class ContractTest {

    /** Bytes of a memory section on the reference machine. */
    static final long SECTION_BYTES = 128L << 20;

    private static final long MANAGED_BYTES = 96L << 20;

    /** The model under test. */
    @Parameter
    String modelName = "";

    PhysicalMemory memory = newMemory();
    MemoryModel model;

    static Stream<String> modelNames() {
        return Models.onClassPath().infos().stream().map(ModelInfo::name);
    }

    @BeforeEach
    void open() {
        model = Models.onClassPath().open(modelName, memory);
    }

    @AfterEach
    void close() {
        model.validate();
        model.close();
        memory.validate();
        assertThat(memory.totals().pagemaps()).isZero();
        memory.close();
    }

    /** Closes what is open and opens the model on another machine. */
    final void reopen(Machine machine, BootOptions options) {
        close();
        memory = new PhysicalMemory(machine, options);
        open();
    }

    final Pagemap create(long sizeBytes) {
        return model.lifecycle().create(Driver.request(sizeBytes));
    }

    final Errno errnoOf(PagemapRequest request) {
        return catchThrowableOfType(
                ModelException.class, () -> model.lifecycle().create(request)).errno();
    }

    final long pageAt(Pagemap pagemap, long index) {
        return model.numbers().pageOf(pagemap.firstNumber() + index);
    }

    private static PhysicalMemory newMemory() {
        return new PhysicalMemory(Machine.reference(), BootOptions.pooled(MANAGED_BYTES));
    }
}
