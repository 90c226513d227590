package dev.vespula.internal.validate;

import dev.vespula.InvalidException;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/** Locals, globals, {@code drop} and {@code select}. */
final class VariableInstructions {
    private final Body body;
    private final LocalTypes locals;

    VariableInstructions(Body body) {
        this.body = body;
        this.locals = body.locals;
    }

    void localGet() {
        int local = readLocal();
        int type = locals.type(local);
        if (!ValTypes.isDefaultable(type) && !locals.isInitialized(local)) {
            throw body.invalid("uninitialized local " + local);
        }
        body.push(type);
        if (body.live != null) {
            body.live.localGet(local);
        }
    }

    void localSet() {
        int local = readLocal();
        int type = locals.type(local);
        body.pop(type);
        if (!ValTypes.isDefaultable(type)) {
            locals.initialize(local);
        }
        if (body.live != null) {
            body.live.localSet(local);
        }
    }

    void localTee() {
        int local = readLocal();
        int type = locals.type(local);
        body.pop(type);
        if (!ValTypes.isDefaultable(type)) {
            locals.initialize(local);
        }
        body.push(type);
        if (body.live != null) {
            body.live.localTee(local);
        }
    }

    private int readLocal() {
        int local = body.readU32();
        if (Integer.compareUnsigned(local, locals.count()) >= 0) {
            throw body.unknown("local", local);
        }
        return local;
    }

    void global(int opcodeIndex) {
        int global = body.readU32();
        if (Integer.compareUnsigned(global, body.module.globalCount()) >= 0) {
            throw body.unknown("global", global);
        }
        int type = body.module.globalType(global);
        CodeSink live = body.live;
        if (opcodeIndex == Opcode.GLOBAL_GET.code()) {
            body.push(type);
            if (live != null) {
                live.globalGet(global);
            }
            return;
        }
        if (!body.module.isGlobalMutable(global)) {
            throw body.invalid("immutable global " + global);
        }
        body.pop(type);
        if (live != null) {
            live.globalSet(global);
        }
    }

    /** {@code drop}, {@code select}. */
    void parametric(Opcode opcode) {
        switch (opcode) {
            case DROP -> {
                int type = body.pop();
                if (body.live != null) {
                    body.live.drop(type);
                }
            }
            case SELECT -> select();
            default -> selectTyped();
        }
    }

    private void select() {
        body.pop(ValTypes.I32);
        int second = body.pop();
        int first = body.pop();
        if (first >= 0 || second >= 0) {
            throw body.invalid("type mismatch: select without type takes numbers and vectors only");
        }
        if (first != second && first != ValTypes.BOTTOM && second != ValTypes.BOTTOM) {
            throw body.mismatch(body.module.typeName(second), body.module.typeName(first));
        }
        int type = first == ValTypes.BOTTOM ? second : first;
        body.push(type);
        if (body.live != null) {
            body.live.select(type);
        }
    }

    private void selectTyped() {
        int at = body.position();
        int count = body.readU32();
        if (count != 1) {
            throw new InvalidException("invalid result arity", at);
        }
        int type = body.readValType();
        body.pop(ValTypes.I32);
        body.pop(type);
        body.pop(type);
        body.push(type);
        if (body.live != null) {
            body.live.select(type);
        }
    }
}
