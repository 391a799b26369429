package dev.hmmbench.memory;

import static java.lang.foreign.SymbolLookup.*;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A library of C functions over 64-bit integers, for rulers: the same work in C on the same memory.
 * It stays loaded as long as this virtual machine lives.
 */
@SuppressWarnings("restricted")
public final class NativeLibrary {

    private static final Linker LINKER = Linker.nativeLinker();

    private final String name;
    private final SymbolLookup symbols;

    private NativeLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /**
     * Loads a shared library.
     *
     * @throws IllegalArgumentException if there is none at {@code file} or it cannot be loaded
     */
    public static NativeLibrary load(Path file) {
        return new NativeLibrary(
                file.toString(), libraryLookup(file, Arena.global()));
    }

    /** Returns the C library of this process. */
    public static NativeLibrary libC() {
        return new NativeLibrary("the C library", LINKER.defaultLookup());
    }

    /**
     * Binds a function.
     *
     * @param nrArguments how many 64-bit integers or pointers it takes; it returns one
     * @throws IllegalArgumentException if the library has no such function
     */
    public NativeFunction function(String function, int nrArguments) {
        MemoryLayout[] arguments = new MemoryLayout[nrArguments];
        Arrays.fill(arguments, JAVA_LONG);
        MethodHandle handle = LINKER.downcallHandle(
                symbols.find(function).orElseThrow(() -> new IllegalArgumentException(
                        "no function '" + function + "' in " + name)),
                FunctionDescriptor.of(JAVA_LONG, arguments));
        return new NativeFunction(function, handle);
    }
}
