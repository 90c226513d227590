package dev.vespula.internal.binary;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import java.util.Arrays;

/**
 * The errors of decoding, validation and translation by name, and the only place where their exceptions are made. The
 * wording starts as in the specification's test suite where that has one; what stands for {@code %s} is given where the
 * error is found.
 */
public enum ModuleError {
    // bytes
    UNEXPECTED_END(Kind.MALFORMED, "unexpected end"),
    /** What the test suite of the component model has for it. */
    UNEXPECTED_END_OF_FILE(Kind.MALFORMED, "unexpected end-of-file"),
    UNEXPECTED_END_OF_SECTION(Kind.MALFORMED, "unexpected end of section or function"),
    LONG_INTEGER(Kind.MALFORMED, "integer representation too long"),
    LARGE_INTEGER(Kind.MALFORMED, "integer too large"),
    UTF_8(Kind.MALFORMED, "malformed UTF-8 encoding"),
    ZERO_BYTE(Kind.MALFORMED, "zero byte expected"),

    // the module and its sections
    MAGIC(Kind.MALFORMED, "magic header not detected"),
    VERSION(Kind.MALFORMED,
            "unknown binary version: this is a module of version %s, and only version 1 is known"),
    COMPONENT(Kind.MALFORMED,
            "unknown binary version: this is a component (version %s of the component model) and not a core module: Component.of takes it"),
    LAYER(Kind.MALFORMED, "unknown binary version: version %s of layer %s"),
    SECTION_ID(Kind.MALFORMED, "malformed section id"),
    SECTION_LENGTH(Kind.MALFORMED, "length out of bounds"),
    SECTION_ORDER(Kind.MALFORMED, "unexpected content after last section: section out of order"),
    SECTION_SIZE(Kind.MALFORMED, "section size mismatch"),
    BODY_COUNT(Kind.MALFORMED, "function and code section have inconsistent lengths"),
    DATA_COUNT(Kind.MALFORMED, "data count and data section have inconsistent lengths"),

    // the format of types
    TYPE_DEFINITION(Kind.MALFORMED, "malformed type definition"),
    RECURSION_GROUP(Kind.MALFORMED, "malformed type definition: recursion group"),
    SUB_TYPE(Kind.MALFORMED, "malformed type definition: sub type"),
    DESCRIPTOR(Kind.MALFORMED, "malformed type definition: descriptor"),
    STRUCT_TYPE(Kind.MALFORMED, "malformed type definition: struct type"),
    CONT_TYPE(Kind.MALFORMED, "malformed type definition: continuation type"),
    ARRAY_TYPE(Kind.MALFORMED, "malformed type definition: array type"),
    VALUE_TYPE(Kind.MALFORMED, "malformed value type"),
    REFERENCE_TYPE(Kind.MALFORMED, "malformed reference type"),
    HEAP_TYPE(Kind.MALFORMED, "malformed heap type"),
    MUTABILITY(Kind.MALFORMED, "malformed mutability"),

    // the format of definitions and segments
    IMPORT_KIND(Kind.MALFORMED, "malformed import kind"),
    EXPORT_KIND(Kind.MALFORMED, "malformed export kind"),
    LIMITS_FLAGS(Kind.MALFORMED, "malformed limits flags"),
    PAGE_SIZE(Kind.MALFORMED, "invalid custom page size"),
    TAG(Kind.MALFORMED, "malformed tag"),
    TAG_ATTRIBUTE(Kind.MALFORMED, "malformed tag attribute"),
    ELEMENTS_FLAGS(Kind.MALFORMED, "malformed elements segment kind"),
    ELEMENT_KIND(Kind.MALFORMED, "malformed element kind"),
    DATA_FLAGS(Kind.MALFORMED, "malformed data segment flag"),

    // the format of bodies
    ILLEGAL_OPCODE(Kind.MALFORMED, "illegal opcode %s"),
    MISPLACED(Kind.MALFORMED, "illegal opcode: %s without %s"),
    BLOCK_TYPE(Kind.MALFORMED, "malformed block type"),
    TOO_MANY_LOCALS(Kind.MALFORMED, "too many locals"),
    NO_END(Kind.MALFORMED, "unexpected end of section or function: END opcode expected"),
    CODE_AFTER_END(Kind.MALFORMED, "section size mismatch: code after the end of the function"),
    CAST_FLAGS(Kind.MALFORMED, "malformed br_on_cast flags"),
    CATCH_CLAUSE(Kind.MALFORMED, "malformed catch clause"),
    ON_CLAUSE(Kind.MALFORMED, "malformed on clause"),
    ACCESS_FLAGS(Kind.MALFORMED, "malformed memop flags"),
    NO_DATA_COUNT(Kind.MALFORMED, "data count section required"),

