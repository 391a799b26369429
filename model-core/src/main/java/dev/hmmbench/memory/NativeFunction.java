package dev.hmmbench.memory;

import java.lang.invoke.MethodHandle;

/**
 * A C function that takes and returns 64-bit integers. A call costs some tens of nanoseconds, so
 * callers let one call do thousands of items of work.
 */
public final class NativeFunction {

    private final String name;
    private final int nrArguments;
    private final MethodHandle handle;

    /** Takes a downcall handle of type {@code (long, ..., long) -> long}. */
    NativeFunction(String name, MethodHandle downcall) {
        this.name = name;
        this.nrArguments = downcall.type().parameterCount();
        this.handle = downcall.asSpreader(long[].class, nrArguments);
    }

    /** Returns the function's name in its library. */
    public String name() {
        return name;
    }

    /**
     * Calls the function.
     *
     * @param arguments addresses and numbers, exactly as many as the function takes
     */
    public long call(long... arguments) {
        if (arguments.length != nrArguments) {
            throw new IllegalArgumentException(
                    name + " takes " + nrArguments + " arguments, not " + arguments.length);
        }
        try {
            return (long) handle.invokeExact(arguments);
        } catch (Throwable failure) {
            throw LibC.rethrow(failure);
        }
    }
}
