package dev.vespula.internal.classfile;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/** Finds methods by what they are instead of by their names. */
public final class Members {
    private Members() {}

    /** The only abstract method of a class or an interface. */
    public static Method toImplement(Class<?> type) {
        Method found = null;
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                if (found != null) {
                    throw new IllegalStateException(type + " has several abstract methods");
                }
                found = method;
            }
        }
        return found;
    }

    /** The static and final methods of classes in which no two have the same type, by that, receiver first; no private ones. */
    public static Map<MethodType, Method> byType(Class<?>... owners) {
        Map<MethodType, Method> methods = new HashMap<>();
        for (Class<?> owner : owners) {
            for (Method method : owner.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                if (Modifier.isPrivate(modifiers) || method.isSynthetic()
                        || (modifiers & (Modifier.STATIC | Modifier.FINAL)) == 0) {
                    continue;
                }
                MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
                type = Modifier.isStatic(modifiers) ? type : type.insertParameterTypes(0, owner);
                if (methods.put(type, method) != null) {
                    throw new IllegalStateException(owner + " has a second method of type " + type);
                }
            }
        }
        return methods;
    }
}
