package dev.vespula.conformance;

import dev.vespula.Trap;
import dev.vespula.WasmException;

/** Compares traps with the texts of the specification's test suite. */
final class Traps {
    private Traps() {}

    /**
     * Whether {@code actual} is one of the traps that {@code texts} lists, separated by {@code |}. An engine may say
     * more than the expected text; "null reference" also stands for "null function reference" and its like.
     */
    static boolean accepts(String texts, WasmException actual) {
        String message = actual instanceof Trap trap ? trap.detail() : actual.getMessage();
        for (String text : texts.split("\\|")) {
            if (message.contains(text) || text.equals("null reference") && message.matches("null \\w+ reference.*")) {
                return true;
            }
        }
        return false;
    }
}
