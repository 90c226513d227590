package dev.vespula.types;

/**
 * A continuation's type: what it takes when it is resumed and what it gives when it ends are the parameters and results of a
 * function type.
 *
 * @param function the function type, one that a module defines
 */
public record ContType(DefinedType function) implements CompositeType {
    /** The text format's notation; the function type is only hinted at. */
    @Override
    public String toString() {
        return "(cont (func ...))";
    }
}
