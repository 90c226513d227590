package dev.vespula.component.internal.bind;

import dev.vespula.internal.typed.PerClass;
import dev.vespula.internal.typed.UserClasses;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a class of the user can see of others, and what was made for it: classes that implement interfaces, handles of records.
 * Thread-safe.
 */
final class UserLookup {
    /** By the type that is bound. */
    private static final PerClass<UserLookup> OWN = new PerClass<>();
    /** By the class that looks up. */
    private static final PerClass<UserLookup> GIVEN = new PerClass<>();

    private final Class<?> user;
    private final MethodHandles.Lookup given;
    private final boolean isKept;
    private final Map<Class<?>, ObjectClass> objects = new ConcurrentHashMap<>();
    private final Map<Class<?>, RecordMembers> records = new ConcurrentHashMap<>();
    private final Map<Class<?>, MethodIndex> methods = new ConcurrentHashMap<>();

    private UserLookup(Class<?> user, MethodHandles.Lookup given, boolean isKept) {
        this.user = user;
        this.given = given;
        this.isKept = isKept;
    }

    /**
     * That of whoever binds a type.
     *
     * @param given what the user gave; null: what can be seen is found out for each class
     */
    static UserLookup of(Class<?> type, MethodHandles.Lookup given) {
        if (given != null && !given.hasFullPrivilegeAccess()) {
            // It may see less than another one of the same class.
            return new UserLookup(given.lookupClass(), given, false);
        }
        Class<?> user = given != null ? given.lookupClass() : type;
        PerClass<UserLookup> all = given != null ? GIVEN : OWN;
        UserLookup known = all.get(user);
        return known != null ? known : all.keep(user, new UserLookup(user, given, true));
    }

    /** That for a type which is mentioned by another one. */
    UserLookup forType(Class<?> mentioned) {
        return given != null ? this : of(mentioned, null);
    }

    /** The class that looks up, or the type that is bound: what was made lives as long as it does. */
    Class<?> user() {
        return user;
    }

    /** Whether there is one for all that the class binds. */
    boolean isKept() {
        return isKept;
    }

    /** A lookup within a class, as far as that is allowed. */
    MethodHandles.Lookup in(Class<?> type) {
        if (given != null) {
            try {
                return MethodHandles.privateLookupIn(type, given);
            } catch (IllegalAccessException e) {
                // The user cannot see into it; perhaps everybody can.
            }
        }
        return UserClasses.lookupIn(type);
    }

    /** The lookup that the user gave; null if none. */
    MethodHandles.Lookup given() {
        return given;
    }

    /** The handle of a method, which takes its receiver first. */
    MethodHandle unbound(Method method) {
        return UserClasses.unbound(method, in(method.getDeclaringClass()));
    }

    /**
     * The class that implements an interface.
     *
     * @throws IllegalArgumentException if there can be none
     */
    ObjectClass objectClass(Class<?> type) {
        UserLookup owner = forType(type);
        ObjectClass known = owner.objects.get(type);
        if (known == null) {
            ObjectClass made = new ObjectClass(type, owner);
            known = owner.objects.putIfAbsent(type, made);
            known = known == null ? made : known;
        }
        return known;
    }

    /** The methods of a class that a component may call. */
    MethodIndex methods(Class<?> type) {
        return methods.computeIfAbsent(type, MethodIndex::new);
    }

    /**
     * The handles of a record.
     *
     * @throws IllegalArgumentException if it is not accessible
     */
    RecordMembers record(Class<?> type) {
        RecordMembers known = records.get(type);
        if (known == null) {
            known = RecordMembers.of(type, this);
            records.put(type, known);
        }
        return known;
    }
}
