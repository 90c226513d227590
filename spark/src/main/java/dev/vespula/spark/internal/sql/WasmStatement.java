package dev.vespula.spark.internal.sql;

import java.util.List;
import java.util.Map;

/** A statement about functions, as {@link StatementParser} reads it. */
public sealed interface WasmStatement {
    /** The parts of the function's name. */
    List<String> name();

    /** What becomes of a function that has the name already. */
    enum Existing {
        /** The statement fails. */
        REFUSE,
        /** It is replaced. */
        REPLACE,
        /** It stays, and the statement does nothing. */
        KEEP
    }

    /** What becomes of a statement about a function that is not there. */
    enum Missing {
        /** The statement fails. */
        REFUSE,
        /** It does nothing. */
        IGNORE
    }

    /**
     * {@code CREATE WASM FUNCTION}.
     *
     * @param export  the function's name in the module
     * @param path    of the module
     * @param options of the module
     */
    record Create(List<String> name, Existing existing, String export, String path, Map<String, String> options)
            implements
                WasmStatement {}

    /** {@code DROP WASM FUNCTION}. */
    record Drop(List<String> name, Missing missing) implements WasmStatement {}
}
