package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeDraft;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeNotation;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/**
 * Decodes the type section. Each recursion group becomes canonical as soon as it is read, so everything after it deals
 * with canonical types only; therefore the section's validation rules are checked here too.
 */
final class TypeSection {

    private TypeReader reader;
    private final TypeRegistry registry;
    private final EnforcedLimits limits;
    private int[] types = new int[16];
    private TypeDefinition[] definitions = new TypeDefinition[16];
    private int count;
    /** Index of the supertype of the type that was read last. */
    private int supertypeIndex;

    TypeSection(TypeReader reader, TypeRegistry registry, EnforcedLimits limits) {
        this.reader = reader;
        this.registry = registry;
        this.limits = limits;
    }

    /** Reads the section. */
    void read(ModuleModel module) {
        int groups = reader.readCount(ImplementationLimits.TYPES, "types");
        for (int k = 0; k < groups; k++) {
            readGroup();
        }
        publish(module);
        reader.setTypes(module.types, count, 0);
    }

    /** Gives a module the types read so far. */
    void publish(ModuleModel module) {
        module.types = Arrays.copyOf(types, count);
        module.definitions = Arrays.copyOf(definitions, count);
    }

    int count() {
        return count;
    }

    /** The type with an index, null for what {@link #add} put there without one. */
    TypeDefinition definition(int index) {
        return definitions[index];
    }

    /** Adds a type that stands elsewhere; null for an index that is no type. */
    void add(TypeDefinition type) {
        ensureRoom(1);
        definitions[count] = type;
        types[count++] = type == null ? TypeReader.NO_TYPE : type.id();
    }

    /** Reads one group, from somewhere else than the section. */
    void readGroup(TypeReader from) {
        reader = from;
        reader.setTypes(types, count, 0);
        readGroup();
    }

    private void readGroup() {
        int offset = reader.position();
        int size = 1;
        if (reader.peekByte() == BinaryFormat.REC) {
            reader.require(Feature.GC, ModuleError.RECURSION_GROUP, offset);
            reader.readByte();
            size = reader.readCount(ImplementationLimits.TYPES, "types");
        }
        ImplementationLimits.check(count + size, limits.maxTypes(), "types", offset);
        ImplementationLimits.check(count + size, ImplementationLimits.TYPES, "types", offset);
        if (size == 0) {
            return;
        }
        TypeDraft[] group = new TypeDraft[size];
        int[] offsets = new int[size];
        int[] supertypes = new int[size];
        int[] depths = new int[size];
        for (int k = 0; k < size; k++) {
            // Supertypes must come earlier, other references may point anywhere in the group.
            offsets[k] = reader.position();
            group[k] = readSubType(k, size);
            supertypes[k] = supertypeIndex;
            depths[k] = depth(group[k].supertype(), depths);
            if (depths[k] > ImplementationLimits.SUBTYPE_DEPTH) {
                throw ModuleError.SUPERTYPE_DEPTH.at(offsets[k], ImplementationLimits.SUBTYPE_DEPTH);
            }
        }
        DescriptorClauses.check(group, offsets);
        TypeDefinition first = registry.define(group);
        ensureRoom(size);
        for (int k = 0; k < size; k++) {
            definitions[count] = first.sibling(k);
            types[count] = definitions[count].id();
            count++;
            if (group[k].supertype() >= 0) {
                checkSupertype(first.sibling(k), supertypes[k], offsets[k]);
            }
            if (group[k].kind() == TypeKind.CONT) {
                checkFunction(first.sibling(k), offsets[k]);
            }
        }
        reader.setTypes(types, count, 0);
    }

    private void ensureRoom(int size) {
        if (count + size > types.length) {
            types = Arrays.copyOf(types, Math.max(count + size, types.length * 2));
            definitions = Arrays.copyOf(definitions, types.length);
        }
    }

