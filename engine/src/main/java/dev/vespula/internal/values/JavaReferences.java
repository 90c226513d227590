package dev.vespula.internal.values;

import dev.vespula.internal.limits.Account;

/** References as users have them, and as the machine holds them; apart from what it takes to know functions and stores. */
public abstract class JavaReferences {
    /**
     * A value that carries its type as one that does not; anything else itself.
     *
     * @throws IllegalArgumentException if the type is not the one that is wanted
     */
    public abstract Object plain(int type, Object value);

    /**
     * A reference as the machine holds it, made from what users have.
     *
     * @param store of which functions and exceptions must be; null if any will do
     * @throws IllegalArgumentException if it is not of the type
     */
    public abstract Object lower(int type, Object value, Account store);

    /** What users have for a reference that the machine holds. */
    public abstract Object lift(Object raw);
}
