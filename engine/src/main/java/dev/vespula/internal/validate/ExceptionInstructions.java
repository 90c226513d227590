package dev.vespula.internal.validate;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/** {@code throw}, {@code throw_ref} and the legacy form of exception handling. */
final class ExceptionInstructions {
    private static final int[] NO_TYPES = {};

    private final Body body;
    private final ControlInstructions control;

    ExceptionInstructions(Body body, ControlInstructions control) {
        this.body = body;
        this.control = control;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case THROW -> throw_();
            case THROW_REF -> throwRef();
            case TRY -> try_();
            case CATCH -> catch_();
            case CATCH_ALL -> catchAll();
            case DELEGATE -> delegate();
            default -> rethrow();
        }
    }

    private void throw_() {
        int tag = body.readTag();
        body.popAll(body.module.tagDefinition(tag).params());
        if (body.live != null) {
            body.live.throw_(tag);
        }
        body.markDead();
    }

    private void throwRef() {
        body.pop(ValTypes.EXNREF);
        if (body.live != null) {
            body.live.throwRef();
        }
        body.markDead();
    }

    private void try_() {
        control.readBlockType();
        CodeSink live = body.live;
        body.popAll(control.params());
        body.pushFrame(Body.TRY, control.params(), control.results());
        if (live != null) {
            live.try_(control.params(), control.results());
        }
    }

    private void catch_() {
        int tag = body.readTag();
        requireTryFor("catch");
        CodeSink told = body.finishFrame();
        body.nextArm(Body.CATCH, body.module.tagDefinition(tag).params());
        if (told != null) {
            told.catch_(tag);
        }
    }

    private void catchAll() {
        requireTryFor("catch_all");
        CodeSink told = body.finishFrame();
        body.nextArm(Body.CATCH_ALL, NO_TYPES);
        if (told != null) {
            told.catchAll();
        }
    }

    private void requireTryFor(String what) {
        byte kind = body.frameKind();
        if (kind != Body.TRY && kind != Body.CATCH) {
            throw new MalformedException("illegal opcode: " + what + " without try", body.instructionAt);
        }
    }

    private void delegate() {
        int depth = body.readU32();
        if (body.frameKind() != Body.TRY) {
            throw new MalformedException("illegal opcode: delegate without try", body.instructionAt);
        }
        CodeSink told = body.finishFrame();
        body.popFrame();
        body.checkLabel(depth);
        if (told != null) {
            told.delegate(depth);
        }
    }

    private void rethrow() {
        int depth = body.readLabel();
        byte kind = body.labelKind(depth);
        if (kind != Body.CATCH && kind != Body.CATCH_ALL) {
            throw body.invalid("invalid rethrow label " + depth);
        }
        if (body.live != null) {
            body.live.rethrow(depth);
        }
        body.markDead();
    }
}