    /** Number of supertypes above a type that has this direct supertype; checked before displays of that size exist. */
    private int depth(int supertype, int[] depths) {
        if (supertype < 0) {
            return 0;
        }
        boolean inGroup = supertype >= TypeRegistry.RECURSIVE;
        return 1 + (inGroup ? depths[supertype - TypeRegistry.RECURSIVE] : registry.ofHeap(supertype).depth());
    }

    private TypeDraft readSubType(int member, int groupSize) {
        int offset = reader.position();
        int form = reader.readByte();
        boolean isFinal = true;
        int supertype = -1;
        if (form == BinaryFormat.SUB || form == BinaryFormat.SUB_FINAL) {
            reader.require(Feature.GC, ModuleError.SUB_TYPE, offset);
            isFinal = form == BinaryFormat.SUB_FINAL;
            reader.setTypes(types, count, member);
            int supertypes = reader.readCount(Integer.MAX_VALUE, "supertypes");
            if (supertypes > 1) {
                throw ModuleError.SUPERTYPES.at(offset);
            }
            if (supertypes == 1) {
                int indexOffset = reader.position();
                supertypeIndex = reader.readU32();
                supertype = reader.resolve(Integer.toUnsignedLong(supertypeIndex), indexOffset);
            }
            form = reader.readByte();
        }
        int described = TypeDraft.NONE;
        int descriptor = TypeDraft.NONE;
        if (form == BinaryFormat.DESCRIBES) {
            described = readClause("described", groupSize);
            form = reader.readByte();
        }
        if (form == BinaryFormat.DESCRIPTOR) {
            descriptor = readClause("descriptor", groupSize);
            form = reader.readByte();
        }
        reader.setTypes(types, count, groupSize);
        TypeDraft type = readComposite(form, isFinal, supertype, offset);
        boolean isPlain = described == TypeDraft.NONE && descriptor == TypeDraft.NONE;
        return isPlain ? type : type.describing(described, descriptor);
    }

    /** Reads the index of a type that describes or is described. Returns its place in the group. */
    private int readClause(String what, int groupSize) {
        reader.require(Feature.CUSTOM_DESCRIPTORS, ModuleError.DESCRIPTOR, reader.position() - 1);
        int offset = reader.position();
        long place = Integer.toUnsignedLong(reader.readU32()) - count;
        if (place < 0 || place >= groupSize) {
            throw ModuleError.DESCRIPTOR_OUTSIDE.at(offset, what);
        }
        return (int) place;
    }

    private TypeDraft readComposite(int form, boolean isFinal, int supertype, int offset) {
        switch (form) {
            case BinaryFormat.FUNC :
                return readFunction(isFinal, supertype, offset);
            case BinaryFormat.CONT :
                reader.require(Feature.STACK_SWITCHING, ModuleError.CONT_TYPE, offset);
                return TypeDraft.continuation(isFinal, supertype, reader.readHeapType());
            case BinaryFormat.STRUCT :
                reader.require(Feature.GC, ModuleError.STRUCT_TYPE, offset);
                int fields = reader.readCount(ImplementationLimits.STRUCT_FIELDS, "fields of a struct");
                return readFields(TypeKind.STRUCT, fields, isFinal, supertype);
            case BinaryFormat.ARRAY :
                reader.require(Feature.GC, ModuleError.ARRAY_TYPE, offset);
                return readFields(TypeKind.ARRAY, 1, isFinal, supertype);
            default :
                // The code is a one-byte signed LEB128 number.
                throw (form >= 0x80 ? ModuleError.LONG_INTEGER : ModuleError.TYPE_DEFINITION).at(offset);
        }
    }

