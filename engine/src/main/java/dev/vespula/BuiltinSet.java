package dev.vespula;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Functions that the engine has itself, for modules of languages whose strings are those of their host: the sets that WebAssembly's
 * JavaScript interface defines, on {@link String}. An engine that {@linkplain Config#with(BuiltinSet) has} a set gives its functions to
 * every module that imports them, whoever instantiates it.
 *
 * <pre>{@code
 * Engine engine = Engine.of(new Config().with(BuiltinSet.JS_STRING).withStringConstants("'"));
 * }</pre>
 *
 * <p>A string is a reference of the type {@code externref} that is a {@link String}: any sequence of UTF-16 code units, unpaired
 * surrogates too. What is no string makes the functions trap, with {@link TrapCode#NULL_REFERENCE} and {@link TrapCode#CAST_FAILURE}. A
 * function that makes or reads a string is charged for two bytes of each code unit: fuel as bulk instructions are, and of the bytes of
 * objects what it makes. If less fuel is left, it takes that and acts all the same, and the next charge fails.
 */
public enum BuiltinSet {
    /**
     * The functions of strings, in the module {@code wasm:js-string}: {@code cast}, {@code test}, {@code fromCharCodeArray},
     * {@code intoCharCodeArray}, {@code fromCharCode}, {@code fromCodePoint}, {@code charCodeAt}, {@code codePointAt}, {@code length},
     * {@code concat}, {@code substring}, {@code equals} and {@code compare}.
     */
    JS_STRING,
    /**
     * Strings as UTF-8 in arrays of bytes, in the module {@code wasm:text-encoder}: {@code measureStringAsUTF8},
     * {@code encodeStringIntoUTF8Array} and {@code encodeStringToUTF8Array}. An unpaired surrogate becomes U+FFFD.
     */
    TEXT_ENCODER,
    /**
     * UTF-8 in arrays of bytes as strings, in the module {@code wasm:text-decoder}: {@code decodeStringFromUTF8Array}. What is not UTF-8
     * becomes U+FFFD, and a byte order mark at the beginning is left out.
     */
    TEXT_DECODER;

    /** The name of the set, as in {@code vespula run --builtins=js-string}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The module under whose name the functions are imported, such as {@code wasm:js-string}. */
    public String module() {
        return "wasm:" + label();
    }

    /** The set with a {@linkplain #label label}; empty if there is none. */
    public static Optional<BuiltinSet> labelled(String label) {
        return Stream.of(values()).filter(set -> set.label().equals(label)).findFirst();
    }
}
