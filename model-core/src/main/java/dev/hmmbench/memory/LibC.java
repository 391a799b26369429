package dev.hmmbench.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The C library's memory calls, as the 64-bit Linux ABI has them. */
@SuppressWarnings("restricted")
final class LibC {

    static final int PROT_NONE = 0;
    static final int PROT_READ_WRITE = 3;
    static final int MAP_PRIVATE = 0x02;
    static final int MAP_ANONYMOUS = 0x20;
    static final int MAP_NORESERVE = 0x4000;
    static final int MREMAP_MAYMOVE = 1;
    static final int MREMAP_FIXED = 2;
    static final int MREMAP_DONTUNMAP = 4;
    static final int MADV_DONTNEED = 4;
    static final int MADV_HUGEPAGE = 14;
    static final int MADV_NOHUGEPAGE = 15;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle MMAP = call("mmap",
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP = call("munmap",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle MADVISE = call("madvise",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MPROTECT = call("mprotect",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MREMAP = call("mremap",
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MEMSET = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("memset"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MEMCPY = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("memcpy"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"),
            FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private static final int MOVE_FLAGS = MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP;

    private LibC() {}

    /** Maps anonymous private memory; returns its address. */
    static long mmap(long sizeBytes, int protection, int extraFlags) {
        int flags = MAP_PRIVATE | MAP_ANONYMOUS | extraFlags;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            long address =
                    (long) MMAP.invokeExact(state, 0L, sizeBytes, protection, flags, -1, 0L);
            if (address == -1) {
                throw refused("mmap of " + sizeBytes + " bytes", state);
            }
            return address;
        } catch (Throwable failure) {
            throw rethrow(failure);
        }
    }

    static void munmap(long address, long sizeBytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            if ((int) MUNMAP.invokeExact(state, address, sizeBytes) != 0) {
                throw refused("munmap of 0x" + Long.toHexString(address), state);
            }
        } catch (Throwable failure) {
            throw rethrow(failure);
        }
    }

    static void madvise(long address, long sizeBytes, int advice) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            if ((int) MADVISE.invokeExact(state, address, sizeBytes, advice) != 0) {
                throw refused("madvise(" + advice + ") of 0x" + Long.toHexString(address), state);
            }
        } catch (Throwable failure) {
            throw rethrow(failure);
        }
    }

    static void memset(long address, int value, long sizeBytes) {
        try {
            long same = (long) MEMSET.invokeExact(address, value, sizeBytes);
            assert same == address;
        } catch (Throwable failure) {
            throw rethrow(failure);
        }
    }

    /** Copies memory; the two ranges may not overlap. */
    static void memcpy(long target, long source, long sizeBytes) {
        try {
            long unused = (long) MEMCPY.invokeExact(target, source, sizeBytes);
        } catch (Throwable failure) {
            throw rethrow(failure);
        }
    }

    static void mprotect(long address, long sizeBytes, int protection) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            if ((int) MPROTECT.invokeExact(state, address, sizeBytes, protection) != 0) {
                throw refused("mprotect of 0x" + Long.toHexString(address), state);
            }
        } catch (Throwable failure) {
            throw rethrow(failure);
        }
    }

    /**
     * Moves mapped pages to {@code target}, replacing what is mapped there. The source stays
     * mapped, without pages: a hole could be taken by somebody else's mmap, and the next move back
     * would destroy it.
     */
    static void mremapFixed(long source, long sizeBytes, long target) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            long address = (long) MREMAP.invokeExact(
                    state, source, sizeBytes, sizeBytes, MOVE_FLAGS, target);
            if (address != target) {
                throw refused("mremap of 0x" + Long.toHexString(source)
                        + " to 0x" + Long.toHexString(target), state);
            }
        } catch (Throwable failure) {
            throw rethrow(failure);
        }
    }

    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                descriptor,
                Linker.Option.captureCallState("errno"));
    }

    private static MemoryRefusedException refused(String what, MemorySegment state)
            throws Throwable {
        int errno = (int) ERRNO.get(state, 0L);
        MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
        return new MemoryRefusedException(
                what + " refused: " + text.reinterpret(256).getString(0));
    }

    static RuntimeException rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            return exception;
        }
        return new IllegalStateException(failure);
    }
}
