package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/** Blocks: what opens, splits and closes frames. */
final class ControlInstructions {
    private static final int[] NO_TYPES = {};
    /** Result lists of one number or vector type, by the negated int of the type. */
    private static final int[][] SINGLE = {
        NO_TYPES, {ValTypes.I32}, {ValTypes.I64}, {ValTypes.F32}, {ValTypes.F64}, {ValTypes.V128}
    };

    private static final CatchClause.Kind[] CATCH_KINDS = CatchClause.Kind.values();

    private final Body body;
    /** The block type that was read last. */
    private int[] params;
    private int[] results;

    ControlInstructions(Body body) {
        this.body = body;
    }

    int[] params() {
        return params;
    }

    int[] results() {
        return results;
    }

    /** {@code block}, {@code loop}, {@code if}, {@code try_table}. */
    void open(Opcode opcode) {
        Body body = this.body;
        readBlockType();
        CodeSink live = body.live;
        switch (opcode) {
            case BLOCK -> {
                body.popAll(params);
                body.pushFrame(Body.BLOCK, params, results);
                if (live != null) {
                    live.block(params, results);
                }
            }
            case LOOP -> {
                body.popAll(params);
                body.pushFrame(Body.LOOP, params, results);
                if (live != null) {
                    live.loop(params, results);
                }
            }
            case IF -> {
                body.pop(ValTypes.I32);
                body.popAll(params);
                body.pushFrame(Body.IF, params, results);
                if (live != null) {
                    live.if_(params, results);
                }
            }
            default -> {
                body.popAll(params);
                CatchClause[] clauses = readCatchClauses();
                body.pushFrame(Body.TRY_TABLE, params, results);
                if (live != null) {
                    live.tryTable(params, results, clauses);
                }
            }
        }
    }

    /** {@code else}, {@code end}. */
    void close(Opcode opcode) {
        Body body = this.body;
        if (opcode == Opcode.ELSE) {
            if (body.frameKind() != Body.IF) {
                throw new MalformedException("illegal opcode: else without if", body.instructionAt);
            }
            CodeSink told = body.finishFrame();
            body.nextArm(Body.ELSE, body.frameParams());
            if (told != null) {
                told.else_();
            }
            return;
        }
        if (body.frameKind() == Body.IF && !body.fits(body.frameParams(), body.frameResults())) {
            throw body.invalid("type mismatch: if without else must have equal parameters and results");
        }
        CodeSink told = body.finishFrame();
        body.popFrame();
        if (told != null && body.depth() > 0) {
            told.end();
        }
    }

    /** Reads a block type into {@link #params()} and {@link #results()}. */
    void readBlockType() {
        Body body = this.body;
        int code = body.peekByte();
        params = NO_TYPES;
        if (code == BinaryFormat.EMPTY_BLOCK) {
            body.skip(1);
            results = NO_TYPES;
        } else if (code >= 0x40 && code < 0x80) {
            int type = body.readValType();
            results = type < 0 ? SINGLE[-type] : new int[] {type};
        } else {
            int at = body.position();
            long index = body.readS33();
            if (index < 0) {
                throw new MalformedException("malformed block type", at);
            }
            if (!body.has(Feature.MULTI_VALUE)) {
                throw InvalidException.without(Feature.MULTI_VALUE, "invalid block type", at);
            }
            if (index >= body.module.typeCount()) {
                throw body.invalid("unknown type " + index);
            }
            TypeDefinition type = body.module.type((int) index);
            if (type.kind() != TypeKind.FUNC) {
                throw body.invalid("type mismatch: type " + index + " is not a function type");
            }
            params = type.params();
            results = type.results();
        }
    }

    private CatchClause[] readCatchClauses() {
        int count = body.readU32();
        body.checkAvailable(count);
        CatchClause[] clauses = new CatchClause[count];
        for (int k = 0; k < count; k++) {
            int at = body.position();
            int code = body.readByte();
            if (code >= CATCH_KINDS.length) {
                throw new MalformedException("malformed catch clause", at);
            }
            CatchClause.Kind kind = CATCH_KINDS[code];
            boolean hasTag = kind == CatchClause.Kind.CATCH || kind == CatchClause.Kind.CATCH_REF;
            int tag = hasTag ? body.readTag() : -1;
            int depth = body.readLabel();
            clauses[k] = new CatchClause(kind, tag, depth);
            checkClause(clauses[k]);
        }
        return clauses;
    }

    private void checkClause(CatchClause clause) {
        int[] values = clause.tag() < 0 ? NO_TYPES : body.module.tagDefinition(clause.tag()).params();
        if (clause.kind() == CatchClause.Kind.CATCH_REF || clause.kind() == CatchClause.Kind.CATCH_ALL_REF) {
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = ValTypes.nonNull(HeapTypes.EXN);
        }
        if (!body.fits(values, body.labelTypes(clause.depth()))) {
            throw body.invalid("type mismatch: the label of a catch clause takes other values than the clause gives");
        }
    }
}
