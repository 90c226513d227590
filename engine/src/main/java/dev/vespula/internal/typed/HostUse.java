package dev.vespula.internal.typed;

import dev.vespula.internal.runtime.Signature;
import java.lang.invoke.MethodHandles;

/**
 * How a lambda or an object becomes host functions.
 *
 * @param type     the interface that it is given as; null for the annotated methods of an object
 * @param user     the class that looks the interface up; null if nobody does
 * @param declared the type of the function; null if it follows from the method
 */
record HostUse(Class<?> type, Class<?> user, Signature declared) {
    static HostUse of(Class<?> type, MethodHandles.Lookup user, Signature declared) {
        return new HostUse(type, user == null ? null : user.lookupClass(), declared);
    }

    /** Whether what a lookup finds may be kept for others of its class: one that may do less than those is not told apart. */
    static boolean isKept(MethodHandles.Lookup user) {
        return user == null || user.hasFullPrivilegeAccess();
    }

    /** Written out, as {@link #hashCode}: caches behind the generated forms keep the loader of our classes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HostUse that && type == that.type && user == that.user && declared == that.declared;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * System.identityHashCode(type) + System.identityHashCode(user)) + System.identityHashCode(declared);
    }
}
