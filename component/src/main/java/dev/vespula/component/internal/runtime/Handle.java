package dev.vespula.component.internal.runtime;

/** An entry of a handle table. CanonicalABI.md, {@code ResourceHandle}. */
public final class Handle {
    private final ResourceClass type;
    /** The representation: an Integer of a guest's resource, else the host's object. */
    private final Object representation;
    /** The call for which it is lent; null if it owns the resource. */
    private final Task scope;
    private int lends;

    private Handle(ResourceClass type, Object representation, Task scope) {
        this.type = type;
        this.representation = representation;
        this.scope = scope;
    }

    /** A handle that owns. */
    public static Handle owning(ResourceClass type, Object representation) {
        return new Handle(type, representation, null);
    }

    /** A handle that is lent to a call. */
    public static Handle lent(ResourceClass type, Object representation, Task scope) {
        scope.borrowed();
        return new Handle(type, representation, scope);
    }

    /** The type of the resource. */
    public ResourceClass type() {
        return type;
    }

    /** The representation. */
    public Object representation() {
        return representation;
    }

    /** Whether it owns the resource. */
    public boolean owns() {
        return scope == null;
    }

    /** The call that it is lent for; null if it owns. */
    public Task scope() {
        return scope;
    }

    /** Whether a call that has not returned borrows it. */
    boolean isLent() {
        return lends > 0;
    }

    /** A call borrows it. */
    void lend() {
        lends++;
    }

    /** The call has returned. */
    void giveBack() {
        lends--;
    }
}
