package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;

/** Calls and tail calls. */
final class CallInstructions {
    private final FunctionBody body;

    CallInstructions(FunctionBody body) {
        this.body = body;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case CALL -> apply(callee());
            case CALL_INDIRECT -> apply(calleeInTable());
            case CALL_REF -> apply(calleeReference());
            case RETURN_CALL -> applyTail(callee());
            case RETURN_CALL_INDIRECT -> applyTail(calleeInTable());
            default -> applyTail(calleeReference());
        }
    }

    private TypeDefinition callee() {
        int function = body.readFunction();
        body.instruction.index = function;
        return body.module.functionDefinition(function);
    }

    private TypeDefinition calleeInTable() {
        TypeDefinition type = body.readType(TypeKind.FUNC);
        int table = readFunctionTable();
        body.instruction.second = table;
        body.pop(body.tableAddress(table));
        return type;
    }

    private TypeDefinition calleeReference() {
        TypeDefinition type = body.readType(TypeKind.FUNC);
        body.pop(ValTypes.nullable(type.heap()));
        return type;
    }

    private int readFunctionTable() {
        int tableOffset = body.position();
        int table = body.readTable();
        if (body.position() != tableOffset + 1 && !body.has(Feature.REFERENCE_TYPES)) {
            throw ModuleError.ZERO_BYTE.without(Feature.REFERENCE_TYPES, tableOffset);
        }
        if (!body.registry.isSubtype(body.module.table(table).type(), ValTypes.FUNCREF)) {
            throw body.error(ModuleError.TABLE_OF_FUNCTIONS, table, body.name(body.module.table(table).type()));
        }
        return table;
    }

    private void apply(TypeDefinition type) {
        body.popAll(type.params());
        body.pushAll(type.results());
    }

    private void applyTail(TypeDefinition type) {
        if (!body.fits(type.results(), body.results)) {
            throw body.error(ModuleError.CALLEE_RESULTS);
        }
        body.popAll(type.params());
        body.leave();
    }
}
