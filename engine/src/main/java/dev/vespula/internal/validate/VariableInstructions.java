package dev.vespula.internal.validate;

import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/** Locals, globals, {@code drop} and {@code select}. */
final class VariableInstructions {
    private final FunctionBody body;
    private final LocalTypes locals;

    VariableInstructions(FunctionBody body) {
        this.body = body;
        this.locals = body.locals;
    }

    void localGet() {
        int local = readLocal();
        int type = locals.type(local);
        if (!ValTypes.isDefaultable(type) && !locals.isInitialized(local)) {
            throw body.error(ModuleError.UNINITIALIZED_LOCAL, local);
        }
        body.push(type);
    }

    /** Returns the local's type. */
    int localSet() {
        int local = readLocal();
        int type = locals.type(local);
        body.pop(type);
        if (!ValTypes.isDefaultable(type)) {
            locals.initialize(local);
        }
        return type;
    }

    void localTee() {
        body.push(localSet());
    }

    private int readLocal() {
        int local = body.readIndex(locals.count(), "local");
        body.instruction.index = local;
        return local;
    }

    void global(Opcode opcode) {
        int global = body.readIndex(body.module.globalCount(), "global");
        body.instruction.index = global;
        if (opcode == Opcode.GLOBAL_GET) {
            body.push(body.module.globalType(global));
            return;
        }
        if (!body.module.isGlobalMutable(global)) {
            throw body.error(ModuleError.IMMUTABLE_GLOBAL, global);
        }
        body.pop(body.module.globalType(global));
    }

    /** {@code drop}, {@code select}. */
    void parametric(Opcode opcode) {
        switch (opcode) {
            case DROP -> body.pop();
            case SELECT -> select();
            default -> selectTyped();
        }
    }

    private void select() {
        body.pop(ValTypes.I32);
        int second = body.pop();
        int first = body.pop();
        if (first >= 0 || second >= 0) {
            throw body.error(ModuleError.SELECT_OF_REFERENCES);
        }
        if (first != second && first != ValTypes.BOTTOM && second != ValTypes.BOTTOM) {
            throw body.error(ModuleError.TYPE_MISMATCH, body.name(second), body.name(first));
        }
        body.push(first == ValTypes.BOTTOM ? second : first);
    }

    private void selectTyped() {
        int countOffset = body.position();
        if (body.readU32() != 1) {
            throw ModuleError.RESULT_ARITY.at(countOffset);
        }
        int type = body.readValType();
        body.pop(ValTypes.I32);
        body.pop(type);
        body.pop(type);
        body.push(type);
    }
}
