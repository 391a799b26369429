package dev.hmmbench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Protects the binding that the C rulers are called through. */
class NativeLibraryTest {

    @Test
    void function_ofTheCLibrary_isCalledWithItsArguments() {
        assertThat(NativeLibrary.libC().function("labs", 1).call(-5)).isEqualTo(5);
    }

    @Test
    void memset_overAMapping_writesIt() {
        try (Mapping mapping = Mapping.map(4096, Mapping.Pages.BASE)) {
            long result = NativeLibrary.libC().function("memset", 3)
                    .call(mapping.address(), 0x5a, 4096);
            assertThat(result).isEqualTo(mapping.address());
            assertThat(Memory.getLong(mapping.address() + 4088)).isEqualTo(0x5a5a5a5a5a5a5a5aL);
        }
    }

    @Test
    void call_wrongNumberOfArguments_isRefusedBeforeTheCall() {
        NativeFunction labs = NativeLibrary.libC().function("labs", 1);
        assertThatThrownBy(() -> labs.call(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labs takes 1 arguments, not 2");
    }

    @Test
    void function_unknown_namesItAndTheLibrary() {
        assertThatThrownBy(() -> NativeLibrary.libC().function("no_such_function", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no function 'no_such_function' in the C library");
    }

    @Test
    void load_missingFile_isRefused() {
        assertThatThrownBy(() -> NativeLibrary.load(Path.of("/no/such/library.so")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
