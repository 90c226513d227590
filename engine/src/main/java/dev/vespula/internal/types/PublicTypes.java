package dev.vespula.internal.types;

import dev.vespula.types.AbstractHeapType;
import dev.vespula.types.ArrayType;
import dev.vespula.types.CompositeType;
import dev.vespula.types.ContType;
import dev.vespula.types.DefinedType;
import dev.vespula.types.ExactType;
import dev.vespula.types.FieldType;
import dev.vespula.types.FuncType;
import dev.vespula.types.HeapType;
import dev.vespula.types.NumType;
import dev.vespula.types.PackedType;
import dev.vespula.types.RefType;
import dev.vespula.types.StorageType;
import dev.vespula.types.StructType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates between the public model of types and the ints of one {@link TypeRegistry}. */
public final class PublicTypes {
    private static final AbstractHeapType[] ABSTRACT = AbstractHeapType.values();

    private final TypeRegistry registry;

    public PublicTypes(TypeRegistry registry) {
        this.registry = registry;
    }

    /** The type of a defined heap type. */
    public TypeDefinition definition(int heap) {
        return registry.ofHeap(heap);
    }

    /** Writes types as users see them. */
    public TypeNotation notation() {
        return new TypeNotation(registry);
    }

    /** The public form of a value type. */
    public ValType valType(int type) {
        return (ValType) storageType(type);
    }

    /** The public form of a reference type. */
    public RefType refType(int type) {
        return new RefType(ValTypes.isNullable(type), heapType(ValTypes.heap(type)));
    }

    /** The public form of a heap type. */
    public HeapType heapType(int heap) {
        if (!HeapTypes.isDefined(heap)) {
            return ABSTRACT[heap];
        }
        RegisteredType type = new RegisteredType(registry, registry.ofHeap(heap));
        return HeapTypes.isExact(heap) ? new ExactType(type) : type;
    }

    /** The public form of the function type with a canonical id. */
    public FuncType funcType(int id) {
        TypeDefinition definition = registry.get(id);
        return new FuncType(valTypes(definition.params()), valTypes(definition.results()));
    }

    /** The public form of the function, struct, array or continuation type with a canonical id. */
    public CompositeType composite(int id) {
        TypeDefinition definition = registry.get(id);
        return switch (definition.kind()) {
            case FUNC -> funcType(id);
            case ARRAY -> new ArrayType(field(definition, 0));
            case CONT -> new ContType(new RegisteredType(registry, registry.ofHeap(definition.function())));
            case STRUCT -> {
                List<FieldType> fields = new ArrayList<>(definition.fieldCount());
                for (int k = 0; k < definition.fieldCount(); k++) {
                    fields.add(field(definition, k));
                }
                yield new StructType(fields);
            }
        };
    }

    /**
     * The int of a public value type.
     *
     * @throws IllegalArgumentException if it refers to a type of another engine
     */
    public int valType(ValType type) {
        if (type instanceof RefType reference) {
            int heap = heapType(reference.heap());
            return reference.nullable() ? ValTypes.nullable(heap) : ValTypes.nonNull(heap);
        }
        return number((NumType) type);
    }

    /** The int of a type of numbers or vectors. */
    public static int number(NumType type) {
        return switch (type) {
            case I32 -> ValTypes.I32;
            case I64 -> ValTypes.I64;
            case F32 -> ValTypes.F32;
            case F64 -> ValTypes.F64;
            case V128 -> ValTypes.V128;
        };
    }

    /** As {@link #valType(ValType)}, for heap types. */
    public int heapType(HeapType heap) {
        if (heap instanceof AbstractHeapType type) {
            return type.ordinal();
        }
        if (heap instanceof ExactType exact) {
            return HeapTypes.exact(heapType(exact.type()));
        }
        if (heap instanceof RegisteredType type && type.registry() == registry) {
            return type.definition().heap();
        }
        throw new IllegalArgumentException("the type belongs to another engine: " + heap);
    }

    /** A public function type: final, without supertype. */
    public TypeDefinition funcType(FuncType type) {
        return registry.function(valTypes(type.params()), valTypes(type.results()));
    }

    private int[] valTypes(List<ValType> types) {
        int[] array = new int[types.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = valType(types.get(i));
        }
        return array;
    }

    private List<ValType> valTypes(int[] types) {
        List<ValType> list = new ArrayList<>(types.length);
        for (int type : types) {
            list.add(valType(type));
        }
        return list;
    }

    private FieldType field(TypeDefinition definition, int index) {
        return new FieldType(storageType(definition.field(index)), definition.isMutable(index));
    }

    private StorageType storageType(int type) {
        return switch (type) {
            case ValTypes.I32 -> NumType.I32;
            case ValTypes.I64 -> NumType.I64;
            case ValTypes.F32 -> NumType.F32;
            case ValTypes.F64 -> NumType.F64;
            case ValTypes.V128 -> NumType.V128;
            case ValTypes.I8 -> PackedType.I8;
            case ValTypes.I16 -> PackedType.I16;
            default -> refType(type);
        };
    }

    /** A defined type as users see it. */
    private record RegisteredType(TypeRegistry registry, TypeDefinition definition) implements DefinedType {
        @Override
        public CompositeType composite() {
            return new PublicTypes(registry).composite(definition.id());
        }

        @Override
        public Optional<DefinedType> supertype() {
            int supertype = definition.supertype();
            return supertype < 0 ? Optional.empty() : Optional.of(new RegisteredType(registry, registry.get(supertype)));
        }

        @Override
        public boolean isFinal() {
            return definition.isFinal();
        }

        @Override
        public Optional<DefinedType> descriptor() {
            return Optional.ofNullable(definition.descriptor()).map(type -> new RegisteredType(registry, type));
        }

        @Override
        public Optional<DefinedType> described() {
            return Optional.ofNullable(definition.described()).map(type -> new RegisteredType(registry, type));
        }

        @Override
        public String toString() {
            return new TypeNotation(registry).heap(definition.heap());
        }

        /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
        @Override
        public boolean equals(Object other) {
            return other instanceof RegisteredType type && type.registry == registry && type.definition.equals(definition);
        }

        @Override
        public int hashCode() {
            return definition.hashCode();
        }
    }
}
