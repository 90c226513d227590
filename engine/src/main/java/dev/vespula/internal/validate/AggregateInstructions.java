package dev.vespula.internal.validate;

import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;

/** Structs and arrays. */
final class AggregateInstructions {
    private final Body body;

    AggregateInstructions(Body body) {
        this.body = body;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case STRUCT_NEW, STRUCT_NEW_DEFAULT -> structNew(opcode);
            case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> structGet(opcode);
            case STRUCT_SET -> structSet();
            case ARRAY_NEW, ARRAY_NEW_DEFAULT -> arrayNew(opcode);
            case ARRAY_NEW_FIXED -> arrayNewFixed();
            case ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> arrayNewSegment(opcode);
            case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> arrayGet(opcode);
            case ARRAY_SET -> arraySet();
            case ARRAY_LEN -> arrayLen();
            case ARRAY_FILL -> arrayFill();
            case ARRAY_COPY -> arrayCopy();
            default -> arrayInit(opcode);
        }
    }

    // Structs.

    private void structNew(Opcode opcode) {
        int index = body.readType(TypeKind.STRUCT);
        TypeDefinition type = body.module.type(index);
        body.move(type.fieldCount());
        for (int k = type.fieldCount() - 1; k >= 0; k--) {
            if (opcode == Opcode.STRUCT_NEW) {
                body.pop(ValTypes.unpacked(type.field(k)));
            } else {
                checkDefaultable(type.field(k));
            }
        }
        body.push(reference(type));
        tellStruct(opcode, index, 0);
    }

    private void structGet(Opcode opcode) {
        int index = body.readType(TypeKind.STRUCT);
        TypeDefinition type = body.module.type(index);
        int field = readField(type);
        checkExtension(opcode == Opcode.STRUCT_GET, type.field(field));
        body.pop(nullableReference(type));
        body.push(ValTypes.unpacked(type.field(field)));
        tellStruct(opcode, index, field);
    }

    private void structSet() {
        int index = body.readType(TypeKind.STRUCT);
        TypeDefinition type = body.module.type(index);
        int field = readField(type);
        if (!type.isMutable(field)) {
            throw body.invalid("immutable field " + field);
        }
        body.pop(ValTypes.unpacked(type.field(field)));
        body.pop(nullableReference(type));
        tellStruct(Opcode.STRUCT_SET, index, field);
    }

    private int readField(TypeDefinition type) {
        int field = body.readU32();
        if (Integer.compareUnsigned(field, type.fieldCount()) >= 0) {
            throw body.unknown("field", field);
        }
        return field;
    }

    // Arrays.

    private void arrayNew(Opcode opcode) {
        int index = body.readType(TypeKind.ARRAY);
        TypeDefinition type = body.module.type(index);
        body.pop(ValTypes.I32);
        if (opcode == Opcode.ARRAY_NEW) {
            body.pop(ValTypes.unpacked(type.field(0)));
        } else {
            checkDefaultable(type.field(0));
        }
        body.push(reference(type));
        tellArray(opcode, index, 0);
    }

    private void arrayNewFixed() {
        int index = body.readType(TypeKind.ARRAY);
        TypeDefinition type = body.module.type(index);
        int at = body.position();
        int length = body.readU32();
        ImplementationLimits.check(
                length, ImplementationLimits.FIXED_ARRAY_OPERANDS, "operands of array.new_fixed", at);
        int element = ValTypes.unpacked(type.field(0));
        body.move(body.isBottomless() ? 0 : length);
        for (int k = 0; k < length && !body.isBottomless(); k++) {
            body.pop(element);
        }
        body.push(reference(type));
        tellArray(Opcode.ARRAY_NEW_FIXED, index, length);
    }

    private void arrayNewSegment(Opcode opcode) {
        int index = body.readType(TypeKind.ARRAY);
        TypeDefinition type = body.module.type(index);
        int segment = opcode == Opcode.ARRAY_NEW_DATA ? readDataFor(type) : readElementFor(type);
        body.pop(ValTypes.I32);
        body.pop(ValTypes.I32);
        body.push(reference(type));
        tellArray(opcode, index, segment);
    }

    private void arrayGet(Opcode opcode) {
        int index = body.readType(TypeKind.ARRAY);
        TypeDefinition type = body.module.type(index);
        checkExtension(opcode == Opcode.ARRAY_GET, type.field(0));
        body.pop(ValTypes.I32);
        body.pop(nullableReference(type));
        body.push(ValTypes.unpacked(type.field(0)));
        tellArray(opcode, index, 0);
    }

    private void arraySet() {
        int index = body.readType(TypeKind.ARRAY);
        TypeDefinition type = body.module.type(index);
        checkMutable(type);
        body.pop(ValTypes.unpacked(type.field(0)));
        body.pop(ValTypes.I32);
        body.pop(nullableReference(type));
        tellArray(Opcode.ARRAY_SET, index, 0);
    }

    private void arrayLen() {
        body.pop(ValTypes.ARRAYREF);
        body.push(ValTypes.I32);
        tellArray(Opcode.ARRAY_LEN, -1, 0);
    }

    private void arrayFill() {
        int index = body.readType(TypeKind.ARRAY);
        TypeDefinition type = body.module.type(index);
        checkMutable(type);
        body.pop(ValTypes.I32);
        body.pop(ValTypes.unpacked(type.field(0)));
        body.pop(ValTypes.I32);
        body.pop(nullableReference(type));
        tellArray(Opcode.ARRAY_FILL, index, 0);
    }

    private void arrayCopy() {
        int destination = body.readType(TypeKind.ARRAY);
        int source = body.readType(TypeKind.ARRAY);
        TypeDefinition to = body.module.type(destination);
        TypeDefinition from = body.module.type(source);
        checkMutable(to);
        if (to.field(0) != from.field(0) && !body.registry.isSubtype(from.field(0), to.field(0))) {
            throw body.invalid("array types do not match");
        }
        body.pop(ValTypes.I32);
        body.pop(ValTypes.I32);
        body.pop(nullableReference(from));
        body.pop(ValTypes.I32);
        body.pop(nullableReference(to));
        tellArray(Opcode.ARRAY_COPY, destination, source);
    }

    /** {@code array.init_data}, {@code array.init_elem}. */
    private void arrayInit(Opcode opcode) {
        int index = body.readType(TypeKind.ARRAY);
        TypeDefinition type = body.module.type(index);
        checkMutable(type);
        int segment = opcode == Opcode.ARRAY_INIT_DATA ? readDataFor(type) : readElementFor(type);
        body.pop(ValTypes.I32);
        body.pop(ValTypes.I32);
        body.pop(ValTypes.I32);
        body.pop(nullableReference(type));
        tellArray(opcode, index, segment);
    }

    private int readDataFor(TypeDefinition array) {
        int data = body.readData();
        if (ValTypes.isReference(array.field(0))) {
            throw body.invalid("array type is not numeric or vector");
        }
        return data;
    }

    private int readElementFor(TypeDefinition array) {
        int element = body.readElement();
        int type = body.module.element(element).type();
        if (!body.registry.isSubtype(type, array.field(0))) {
            throw body.invalid("type mismatch: array of " + body.module.typeName(array.field(0)) + ", elements of "
                    + body.module.typeName(type));
        }
        return element;
    }

    // What both have in common.

    private void checkMutable(TypeDefinition array) {
        if (!array.isMutable(0)) {
            throw body.invalid("immutable array");
        }
    }

    private void checkDefaultable(int field) {
        if (!ValTypes.isDefaultable(field)) {
            throw body.invalid("type mismatch: field of type " + body.module.typeName(field) + " is not defaultable");
        }
    }

    /** Packed fields are read with an extension, others without. */
    private void checkExtension(boolean isPlain, int field) {
        if (isPlain == ValTypes.isPacked(field)) {
            throw body.invalid("type mismatch: field is " + (isPlain ? "packed" : "unpacked"));
        }
    }

    private static int reference(TypeDefinition type) {
        return ValTypes.nonNull(type.heap());
    }

    private static int nullableReference(TypeDefinition type) {
        return ValTypes.nullable(type.heap());
    }

    private void tellStruct(Opcode opcode, int typeIndex, int field) {
        if (body.live != null) {
            body.live.struct(opcode, typeIndex, field);
        }
    }

    private void tellArray(Opcode opcode, int typeIndex, int argument) {
        if (body.live != null) {
            body.live.array(opcode, typeIndex, argument);
        }
    }
}
