package dev.vespula.examples.languages;

import dev.vespula.WasmThrown;

/** A program has thrown what it did not catch. */
public final class UncaughtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UncaughtException(WasmThrown thrown) {
        super(String.valueOf(thrown.values().get(0).ref()), thrown);
    }
}
