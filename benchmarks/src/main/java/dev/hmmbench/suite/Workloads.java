package dev.hmmbench.suite;

import dev.hmmbench.bench.Workload;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Param;

/** Makes workloads without JMH: for counting, for tests, and to ask what a row needs. */
final class Workloads {

    /** Name of the parameter that names the model. */
    static final String MODEL = "model";

    private Workloads() {}

    /** Returns a workload with these parameters, not set up; the model is left open. */
    static Workload create(RowKind kind, Map<String, String> params) {
        Workload workload = instance(kind.type());
        for (Map.Entry<String, String> param : params.entrySet()) {
            set(workload, param.getKey(), param.getValue());
        }
        Set<String> unset = paramNames(kind.type());
        unset.removeAll(params.keySet());
        unset.remove(MODEL);
        if (!unset.isEmpty()) {
            throw new IllegalArgumentException(kind.name() + " needs " + unset);
        }
        return workload;
    }

    /** Returns a workload with these parameters on that model, not set up. */
    static Workload create(RowKind kind, Map<String, String> params, String model) {
        Workload workload = create(kind, params);
        if (kind.isCompared()) {
            set(workload, MODEL, model);
        }
        return workload;
    }

    /** Returns the names of the parameters that a benchmark declares, the model among them. */
    static Set<String> paramNames(Class<? extends Workload> type) {
        Set<String> names = new TreeSet<>();
        for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (field.isAnnotationPresent(Param.class)) {
                    names.add(field.getName());
                }
            }
        }
        return names;
    }

    private static Workload instance(Class<? extends Workload> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type.getName() + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " has no public constructor", e);
        }
    }

    private static void set(Workload workload, String name, String value) {
        Field field = field(workload.getClass(), name);
        try {
            field.setAccessible(true);
            field.set(workload, convert(field.getType(), value));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be set", e);
        }
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (field.getName().equals(name) && field.isAnnotationPresent(Param.class)) {
                    return field;
                }
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no parameter " + name);
    }

    private static Object convert(Class<?> type, String value) {
        if (type == String.class) {
            return value;
        } else if (type == int.class) {
            return Integer.valueOf(value);
        } else if (type == long.class) {
            return Long.valueOf(value);
        } else if (type.isEnum()) {
            return constant(type, value);
        }
        throw new IllegalArgumentException("parameters of type " + type + " are not supported");
    }

    private static Object constant(Class<?> type, String value) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no " + value);
    }
}
