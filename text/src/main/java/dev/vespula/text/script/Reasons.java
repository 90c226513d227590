package dev.vespula.text.script;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the reasons for which modules are refused and calls trap with the wording of scripts. */
final class Reasons {
    /** Texts of proposals' scripts that WebAssembly 3.0 words differently, and what says the same. */
    private static final Map<String, List<String>> REWORDED = Map.ofEntries(
            Map.entry("invalid string escape", List.of("illegal escape")),
            Map.entry("i32 constant out of range", List.of("memory size must be at most")),
            Map.entry("invalid leading byte 0x7F with compact imports proposal disabled", List.of("malformed import kind")),
            Map.entry("invalid leading byte 0x7E with compact imports proposal disabled", List.of("malformed import kind")),
            Map.entry("malformed definition type", List.of("malformed type definition")),
            Map.entry("malformed storage type", List.of("malformed value type", "malformed heap type")),
            Map.entry("type mismatch: block requires [] but stack has [i32]", List.of(
                    "type mismatch: values remaining on stack")));

    /**
     * Binaries with two faults: the one the script names, and a section or function whose size says that it ends
     * before that fault. A decoder that keeps to the sizes meets the end first.
     */
    private static final Map<String, Set<Integer>> CUT_SHORT = Map.of(
            "binary-leb128.wast", Set.of(217, 225, 347, 404, 461, 525, 533, 541, 550, 730, 749, 843, 862),
            "binary.wast", Set.of(92, 716, 737));

    private static final Set<String> ENDS = Set.of("unexpected end of section or function", "malformed section id");

    private static final Pattern TYPE_INDICES =
            Pattern.compile("(?<what>non-continuation type|non-function type) \\d+");

    private Reasons() {}

    /** Whether a module was refused for the reason the script gives; the engine may say more than the script. */
    static boolean refusalMatches(String script, int line, String expected, String got) {
        return matches(expected, got) || isCutShort(script, line) && ENDS.stream().anyMatch(got::startsWith);
    }

    /** As {@link #matches}; a script may name the kind of a null reference. */
    static boolean trapMatches(String expected, String got) {
        return matches(expected, got) || got.contains("null reference") && expected.matches("null \\w+ reference")
                || expected.equals("null reference") && got.matches("(?s)null \\w+ reference.*");
    }

    /** What the script says must be part of what the engine says; types that scripts name by their index it spells out. */
    static boolean matches(String expected, String got) {
        Matcher indices = TYPE_INDICES.matcher(expected);
        return got.contains(expected) || indices.matches() && got.contains(indices.group("what")) || REWORDED.getOrDefault(
                expected, List.of()).stream().anyMatch(got::contains);
    }

    private static boolean isCutShort(String script, int line) {
        String file = script.substring(script.lastIndexOf('/') + 1);
        return CUT_SHORT.getOrDefault(file, Set.of()).contains(line);
    }
}
