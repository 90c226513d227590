package dev.vespula;

import dev.vespula.internal.interop.HostBodyClass;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.types.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Host functions that are method handles, typed lambdas or annotated methods. */
final class HostHandles {
    private HostHandles() {
    }

    /** A method for Wasm to call. */
    record Exported(String name, MethodHandle handle) {
    }

    /**
     * The body that calls a handle.
     *
     * @throws IllegalArgumentException if the handle's type does not fit
     */
    static HostBody body(Engine engine, FuncType type, MethodHandle handle) {
        checkFits(type, handle.type());
        Signature signature = engine.state().signature(type);
        MethodHandle fixed = handle.isVarargsCollector() ? handle.asFixedArity() : handle;
        return TypedCalls.body(signature, JavaShapes.plain(fixed), JavaShapes.wantsCaller(handle.type())
                ? HostBodyClass.FirstArgument.CALLER
                : HostBodyClass.FirstArgument.PARAMETER);
    }

    private static void checkFits(FuncType type, MethodType java) {
        int first = JavaShapes.wantsCaller(java) ? 1 : 0;
        boolean fits = java.parameterCount() - first == type.params().size() && resultsFit(type, java.returnType());
        for (int i = 0; fits && i < type.params().size(); i++) {
            fits = JavaShapes.fits(java.parameterType(first + i), type.params().get(i));
        }
        if (!fits) {
            throw new IllegalArgumentException("a handle of type " + java + " cannot be a function of type " + type);
        }
    }

    private static boolean resultsFit(FuncType type, Class<?> java) {
        return switch (type.results().size()) {
            case 0 -> java == void.class;
            case 1 -> JavaShapes.fits(java, type.results().get(0))
                    || java.isRecord() && java.getRecordComponents().length == 1;
            default -> java == Object[].class
                    || java.isRecord() && java.getRecordComponents().length == type.results().size();
        };
    }

    /**
     * The annotated methods of an object, inherited ones included.
     *
     * @throws IllegalArgumentException if there is none
     */
    static List<Exported> of(Object host) {
        List<Exported> exported = new ArrayList<>();
        for (Class<?> type = host.getClass(); type != null; type = type.getSuperclass()) {
            MethodHandles.Lookup lookup = null;
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(WasmExport.class) && !method.isBridge()) {
                    lookup = lookup == null ? JavaShapes.lookupIn(type) : lookup;
                    add(exported, new Exported(JavaShapes.exportName(method),
                            JavaShapes.bound(method, host, lookup)));
                }
            }
        }
        if (exported.isEmpty()) {
            throw new IllegalArgumentException(
                    host.getClass().getName() + " has no method annotated with @WasmExport");
        }
        return exported;
    }

    /** Subclasses come first: what they override is left out. */
    private static void add(List<Exported> exported, Exported method) {
        boolean overridden = exported.stream().anyMatch(known -> known.name().equals(method.name())
                && known.handle().type().equals(method.handle().type()));
        if (!overridden) {
            exported.add(method);
        }
    }
}