    // indices
    UNKNOWN(Kind.INVALID, "unknown %s %s"),
    UNDECLARED_FUNCTION(Kind.INVALID, "undeclared function reference %s"),
    LANE_INDEX(Kind.INVALID, "invalid lane index %s"),
    RETHROW_LABEL(Kind.INVALID, "invalid rethrow label %s"),

    // types of operands
    TYPE_MISMATCH(Kind.MISMATCH, "instruction requires [%s] but stack has [%s]"),
    REMAINING_VALUES(Kind.MISMATCH, "values remaining on stack at end of block: %s"),
    SELECT_OF_REFERENCES(Kind.MISMATCH, "select without type takes numbers and vectors only"),
    RESULT_ARITY(Kind.INVALID, "invalid result arity"),

    // types of labels, callees and blocks
    BLOCK_TYPE_INDEX(Kind.INVALID, "invalid block type"),
    IF_WITHOUT_ELSE(Kind.MISMATCH, "if without else must have equal parameters and results"),
    LABEL_ARITIES(Kind.MISMATCH, "labels of br_table take different numbers of values"),
    LABEL_WITHOUT_REFERENCE(Kind.MISMATCH, "the label of br_on_non_null must take a reference last"),
    LABEL_REFERENCE(Kind.MISMATCH, "the label does not take %s last"),
    ON_LABEL(Kind.MISMATCH, "the label of an on clause takes other values than a suspension with the tag gives"),
    ON_LABEL_CONTINUATION(Kind.MISMATCH,
            "instruction requires concrete continuation reference type but label has [%s]"),
    NO_CONTINUATION_TYPE(Kind.INVALID, "non-continuation type %s"),
    CONTINUATION_RESULTS(Kind.INVALID, "type mismatch in continuation types: results"),
    CONTINUATION_ARGUMENTS(Kind.INVALID, "type mismatch in continuation arguments"),
    SWITCH_TAG(Kind.INVALID, "type mismatch in switch tag: it has parameters"),
    SWITCHED_CONTINUATION(Kind.MISMATCH,
            "instruction requires continuation reference type but the type annotation has [%s]"),
    CLAUSE_LABEL(Kind.MISMATCH, "the label of a catch clause takes other values than the clause gives"),
    NO_SUBTYPE(Kind.MISMATCH, "%s is no subtype of %s"),
    CALLEE_RESULTS(Kind.MISMATCH, "the callee's results are not those of the function"),

    // types of definitions
    TYPE_KIND(Kind.MISMATCH, "type %s is not %s"),
    TABLE_ELEMENTS(Kind.MISMATCH, "%s does not fit into a table of %s"),
    SEGMENT_ELEMENTS(Kind.MISMATCH, "elements of %s do not fit into a table of %s"),
    TABLE_OF_FUNCTIONS(Kind.MISMATCH, "table %s holds %s, not functions"),
    TABLE_WITHOUT_INIT(Kind.MISMATCH, "a table of %s needs an initial value"),
    NOT_DEFAULTABLE(Kind.MISMATCH, "field of type %s is not defaultable"),
    FIELD_PACKING(Kind.MISMATCH, "field is %s"),
    ARRAY_ELEMENTS(Kind.MISMATCH, "array of %s, elements of %s"),
    ARRAY_OF_REFERENCES(Kind.INVALID, "array type is not numeric or vector"),
    ARRAY_TYPES(Kind.INVALID, "array types do not match"),
    NO_FUNCTION_TYPE(Kind.INVALID, "non-function type: a continuation type over %s"),
    SUPERTYPES(Kind.INVALID, "sub type with more than one super type"),
    CONTINUATION_CAST(Kind.INVALID, "invalid cast to continuation types"),
    SUPERTYPE(Kind.INVALID, "sub type %s does not match super type %s: %s, %s"),
    DESCRIPTOR_OUTSIDE(Kind.INVALID, "%s type is outside rec group"),
    DESCRIPTOR_KIND(Kind.INVALID, "%s type must be a struct"),
    NOT_DESCRIBED(Kind.INVALID, "type is not described by its descriptor"),
    NOT_DESCRIPTOR(Kind.INVALID, "described type is not described by descriptor"),
    DESCRIBED_LATER(Kind.INVALID, "forward use of described type"),
    DESCRIPTOR_SUPERTYPE(Kind.INVALID, "%s type %s does not match %s"),
    NO_DESCRIPTOR(Kind.INVALID, "type %s does not have a descriptor"),
    WITHOUT_DESCRIPTOR(Kind.INVALID, "type without descriptor %s"),
    NEEDS_DESCRIPTOR(Kind.INVALID, "type with descriptor requires descriptor allocation: %s"),
    NEEDS_NO_DESCRIPTOR(Kind.INVALID, "type without descriptor requires non-descriptor allocation: %s"),
    TAG_RESULTS(Kind.INVALID, "non-empty tag result type"),

