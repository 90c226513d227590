package dev.vespula.udf;

import java.io.Serializable;

/**
 * A function of a module. Immutable, and equal to the same function of the same module under the same limits.
 *
 * @param signature     name, kind and types
 * @param canonicalName {@code vespula:DIGEST:SIGNATURE:SETTINGS}: equal for functions that give the same results
 */
public record UdfFunction(Signature signature, String canonicalName) implements Serializable {

    /** The name. */
    public String name() {
        return signature.name();
    }

    /** What it makes of rows. */
    public FunctionKind kind() {
        return signature.kind();
    }

    /** Its signature. */
    @Override
    public String toString() {
        return signature.toString();
    }
}
