package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.instantiate.Entity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Implements Java interfaces over what instances of components export. */
public final class TypedExports {
    private final List<String> mismatches = new ArrayList<>();

    private TypedExports() {}

    /**
     * An implementation of an interface.
     *
     * @param given null: what can be seen is found out
     * @throws IllegalArgumentException if it does not fit, with all reasons
     */
    public static <I> I of(InstanceExports exports, Class<I> type, MethodHandles.Lookup given) {
        TypedExports all = new TypedExports();
        Object made = all.object(exports, type, UserLookup.of(type, given));
        if (!all.mismatches.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " does not fit the exports of " + exports.title("`") + ":\n  "
                    + String.join("\n  ", all.mismatches));
        }
        return type.cast(made);
    }

    private Object object(InstanceExports exports, Class<?> type, UserLookup lookup) {
        ObjectClass objectClass = lookup.objectClass(type);
        ExportedFunctions functions = new ExportedFunctions(exports.exports(), null);
        Object instance = exports.instance();
        List<Method> methods = objectClass.methods();
        BoundMethod[] bound = new BoundMethod[methods.size()];
        for (int i = 0; i < bound.length; i++) {
            Method method = methods.get(i);
            MethodType methodType = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
            List<String> nested = mayBeInstance(method) && !functions.has(method) ? instances(exports.exports(), method) : List
                    .of();
            if (methodType.parameterCount() == 0 && methodType.returnType() == instance.getClass()) {
                bound[i] = BoundMethod.returning(instance, methodType);
            } else if (nested.size() == 1) {
                bound[i] = BoundMethod.returning(object(exports.nested(nested.get(0)), method.getReturnType(), lookup.forType(
                        method
                                .getReturnType())), methodType);
            } else if (nested.size() > 1) {
                mismatches.add(type.getSimpleName() + "." + method.getName() + ": several instances can be meant: " + nested
                        + "; @WitName says which");
            } else {
                bound[i] = functions.bind(type, method, objectClass.owner(), mismatches);
            }
        }
        return mismatches.isEmpty()
                ? objectClass.make(new BoundObject(type.getSimpleName() + " of " + exports.title(""), bound, null))
                : null;
    }

    private static boolean mayBeInstance(Method method) {
        return method.getParameterCount() == 0 && method.getReturnType().isInterface();
    }

    /** The exported instances that a method can mean. */
    private static List<String> instances(Map<String, Entity> exports, Method method) {
        return InstanceName.of(instancesOf(exports).keySet(), method);
    }

    private static Map<String, Entity> instancesOf(Map<String, Entity> exports) {
        Map<String, Entity> instances = new LinkedHashMap<>();
        exports.forEach((name, entity) -> {
            if (entity instanceof Entity.OfInstance) {
                instances.put(name, entity);
            }
        });
        return instances;
    }
}
