package dev.vespula.internal.types;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Types as the text format writes them, for messages. A type that a module defines is spelled out, those that it refers to
 * are not: {@code (ref null (struct (field i32) (field (mut (ref null (struct ...))))))}.
 */
public final class TypeNotation {
    /** More parts of a type are only hinted at. */
    private static final int MOST_PARTS = 16;

    private final TypeRegistry registry;

    public TypeNotation(TypeRegistry registry) {
        this.registry = registry;
    }

    /** A value or storage type. */
    public String type(int type) {
        return type(type, true);
    }

    /** A heap type. */
    public String heap(int heap) {
        return heap(heap, true);
    }

    private String type(int type, boolean isSpelledOut) {
        if (type < 0 || !HeapTypes.isDefined(ValTypes.heap(type))) {
            return ValTypes.name(type);
        }
        return (ValTypes.isNullable(type) ? "(ref null " : "(ref ") + heap(ValTypes.heap(type), isSpelledOut) + ")";
    }

    private String heap(int heap, boolean isSpelledOut) {
        if (!HeapTypes.isDefined(heap)) {
            return HeapTypes.name(heap);
        }
        if (HeapTypes.isExact(heap)) {
            return "(exact " + heap(HeapTypes.inexact(heap), isSpelledOut) + ")";
        }
        TypeDefinition definition = registry.ofHeap(heap);
        return switch (definition.kind()) {
            case FUNC -> isSpelledOut
                    ? "(func" + list("param", definition.params()) + list("result", definition.results()) + ")" : "(func ...)";
            case STRUCT -> isSpelledOut ? "(struct" + fields(definition) + ")" : "(struct ...)";
            case ARRAY -> isSpelledOut ? "(array " + field(definition, 0) + ")" : "(array ...)";
            case CONT -> isSpelledOut ? "(cont " + heap(definition.function(), false) + ")" : "(cont ...)";
        };
    }

    private String list(String keyword, int[] types) {
        return types.length == 0 ? "" : IntStream.of(types).limit(MOST_PARTS).mapToObj(type -> type(type, false))
                .collect(Collectors.joining(" ", " (" + keyword + " ", types.length > MOST_PARTS ? " ...)" : ")"));
    }

    private String fields(TypeDefinition struct) {
        return IntStream.range(0, Math.min(struct.fieldCount(), MOST_PARTS))
                .mapToObj(field -> " (field " + field(struct, field) + ")").collect(Collectors.joining())
                + (struct.fieldCount() > MOST_PARTS ? " ..." : "");
    }

    private String field(TypeDefinition definition, int field) {
        String type = type(definition.field(field), false);
        return definition.isMutable(field) ? "(mut " + type + ")" : type;
    }
}
