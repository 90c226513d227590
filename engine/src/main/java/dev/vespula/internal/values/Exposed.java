package dev.vespula.internal.values;

/** A run-time object that users can have: as an object of the API, always the same one. */
public abstract class Exposed {
    /** The object of the API, if one was made. */
    public Object handle;
}
