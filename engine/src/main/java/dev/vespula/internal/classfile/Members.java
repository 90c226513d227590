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

    /** The static methods of a class in which no two have the same type, by that, except private and synthetic ones. */
    public static Map<MethodType, Method> byType(Class<?> owner) {
        Map<MethodType, Method> methods = new HashMap<>();
        for (Method method : owner.getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic()) {
                MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
                if (methods.put(type, method) != null) {
                    throw new IllegalStateException(owner + " has several methods of type " + type);
                }
            }
        }
        return methods;
    }
}
