package dev.vespula.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Classes of the user: what of them is accessible, and where classes that implement them can be. */
public final class UserClasses {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private UserClasses() {}

    /**
     * A lookup with full access to a class, if its module opens the package to us or it is in no named module; else one
     * that sees what is public.
     */
    public static MethodHandles.Lookup lookupIn(Class<?> type) {
        UserClasses.class.getModule().addReads(type.getModule());
        try {
            return MethodHandles.privateLookupIn(type, LOOKUP);
        } catch (IllegalAccessException e) {
            return MethodHandles.publicLookup();
        }
    }

    /**
     * A lookup with full access to a class, as the user's or ours has it; else one that sees what either sees.
     *
     * @param user what the user has given; may be null
     */
    public static MethodHandles.Lookup lookupIn(Class<?> type, MethodHandles.Lookup user) {
        if (user != null) {
            try {
                return MethodHandles.privateLookupIn(type, user);
            } catch (IllegalAccessException e) {
                // The user cannot see all of it; perhaps we can.
            }
        }
        MethodHandles.Lookup own = lookupIn(type);
        return user == null || own.hasFullPrivilegeAccess() ? own : user;
    }

    /** The one abstract method of a functional interface. */
    public static Method functionalMethod(Class<?> shape) {
        List<Method> methods = abstractMethods(shape);
        if (methods.size() != 1) {
            throw new IllegalArgumentException(shape.getName() + " is not a functional interface: it has "
                    + methods.size() + " abstract methods");
        }
        return methods.get(0);
    }

    /** The methods of an interface that an implementation must have. */
    public static List<Method> abstractMethods(Class<?> type) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(type.getName() + " is not an interface");
        }
        List<Method> methods = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)) {
                methods.add(method);
            }
        }
        return methods;
    }

    private static boolean isOfObject(Method method) {
        try {
            return Modifier.isPublic(
                    Object.class.getMethod(method.getName(), method.getParameterTypes()).getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** A record's constructor, which may be nested in a class of the user and private. */
    public static MethodHandle constructor(Class<?> type, MethodType parameters, MethodHandles.Lookup user)
            throws NoSuchMethodException, IllegalAccessException {
        if (user != null) {
            try {
                return MethodHandles.privateLookupIn(type, user).findConstructor(type, parameters);
            } catch (IllegalAccessException e) {
                // The user cannot see it; perhaps everybody can.
            }
        }
        return lookupIn(type).findConstructor(type, parameters);
    }

    /** The handle of a method, which takes its receiver first, also if it is static. */
    public static MethodHandle unbound(Method method, MethodHandles.Lookup lookup) {
        try {
            MethodHandle handle = lookup.unreflect(method).asFixedArity();
            return Modifier.isStatic(method.getModifiers()) ? MethodHandles.dropArguments(handle, 0, Object.class) : handle;
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(method + " is not accessible to module dev.vespula: make class and"
                    + " method public and export the package, or pass a lookup that has access to them", e);
        }
    }

    /**
     * Where to define the class: in the interface's package if that is open to us with full privileges, as it is within
     * one module, so that the interface need not be public; next to us, or in a class loader of its own, if the interface
     * is public.
     */
    public static MethodHandles.Lookup definingLookup(Class<?> type) {
        UserClasses.class.getModule().addReads(type.getModule());
        MethodHandles.Lookup lookup = lookupIn(type);
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
            return Class.forName(type.getName(), false, UserClasses.class.getClassLoader()) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
