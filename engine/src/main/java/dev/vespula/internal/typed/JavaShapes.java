package dev.vespula.internal.typed;

import dev.vespula.I31;
import dev.vespula.V128;
import dev.vespula.WasmArray;
import dev.vespula.WasmExport;
import dev.vespula.WasmImport;
import dev.vespula.WasmStruct;
import dev.vespula.internal.runtime.ApiObjects;
import dev.vespula.types.FuncType;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Java types stand for in function types: {@code int} and {@code boolean} for i32, {@code long}, {@code float},
 * {@code double}, {@link V128}, {@link WasmStruct}, {@link WasmArray} and {@link I31} for structref, arrayref and i31ref, the API's
 * classes of functions and exceptions for funcref and exnref, every other class for externref; a record for several results.
 */
final class JavaShapes {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle TO_BOOLEAN = find("toBoolean", boolean.class, int.class);
    private static final MethodHandle TO_INT = find("toInt", int.class, boolean.class);
    private static final MethodHandle COMPONENTS =
            find("components", Object[].class, MethodHandle[].class, Object.class);

    private JavaShapes() {}

    private static MethodHandle find(String name, Class<?> result, Class<?>... params) {
        try {
            return LOOKUP.findStatic(JavaShapes.class, name, MethodType.methodType(result, params));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // ---- types

    /** The function type of a Java method type, without a caller in front. */
    static FuncType funcType(ApiObjects api, MethodType type) {
        List<ValType> params = new ArrayList<>();
        for (Class<?> param : withoutCaller(api, type).parameterList()) {
            params.add(valType(api, param));
        }
        List<ValType> results = new ArrayList<>();
        Class<?> result = type.returnType();
        if (result.isRecord() && result != V128.class) {
            for (RecordComponent component : result.getRecordComponents()) {
                results.add(valType(api, component.getType()));
            }
        } else if (result != void.class) {
            results.add(valType(api, result));
        }
        return new FuncType(params, results);
    }

    /** Whether the first parameter is a caller. */
    static boolean wantsCaller(ApiObjects api, MethodType type) {
        return type.parameterCount() > 0 && type.parameterType(0) == api.caller;
    }

    private static MethodType withoutCaller(ApiObjects api, MethodType type) {
        return wantsCaller(api, type) ? type.dropParameterTypes(0, 1) : type;
    }

    private static ValType valType(ApiObjects api, Class<?> type) {
        ValType number = number(type);
        if (number != null) {
            return number;
        }
        if (type.isPrimitive() || type == api.caller) {
            throw new IllegalArgumentException("no WebAssembly type stands for " + type.getName()
                    + (type == api.caller ? ", which is possible as the first parameter only" : ""));
        }
        return type == api.function ? ValType.FUNCREF : type == api.exception ? ValType.EXNREF
                : type == WasmStruct.class ? ValType.STRUCTREF : type == WasmArray.class ? ValType.ARRAYREF
                : type == I31.class ? ValType.I31REF : ValType.EXTERNREF;
    }

    /** The type of numbers or vectors that a class stands for; null if that is none. */
    private static ValType number(Class<?> type) {
        return type == int.class || type == boolean.class ? ValType.I32 : type == long.class ? ValType.I64
                : type == float.class ? ValType.F32 : type == double.class ? ValType.F64
                : type == V128.class ? ValType.V128 : null;
    }

    /** Whether a value of the given type can be taken or given as an object of the class. */
    static boolean fits(ApiObjects api, Class<?> java, ValType type) {
        return type instanceof RefType ? !java.isPrimitive() && java != V128.class && java != api.caller : number(java) == type;
    }

    // ---- adapting handles

    /**
     * A handle with int instead of boolean and an array instead of a record.
     *
     * @param user looks a record up that is not accessible otherwise; may be null
     */
    static MethodHandle plain(MethodHandle handle, MethodHandles.Lookup user) {
        MethodHandle result = handle;
        for (int i = 0; i < handle.type().parameterCount(); i++) {
            if (handle.type().parameterType(i) == boolean.class) {
                result = MethodHandles.filterArguments(result, i, TO_BOOLEAN);
            }
        }
        Class<?> returned = handle.type().returnType();
        if (returned == boolean.class) {
            return MethodHandles.filterReturnValue(result, TO_INT);
        }
        return returned.isRecord() && returned != V128.class
                ? MethodHandles.filterReturnValue(result, componentReader(returned, user))
                : result;
    }

    /**
     * The reverse of {@link #plain}: a handle that calls the given plain one and has the wanted type.
     *
     * @param user looks a record up that is not accessible otherwise; may be null
     */
    static MethodHandle shaped(MethodHandle plain, MethodType wanted, MethodHandles.Lookup user)
            throws IllegalAccessException {
        MethodHandle result = plain;
        for (int i = 0; i < wanted.parameterCount(); i++) {
            if (wanted.parameterType(i) == boolean.class) {
                result = MethodHandles.filterArguments(result, i, TO_INT);
            }
        }
        Class<?> returned = wanted.returnType();
        if (returned == boolean.class) {
            result = MethodHandles.filterReturnValue(result, TO_BOOLEAN);
        } else if (returned.isRecord() && returned != V128.class) {
            result = MethodHandles.filterReturnValue(result, componentWriter(returned, user));
        }
        return result.asType(wanted);
    }

    static boolean toBoolean(int value) {
        return value != 0;
    }

    static int toInt(boolean value) {
        return value ? 1 : 0;
    }

    /** From a record to an array of its components. */
    private static MethodHandle componentReader(Class<?> type, MethodHandles.Lookup user) {
        RecordComponent[] components = type.getRecordComponents();
        MethodHandle[] readers = new MethodHandle[components.length];
        try {
            MethodHandles.Lookup lookup = UserClasses.lookupIn(type, user);
            for (int i = 0; i < readers.length; i++) {
                readers[i] = lookup.unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the components of " + type + " are not accessible", e);
        }
        return COMPONENTS.bindTo(readers).asType(MethodType.methodType(Object[].class, type));
    }

    static Object[] components(MethodHandle[] readers, Object tuple) throws Throwable {
        Object[] values = new Object[readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Object) readers[i].invokeExact(tuple);
        }
        return values;
    }

    /** From an array of components to a record. */
    private static MethodHandle componentWriter(Class<?> type, MethodHandles.Lookup user) throws IllegalAccessException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            MethodHandle constructor = UserClasses.constructor(type, MethodType.methodType(void.class, types), user);
            return constructor.asType(MethodType.genericMethodType(types.length).changeReturnType(type))
                    .asSpreader(Object[].class, types.length);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- finding methods

    /**
     * The handle of lambdas of a class: the one abstract method of their functional interface, which takes the lambda first. It
     * is the method of that very class, if we have access to it: so the JIT compiler knows what is called.
     *
     * @param user sees the interface if nobody else does; may be null
     */
    static MethodHandle lambda(Class<?> shape, Class<?> ofClass, MethodHandles.Lookup user) {
        Method method = UserClasses.functionalMethod(shape);
        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        try {
            return UserClasses.lookupIn(ofClass, user).findVirtual(ofClass, method.getName(), type);
        } catch (ReflectiveOperationException e) {
            return UserClasses.unbound(method, UserClasses.lookupIn(shape, user));
        }
    }

    /** The name of the export that a method calls. */
    static String exportName(Method method) {
        WasmExport export = method.getAnnotation(WasmExport.class);
        return export == null || export.value().isEmpty() ? method.getName() : export.value();
    }

    /** The name by which a method of the host is imported. */
    static String importName(Method method) {
        WasmImport imported = method.getAnnotation(WasmImport.class);
        return imported == null || imported.value().isEmpty() ? method.getName() : imported.value();
    }
}
