package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;

/** Calls and tail calls. */
final class CallInstructions {
    private final Body body;

    CallInstructions(Body body) {
        this.body = body;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case CALL -> call();
            case CALL_INDIRECT -> callIndirect();
            case CALL_REF -> callRef();
            case RETURN_CALL -> returnCall();
            case RETURN_CALL_INDIRECT -> returnCallIndirect();
            default -> returnCallRef();
        }
    }

    private void call() {
        int function = body.readFunction();
        apply(body.module.functionDefinition(function));
        if (body.live != null) {
            body.live.call(function);
        }
    }

    private void callIndirect() {
        int type = body.readType(TypeKind.FUNC);
        int table = readFunctionTable();
        body.pop(body.tableAddress(table));
        apply(body.module.type(type));
        if (body.live != null) {
            body.live.callIndirect(type, table);
        }
    }

    private void callRef() {
        int type = body.readType(TypeKind.FUNC);
        body.pop(ValTypes.nullable(HeapTypes.ofId(body.module.typeId(type))));
        apply(body.module.type(type));
        if (body.live != null) {
            body.live.callRef(type);
        }
    }

    private void returnCall() {
        int function = body.readFunction();
        applyTail(body.module.functionDefinition(function));
        if (body.live != null) {
            body.live.returnCall(function);
        }
        body.markDead();
    }

    private void returnCallIndirect() {
        int type = body.readType(TypeKind.FUNC);
        int table = readFunctionTable();
        body.pop(body.tableAddress(table));
        applyTail(body.module.type(type));
        if (body.live != null) {
            body.live.returnCallIndirect(type, table);
        }
        body.markDead();
    }

    private void returnCallRef() {
        int type = body.readType(TypeKind.FUNC);
        body.pop(ValTypes.nullable(HeapTypes.ofId(body.module.typeId(type))));
        applyTail(body.module.type(type));
        if (body.live != null) {
            body.live.returnCallRef(type);
        }
        body.markDead();
    }

    private int readFunctionTable() {
        int at = body.position();
        int table = body.readTable();
        if (body.position() != at + 1 && !body.has(Feature.REFERENCE_TYPES)) {
            throw MalformedException.without(Feature.REFERENCE_TYPES, "zero byte expected", at);
        }
        int type = body.module.table(table).type();
        if (!body.registry.isSubtype(type, ValTypes.FUNCREF)) {
            throw body.invalid("type mismatch: table " + table + " holds " + body.module.typeName(type) + ", not functions");
        }
        return table;
    }

    private void apply(TypeDefinition type) {
        body.popAll(type.params());
        body.pushAll(type.results());
    }

    private void applyTail(TypeDefinition type) {
        if (!body.fits(type.results(), body.results)) {
            throw body.invalid("type mismatch: the callee's results are not those of the function");
        }
        body.popAll(type.params());
    }
}
