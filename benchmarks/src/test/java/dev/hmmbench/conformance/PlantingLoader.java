package dev.hmmbench.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;

/** Loads the project's classes anew, one of them with a fault. */
final class PlantingLoader extends ClassLoader {

    private static final String OWN = "dev.hmmbench.";

    private final CoreFault fault;

    PlantingLoader(ClassLoader parent, CoreFault fault) {
        super(parent);
        this.fault = fault;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] code = codeOf(name);
            byte[] planted = name.equals(fault.className()) ? plant(code) : code;
            return defineClass(name, planted, 0, planted.length);
        }
    }

    private byte[] codeOf(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] plant(byte[] code) {
        int[] nrSeen = {0};
        ClassFile file = ClassFile.of();
        byte[] planted = file.transformClass(file.parse(code),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(fault.method()),
                        (builder, element) -> {
                            if (element instanceof InvokeInstruction call
                                    && call.name().equalsString(fault.call())
                                    && nrSeen[0]++ == fault.occurrence()) {
                                leaveOut(builder, call);
                            } else {
                                builder.with(element);
                            }
                        }));
        if (nrSeen[0] <= fault.occurrence()) {
            throw new AssertionError(fault + ": there is no such call");
        }
        return planted;
    }

    /** Takes the arguments of a call away and leaves the result that the fault wants. */
    private void leaveOut(CodeBuilder builder, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        for (int i = type.parameterCount() - 1; i >= 0; i--) {
            if (TypeKind.from(type.parameterType(i)).slotSize() == 2) {
                builder.pop2();
            } else {
                builder.pop();
            }
        }
        if (call.opcode() != Opcode.INVOKESTATIC) {
            builder.pop();
        }
        switch (TypeKind.from(type.returnType())) {
            case VOID -> { }
            case LONG -> builder.loadConstant(fault.result());
            case REFERENCE -> builder.aconst_null();
            default -> builder.loadConstant((int) fault.result());
        }
    }
}
