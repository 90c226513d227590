package dev.vespula;

import dev.vespula.internal.binary.PrintableName;
import dev.vespula.internal.interop.BridgeLoader;
import dev.vespula.internal.interop.InterfaceClass;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Implements Java interfaces over the exports of an instance. */
final class InterfaceExports {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private InterfaceExports() {
    }

    /** An implementation of an interface; see {@link Instance#exports(Class)}. */
    static <I> I of(Instance instance, Class<I> type) {
        return of(instance, type, null);
    }

    /** An implementation of an interface, defined by the given lookup, or one that is found if that is null. */
    static <I> I of(Instance instance, Class<I> type, MethodHandles.Lookup given) {
        List<InterfaceClass.Method> methods = new ArrayList<>();
        List<MethodHandle> handles = new ArrayList<>();
        for (Method method : JavaShapes.abstractMethods(type)) {
            MethodType wanted = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
            methods.add(new InterfaceClass.Method(method.getName(), wanted));
            handles.add(handle(instance, method, wanted));
        }
        MethodHandles.Lookup where = given != null ? given : definingLookup(type);
        String name = where.lookupClass().getPackageName().replace('.', '/');
        byte[] bytes = InterfaceClass.write(name.isEmpty() ? "WasmExports" : name + "/WasmExports", type, methods);
        try {
            MethodHandles.Lookup made = where.defineHiddenClassWithClassData(bytes, handles, true);
            Object object = made.findConstructor(made.lookupClass(), MethodType.methodType(void.class)).invoke();
            return type.cast(object);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle handle(Instance instance, Method method, MethodType wanted) {
        String name = JavaShapes.exportName(method);
        Extern export = instance.export(name).orElseThrow(() -> new NoSuchElementException(
                "no export named " + PrintableName.quoted(name) + " for method " + method.getName() + " of "
                        + method.getDeclaringClass().getName()));
        if (export instanceof Func func) {
            if (!fits(func.type(), wanted)) {
                throw mismatch(method, name, "function of type " + func.type());
            }
            try {
                return JavaShapes.shaped(func.methodHandle(), wanted);
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException(wanted.returnType() + " is not accessible", e);
            }
        }
        if (wanted.parameterCount() > 0 || !wanted.returnType().isInstance(export)) {
            throw mismatch(method, name, export.toString());
        }
        return MethodHandles.constant(Extern.class, export).asType(wanted);
    }

    private static IllegalArgumentException mismatch(Method method, String name, String export) {
        return new IllegalArgumentException(
                "the method " + method + " does not fit the export " + PrintableName.quoted(name) + ", a " + export);
    }

    private static boolean fits(FuncType type, MethodType java) {
        List<ValType> params = type.params();
        List<ValType> results = type.results();
        boolean fits = java.parameterCount() == params.size();
        for (int i = 0; fits && i < params.size(); i++) {
            fits = JavaShapes.fits(java.parameterType(i), params.get(i));
        }
        Class<?> result = java.returnType();
        return fits && switch (results.size()) {
            case 0 -> result == void.class;
            case 1 -> JavaShapes.fits(result, results.get(0));
            default -> result == Object[].class || result.isRecord() && recordFits(result, results);
        };
    }

    private static boolean recordFits(Class<?> type, List<ValType> results) {
        boolean fits = type.getRecordComponents().length == results.size();
        for (int i = 0; fits && i < results.size(); i++) {
            Class<?> component = type.getRecordComponents()[i].getType();
            fits = component != boolean.class && JavaShapes.fits(component, results.get(i));
        }
        return fits;
    }

    /**
     * Where to define the class: in the interface's package if that is open to us with full privileges, as it is within
     * one module, so that the interface need not be public; next to us, or in a class loader of its own, if the interface
     * is public.
     */
    private static MethodHandles.Lookup definingLookup(Class<?> type) {
        InterfaceExports.class.getModule().addReads(type.getModule());
        MethodHandles.Lookup lookup = JavaShapes.lookupIn(type);
        if (lookup.hasFullPrivilegeAccess()) {
            return lookup;
        }
        if (!Modifier.isPublic(type.getModifiers()) || !type.getModule().isExported(type.getPackageName())) {
            throw new IllegalArgumentException("the interface " + type.getName() + " is neither in the module of the"
                    + " engine nor public in an exported package: pass a lookup that has access to it");
        }
        return isVisibleHere(type) ? LOOKUP : BridgeLoader.below(type.getClassLoader());
    }

    private static boolean isVisibleHere(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, InterfaceExports.class.getClassLoader()) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
