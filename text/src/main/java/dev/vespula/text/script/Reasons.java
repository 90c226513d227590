package dev.vespula.text.script;

import java.util.List;
import java.util.Map;

/** Compares the reasons for which modules are refused and calls trap with the wording of scripts. */
final class Reasons {

    /** Texts of proposals' scripts that WebAssembly 3.0 words differently, and what says the same. */
    private static final Map<String, List<String>> REWORDED = Map.of(
        "i32 constant out of range", List.of("memory size must be at most"),
        "type mismatch: block requires [] but stack has [i32]", List.of("type mismatch: values remaining on stack"));

    private Reasons() {
    }

    /** The engine may say more than the script; what the script says must be part of it. */
    static boolean matches(String expected, String got) {
        if (got.contains(expected)) {
            return true;
        }
        return REWORDED.getOrDefault(expected, List.of()).stream().anyMatch(got::contains);
    }

    /** As {@link #matches}; a script may name the kind of a null reference. */
    static boolean trapMatches(String expected, String got) {
        return matches(expected, got) || got.contains("null reference") && expected.matches("null \\w+ reference")
            || expected.equals("null reference") && got.matches("(?s)null \\w+ reference.*");
    }
}
