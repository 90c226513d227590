package dev.vespula;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of WebAssembly that can be switched on or off: the proposals that made up WebAssembly 2.0 and 3.0, and some
 * that are not part of a published version yet.
 *
 * <p>On by default is what the common engines run without a switch. A module that uses a part that is off is refused when it
 * is decoded or validated, and {@link ModuleException#missingFeature} tells which it is.
 *
 * <pre>{@code
 * Engine later = Engine.of(new Config().with(Feature.WIDE_ARITHMETIC).without(Feature.THREADS));
 * }</pre>
 */
public enum Feature {
    /** Globals that are imported or exported may be mutable. On by default. */
    MUTABLE_GLOBAL(true),
    /** {@code i32.extend8_s} and its kin. On by default. */
    SIGN_EXTENSION(true),
    /** {@code i32.trunc_sat_f32_s} and its kin. On by default. */
    SATURATING_FLOAT_TO_INT(true),
    /** Functions and blocks with several results, blocks with parameters. On by default. */
    MULTI_VALUE(true),
    /** {@code memory.copy}, passive segments and the like. On by default. */
    BULK_MEMORY(true),
    /** {@code externref}, several tables, {@code table.get} and the like. On by default. */
    REFERENCE_TYPES(true),
    /** {@code v128} and its operators. On by default. */
    SIMD(true),
    /** SIMD operators whose result may differ between machines. On by default. */
    RELAXED_SIMD(true),
    /** {@code return_call} and its kin. On by default. */
    TAIL_CALL(true),
    /** Integer arithmetic in constant expressions. On by default. */
    EXTENDED_CONST(true),
    /** More than one memory. On by default. */
    MULTI_MEMORY(true),
    /** Memories and tables with 64-bit addresses. On by default. */
    MEMORY64(true),
    /** References to functions of a certain type, {@code call_ref}. On by default. */
    FUNCTION_REFERENCES(true),
    /** Structs, arrays, {@code i31}, subtyping and recursive types. On by default. */
    GC(true),
    /**
     * Tags, {@code throw}, {@code try_table}, {@code exnref}. On by default. To switch it off switches {@link #LEGACY_EXCEPTIONS}
     * off, too, which can be switched on again by itself.
     */
    EXCEPTIONS(true),
    /** Shared memories and atomic operators. On by default. */
    THREADS(true),
    /** {@code f32} and {@code f64}. On by default; some embeddings forbid them to be deterministic. */
    FLOATS(true),
    /** {@code i64.add128} and its kin. Off by default. */
    WIDE_ARITHMETIC(false),
    /** Memories with pages of one byte. Off by default. */
    CUSTOM_PAGE_SIZES(false),
    /** Continuations: {@code cont.new}, {@code suspend}, {@code resume}, {@code switch}. Needs {@link #GC}. Off by default. */
    STACK_SWITCHING(false),
    /** Imports that name the module they come from, or their type, once for all of them. Off by default. */
    COMPACT_IMPORT_SECTION(false),
    /** Structs that describe others, in place of fields that all objects of a type share, and exact types. Off by default. */
    CUSTOM_DESCRIPTORS(false),
    /**
     * The first form of exception handling ({@code try}, {@code catch}, {@code delegate}), which compilers still emit and
     * browsers run. On by default.
     */
    LEGACY_EXCEPTIONS(true);

    private final boolean onByDefault;

    Feature(boolean onByDefault) {
        this.onByDefault = onByDefault;
    }

    /** The name in lower case with dashes, as command lines and builds have it: {@code wide-arithmetic}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The feature with a {@linkplain #label label}; empty if there is none. */
    public static Optional<Feature> labelled(String label) {
        return Stream.of(values()).filter(feature -> feature.label().equals(label)).findFirst();
    }

    /** Whether a default configuration has this feature. */
    public boolean isOnByDefault() {
        return onByDefault;
    }
}
