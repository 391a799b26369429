package dev.hmmbench.mm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A booted kernel with a process and a device whose pages hold data, for each test. */
abstract class CopyingMemory {

    MmFixture os;

    /** Returns the model under test. */
    protected abstract String modelName();

    @BeforeEach
    void boot() {
        os = MmFixture.copying(modelName());
    }

    @AfterEach
    void shutDown() {
        os.close();
    }
}