    // what must not be done to a thing
    IMMUTABLE_GLOBAL(Kind.INVALID, "immutable global %s"),
    IMMUTABLE_FIELD(Kind.INVALID, "immutable field %s"),
    IMMUTABLE_ARRAY(Kind.INVALID, "immutable array"),
    UNINITIALIZED_LOCAL(Kind.INVALID, "uninitialized local %s"),
    NOT_CONSTANT(Kind.INVALID, "constant expression required, not %s"),
    MUTABLE_IN_CONSTANT(Kind.INVALID, "constant expression required, global %s is mutable"),

    // accesses to memory
    LARGE_ALIGNMENT(Kind.INVALID, "alignment must not be larger than natural: 2^%s for %s"),
    UNNATURAL_ALIGNMENT(Kind.INVALID, "alignment must be natural for atomic accesses: 2^%s for %s"),
    ACCESS_OFFSET(Kind.INVALID, "offset out of range: %s"),

    // definitions of a module
    SEVERAL(Kind.INVALID, "multiple %s"),
    MUTABLE_GLOBAL(Kind.INVALID, "mutable globals cannot be %s"),
    TABLE_SIZE(Kind.INVALID, "table size must be at most 2^32-1"),
    MEMORY_SIZE(Kind.INVALID, "memory size must be at most %s"),
    CUSTOM_PAGE_SIZE(Kind.INVALID, "invalid custom page size 2^%s"),
    SHARED_WITHOUT_MAXIMUM(Kind.INVALID, "shared memory must have maximum"),
    MINIMUM_ABOVE_MAXIMUM(Kind.INVALID, "size minimum must not be greater than maximum"),
    DUPLICATE_EXPORT(Kind.INVALID, "duplicate export name %s"),
    START_TYPE(Kind.INVALID, "start function must have neither parameters nor results"),
    BUILTIN_TYPE(Kind.MISMATCH, "the builtin function `%s` is of type %s, and is imported as %s"),
    STRING_CONSTANT_TYPE(Kind.MISMATCH,
            "the string constant `%s` can only be an immutable global of type externref or (ref extern)"),

    // limits
    COUNT(Kind.LIMIT, "the module exceeds the limit of %s %s"),
    SUPERTYPE_DEPTH(Kind.LIMIT, "sub type hierarchy deeper than %s"),
    FUNCTION_TYPE(Kind.LIMIT, "a function type exceeds the limit of %s %s"),
    AVERAGE_BODY(Kind.LIMIT, "the module failed to meet the minimum average bytes per function of %s: avg=%s"),
    LOCAL_SLOTS(Kind.LIMIT, "the locals of a function exceed the limit of %s slots"),
    FRAME_SLOTS(Kind.LIMIT, "the frame of a function exceeds the limit of %s slots"),
    CODE_WORDS(Kind.LIMIT, "the code of a function exceeds the limit of %s words"),
    INDEX_FIELD(Kind.LIMIT, "an index exceeds the limit of %s");

    private enum Kind {
        MALFORMED,
        INVALID,
        /** Invalid because of a type. */
        MISMATCH,
        LIMIT
    }

    private final Kind kind;
    private final String wording;

    ModuleError(Kind kind, String wording) {
        this.kind = kind;
        this.wording = kind == Kind.MISMATCH ? "type mismatch: " + wording : wording;
    }

    /**
     * The error, at an offset of the module or at -1 where that is not known.
     *
     * @param details what stands in the wording; numbers are unsigned
     */
    public ModuleException at(int offset, Object... details) {
        return switch (kind) {
            case MALFORMED -> new MalformedException(reason(details), offset);
            case INVALID, MISMATCH -> new InvalidException(reason(details), offset);
            case LIMIT -> new LimitException(reason(details), offset);
        };
    }

    /** The error where a feature is off, with which it would be none. */
    public ModuleException without(Feature feature, int offset, Object... details) {
        return kind == Kind.MALFORMED
                ? MalformedException.without(feature, reason(details), offset)
                : InvalidException.without(feature, reason(details), offset);
    }

    /** An error told of the function in whose body it is. */
    public static ModuleException in(int function, String name, ModuleException error) {
        if (error instanceof MalformedException malformed) {
            return malformed.in(function, name);
        }
        if (error instanceof InvalidException invalid) {
            return invalid.in(function, name);
        }
        return new LimitException(error.reason(), error.offset(), function, name);
    }

    private String reason(Object[] details) {
        return String.format(wording, Arrays.stream(details)
                .map(detail -> detail instanceof Integer number ? Integer.toUnsignedLong(number) : detail).toArray());
    }
}
