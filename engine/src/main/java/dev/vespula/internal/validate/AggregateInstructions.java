package dev.vespula.internal.validate;

import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;

/** Structs and arrays. */
final class AggregateInstructions {
    private final FunctionBody body;
    private final Instruction instruction;

    AggregateInstructions(FunctionBody body) {
        this.body = body;
        this.instruction = body.instruction;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case STRUCT_NEW, STRUCT_NEW_DEFAULT -> structNew(opcode, body.readType(TypeKind.STRUCT));
            case STRUCT_NEW_DESC, STRUCT_NEW_DEFAULT_DESC -> structNewDescribed(opcode);
            case REF_GET_DESC -> refGetDesc();
            case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> structGet(opcode);
            case STRUCT_SET -> structSet();
            case ARRAY_COPY -> arrayCopy();
            default -> array(opcode, body.readType(TypeKind.ARRAY));
        }
    }

    // Structs.

    private void structNew(Opcode opcode, TypeDefinition type) {
        if (type.hasDescriptor()) {
            throw body.error(ModuleError.NEEDS_DESCRIPTOR, instruction.index);
        }
        instruction.second = type.fieldCount();
        fields(type, opcode == Opcode.STRUCT_NEW);
        body.push(body.made(type));
    }

    private void structNewDescribed(Opcode opcode) {
        TypeDefinition type = body.readType(TypeKind.STRUCT);
        if (!type.hasDescriptor()) {
            throw body.error(ModuleError.NEEDS_NO_DESCRIPTOR, instruction.index);
        }
        // The descriptor is an operand like those for the fields.
        instruction.second = type.fieldCount() + 1;
        body.pop(ValTypes.nullable(HeapTypes.exact(type.descriptor().heap())));
        fields(type, opcode == Opcode.STRUCT_NEW_DESC);
        body.push(body.made(type));
    }

    /** Takes the operands for the fields of a new struct, or makes sure that it needs none. */
    private void fields(TypeDefinition type, boolean areGiven) {
        body.move(type.fieldCount());
        for (int k = type.fieldCount() - 1; k >= 0; k--) {
            if (areGiven) {
                body.pop(ValTypes.unpacked(type.field(k)));
            } else {
                checkDefaultable(type.field(k));
            }
        }
    }

    /** The descriptor is read like a field behind the last. */
    private void refGetDesc() {
        instruction.index = body.readIndex(body.module.typeCount(), "type");
        TypeDefinition type = body.module.type(instruction.index);
        if (!type.hasDescriptor()) {
            throw body.error(ModuleError.WITHOUT_DESCRIPTOR, instruction.index);
        }
        instruction.second = type.fieldCount();
        int operand = body.pop(ValTypes.nullable(type.heap()));
        boolean isExact = operand == ValTypes.BOTTOM
                || body.registry.isHeapSubtype(ValTypes.heap(operand), HeapTypes.exact(type.heap()));
        int heap = type.descriptor().heap();
        body.push(ValTypes.nonNull(isExact ? HeapTypes.exact(heap) : heap));
    }

    private void structGet(Opcode opcode) {
        TypeDefinition type = body.readType(TypeKind.STRUCT);
        int field = readField(type);
        checkExtension(opcode == Opcode.STRUCT_GET, type.field(field));
        popObject(type);
        body.push(ValTypes.unpacked(type.field(field)));
    }

    private void structSet() {
        TypeDefinition type = body.readType(TypeKind.STRUCT);
        int field = readField(type);
        if (!type.isMutable(field)) {
            throw body.error(ModuleError.IMMUTABLE_FIELD, field);
        }
        body.pop(ValTypes.unpacked(type.field(field)));
        popObject(type);
    }

    private int readField(TypeDefinition type) {
        int field = body.readIndex(type.fieldCount(), "field");
        instruction.second = field;
        return field;
    }

    // Arrays.

    private void array(Opcode opcode, TypeDefinition type) {
        int element = ValTypes.unpacked(type.field(0));
        switch (opcode) {
            case ARRAY_NEW -> make(type, ValTypes.I32, element);
            case ARRAY_NEW_DEFAULT -> {
                body.pop(ValTypes.I32);
                checkDefaultable(type.field(0));
                make(type);
            }
            case ARRAY_NEW_FIXED -> arrayNewFixed(type, element);
            case ARRAY_NEW_DATA -> {
                readDataFor(type);
                make(type, ValTypes.I32, ValTypes.I32);
            }
            case ARRAY_NEW_ELEM -> {
                readElementFor(type);
                make(type, ValTypes.I32, ValTypes.I32);
            }
            case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
                checkExtension(opcode == Opcode.ARRAY_GET, type.field(0));
                body.pop(ValTypes.I32);
                popObject(type);
                body.push(element);
            }
            case ARRAY_SET -> change(type, element, ValTypes.I32);
            case ARRAY_FILL -> change(type, ValTypes.I32, element, ValTypes.I32);
            case ARRAY_INIT_DATA -> {
                checkMutable(type);
                readDataFor(type);
                change(type, ValTypes.I32, ValTypes.I32, ValTypes.I32);
            }
            default -> {
                checkMutable(type);
                readElementFor(type);
                change(type, ValTypes.I32, ValTypes.I32, ValTypes.I32);
            }
        }
    }

    /** Takes operands from the last to the first and pushes the new object. */
    private void make(TypeDefinition type, int... operands) {
        for (int operand : operands) {
            body.pop(operand);
        }
        body.push(body.made(type));
    }

    /** Takes operands from the last to the second, and the array that is changed. */
    private void change(TypeDefinition type, int... operands) {
        checkMutable(type);
        for (int operand : operands) {
            body.pop(operand);
        }
        popObject(type);
    }

    private void arrayNewFixed(TypeDefinition type, int element) {
        int lengthOffset = body.position();
        int length = body.readU32();
        ImplementationLimits.check(
                length, ImplementationLimits.FIXED_ARRAY_OPERANDS, "operands of array.new_fixed", lengthOffset);
        instruction.second = length;
        body.move(body.isBottomless() ? 0 : length);
        for (int k = 0; k < length && !body.isBottomless(); k++) {
            body.pop(element);
        }
        make(type);
    }

    private void arrayCopy() {
        TypeDefinition destination = body.readType(TypeKind.ARRAY);
        int destinationIndex = instruction.index;
        TypeDefinition source = body.readType(TypeKind.ARRAY);
        instruction.second = instruction.index;
        instruction.index = destinationIndex;
        checkMutable(destination);
        if (destination.field(0) != source.field(0)
                && !body.registry.isSubtype(source.field(0), destination.field(0))) {
            throw body.error(ModuleError.ARRAY_TYPES);
        }
        body.pop(ValTypes.I32);
        body.pop(ValTypes.I32);
        popObject(source);
        body.pop(ValTypes.I32);
        popObject(destination);
    }

    private void readDataFor(TypeDefinition array) {
        instruction.second = body.readU32();
        body.checkData(instruction.second);
        if (ValTypes.isReference(array.field(0))) {
            throw body.error(ModuleError.ARRAY_OF_REFERENCES);
        }
    }

    private void readElementFor(TypeDefinition array) {
        instruction.second = body.readIndex(body.module.elementCount(), "elem segment");
        int type = body.module.element(instruction.second).type();
        if (!body.registry.isSubtype(type, array.field(0))) {
            throw body.error(ModuleError.ARRAY_ELEMENTS, body.name(array.field(0)), body.name(type));
        }
    }

    // What both have in common.

    private void popObject(TypeDefinition type) {
        body.pop(ValTypes.nullable(type.heap()));
    }

    private void checkMutable(TypeDefinition array) {
        if (!array.isMutable(0)) {
            throw body.error(ModuleError.IMMUTABLE_ARRAY);
        }
    }

    private void checkDefaultable(int field) {
        if (!ValTypes.isDefaultable(field)) {
            throw body.error(ModuleError.NOT_DEFAULTABLE, body.name(field));
        }
    }

    /** Packed fields are read with an extension, others without. */
    private void checkExtension(boolean isPlain, int field) {
        if (isPlain == ValTypes.isPacked(field)) {
            throw body.error(ModuleError.FIELD_PACKING, isPlain ? "packed" : "unpacked");
        }
    }
}
