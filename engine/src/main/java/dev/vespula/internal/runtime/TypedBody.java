package dev.vespula.internal.runtime;

/** What a host function does that is a method handle: compiled code can call it with Java values. */
public abstract class TypedBody implements HostBody {
    /** What the handle is called with before everything else. */
    public Object receiver;

    /** What it has in common with other bodies. */
    public abstract TypedTarget target();
}
