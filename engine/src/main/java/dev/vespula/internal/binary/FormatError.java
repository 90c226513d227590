package dev.vespula.internal.binary;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;

/**
 * The errors of decoding by name. The wording starts as in the specification's test suite where that has one; no other
 * class of the decoder has a message, but for the nouns that limits are told with.
 */
enum FormatError {
    // bytes
    UNEXPECTED_END("unexpected end"),
    UNEXPECTED_END_OF_SECTION("unexpected end of section or function"),
    LONG_INTEGER("integer representation too long"),
    LARGE_INTEGER("integer too large"),
    UTF_8("malformed UTF-8 encoding"),
    ZERO_BYTE("zero byte expected"),

    // the module and its sections
    MAGIC("magic header not detected"),
    SECTION_ID("malformed section id"),
    SECTION_LENGTH("length out of bounds"),
    SECTION_ORDER("unexpected content after last section"),
    SECTION_SIZE("section size mismatch"),
    BODY_COUNT("function and code section have inconsistent lengths"),
    DATA_COUNT("data count and data section have inconsistent lengths"),

    // types
    TYPE_DEFINITION("malformed type definition"),
    RECURSION_GROUP("malformed type definition: recursion group"),
    SUB_TYPE("malformed type definition: sub type"),
    STRUCT_TYPE("malformed type definition: struct type"),
    ARRAY_TYPE("malformed type definition: array type"),
    VALUE_TYPE("malformed value type"),
    REFERENCE_TYPE("malformed reference type"),
    HEAP_TYPE("malformed heap type"),
    MUTABILITY("malformed mutability"),

    // definitions and segments
    IMPORT_KIND("malformed import kind"),
    EXPORT_KIND("malformed export kind"),
    LIMITS_FLAGS("malformed limits flags"),
    PAGE_SIZE("invalid custom page size"),
    TAG("malformed tag"),
    TAG_ATTRIBUTE("malformed tag attribute"),
    ELEMENTS_FLAGS("malformed elements segment kind"),
    ELEMENT_KIND("malformed element kind"),
    DATA_FLAGS("malformed data segment flag"),
    ILLEGAL_OPCODE("illegal opcode");

    private final String reason;

    FormatError(String reason) {
        this.reason = reason;
    }

    /** The error, at an offset of the module. */
    MalformedException at(int offset) {
        return new MalformedException(reason, offset);
    }

    /** The error where a feature is off, with which it would be none. */
    MalformedException without(Feature feature, int offset) {
        return MalformedException.without(feature, reason, offset);
    }

    /** Since there are components, the upper half of the version is a layer: 0 for modules, 1 for components. */
    static MalformedException version(int version, int offset) {
        int layer = version >>> Short.SIZE;
        int number = version & 0xFFFF;
        return new MalformedException("unknown binary version: " + switch (layer) {
            case 0 -> "this is a module of version " + number + ", and only version 1 is known";
            case 1 -> "this is a component (version " + number + " of the component model) and not a core module";
            default -> "version " + number + " of layer " + layer;
        }, offset);
    }

    // What is well-formed but not valid, as far as the decoder has to know.

    static InvalidException unknown(String what, long index, int offset) {
        return new InvalidException("unknown " + what + " " + index, offset);
    }

    static InvalidException noFunctionType(int type, int offset) {
        return new InvalidException("type mismatch: type " + type + " is not a function type", offset);
    }

    static InvalidException tagResults(int offset) {
        return new InvalidException("non-empty tag result type", offset);
    }

    static InvalidException several(String what, Feature missing, int offset) {
        return InvalidException.without(missing, "multiple " + what, offset);
    }

    static InvalidException resultArity(int offset) {
        return InvalidException.without(Feature.MULTI_VALUE, "invalid result arity", offset);
    }

    static InvalidException supertypes(int offset) {
        return new InvalidException("sub type with more than one super type", offset);
    }

    static InvalidException supertype(String type, String supertype, int offset) {
        return new InvalidException("sub type " + type + " does not match super type " + supertype, offset);
    }

    static InvalidException notConstant(Opcode opcode, int offset) {
        return new InvalidException("constant expression required, not " + opcode.mnemonic(), offset);
    }

    // Limits other than those of counts in a module.

    static LimitException supertypeDepth(int offset) {
        return new LimitException("sub type hierarchy deeper than " + ImplementationLimits.SUBTYPE_DEPTH, offset);
    }

    static LimitException functionType(int limit, String what, int offset) {
        return new LimitException("a function type exceeds the limit of " + limit + " " + what, offset);
    }

    static LimitException averageBody(int minimum, int average, int offset) {
        return new LimitException("the module failed to meet the minimum average bytes per function of " + minimum
                + ": avg=" + average, offset);
    }
}