    private TypeDraft readFunction(boolean isFinal, int supertype, int offset) {
        int[] params = readValTypes(ImplementationLimits.PARAMS, "parameters of a function type");
        int[] results = readValTypes(ImplementationLimits.RESULTS, "results of a function type");
        if (params.length > limits.maxParams()) {
            throw ModuleError.FUNCTION_TYPE.at(offset, limits.maxParams(), "parameters");
        }
        if (results.length > limits.maxResults()) {
            throw ModuleError.FUNCTION_TYPE.at(offset, limits.maxResults(), "results");
        }
        if (results.length > 1 && !reader.has(Feature.MULTI_VALUE)) {
            throw ModuleError.RESULT_ARITY.without(Feature.MULTI_VALUE, offset);
        }
        return TypeDraft.function(isFinal, supertype, params, results);
    }

    private int[] readValTypes(int limit, String what) {
        int[] list = new int[reader.readCount(limit, what)];
        for (int k = 0; k < list.length; k++) {
            list[k] = reader.readValType();
        }
        return list;
    }

    private TypeDraft readFields(TypeKind kind, int fieldCount, boolean isFinal, int supertype) {
        int[] fields = new int[fieldCount];
        boolean[] mutable = new boolean[fieldCount];
        for (int k = 0; k < fieldCount; k++) {
            fields[k] = readStorageType();
            mutable[k] = reader.readMutability();
        }
        return TypeDraft.fields(kind, isFinal, supertype, fields, mutable);
    }

    private int readStorageType() {
        int code = reader.peekByte();
        if (ValTypes.isPacked(BinaryFormat.numberType(code))) {
            reader.readByte();
            return BinaryFormat.numberType(code);
        }
        return reader.readValType();
    }

    private void checkFunction(TypeDefinition continuation, int offset) {
        int function = continuation.function();
        if (!HeapTypes.isDefined(function) || registry.ofHeap(function).kind() != TypeKind.FUNC) {
            throw ModuleError.NO_FUNCTION_TYPE.at(offset, new TypeNotation(registry).heap(function));
        }
    }

    private void checkSupertype(TypeDefinition sub, int supIndex, int offset) {
        TypeDefinition sup = registry.get(sub.supertype());
        checkClause("described", sub, sub.described(), sup, sup.described(), supIndex, offset);
        checkClause("descriptor", sub, sub.descriptor(), sup, sup.descriptor(), supIndex, offset);
        boolean fits = !sup.isFinal() && sub.kind() == sup.kind() && (sub.described() == null) == (sup.described() == null)
                && (sub.hasDescriptor() || !sup.hasDescriptor()) && matches(sub, sup);
        if (!fits) {
            TypeNotation notation = new TypeNotation(registry);
            throw ModuleError.SUPERTYPE.at(offset, count - 1, supIndex, notation.heap(sub.heap()), notation.heap(sup.heap()));
        }
    }

    /** What describes a type, or is described by it, must be below what does so of its supertype, if both have that. */
    private void checkClause(String what, TypeDefinition sub, TypeDefinition ofSub, TypeDefinition sup, TypeDefinition ofSup,
            int supIndex, int offset) {
        if (ofSub != null && ofSup != null && !ofSub.isSubtypeOf(ofSup)) {
            // They stand as far from each other as their numbers do: in one group.
            throw ModuleError.DESCRIPTOR_SUPERTYPE.at(offset, what, count - 1 + ofSub.id() - sub.id(),
                    supIndex + ofSup.id() - sup.id());
        }
    }

    private boolean matches(TypeDefinition sub, TypeDefinition sup) {
        if (sub.kind() == TypeKind.FUNC) {
            return registry.areSubtypes(sup.params(), sub.params())
                    && registry.areSubtypes(sub.results(), sup.results());
        }
        if (sub.kind() == TypeKind.CONT) {
            return registry.isHeapSubtype(sub.function(), sup.function());
        }
        if (sub.fieldCount() < sup.fieldCount()) {
            return false;
        }
        for (int k = 0; k < sup.fieldCount(); k++) {
            int subField = sub.field(k);
            int supField = sup.field(k);
            boolean fits = sub.isMutable(k) == sup.isMutable(k)
                    && (subField == supField || !sub.isMutable(k) && registry.isSubtype(subField, supField));
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
