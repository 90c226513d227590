package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ModuleError;
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

    private final FunctionBody body;
    private final Instruction instruction;

    ControlInstructions(FunctionBody body) {
        this.body = body;
        this.instruction = body.instruction;
    }

    void open(Opcode opcode) {
        readBlockType();
        if (opcode == Opcode.IF) {
            body.pop(ValTypes.I32);
        }
        body.popAll(instruction.params);
        if (opcode == Opcode.TRY_TABLE) {
            instruction.clauses = readCatchClauses();
        }
        body.pushFrame(switch (opcode) {
            case BLOCK -> FunctionBody.BLOCK;
            case LOOP -> FunctionBody.LOOP;
            case IF -> FunctionBody.IF;
            case TRY -> FunctionBody.TRY;
            default -> FunctionBody.TRY_TABLE;
        }, instruction.params, instruction.results);
    }

    void close(Opcode opcode) {
        switch (opcode) {
            case ELSE -> {
                require(body.frameKind() == FunctionBody.IF, "else", "if");
                nextArm(FunctionBody.ELSE, body.frameParams());
            }
            case CATCH -> {
                instruction.index = body.readTag();
                requireTryFor("catch");
                nextArm(FunctionBody.CATCH, body.module.tagDefinition(instruction.index).params());
            }
            case CATCH_ALL -> {
                requireTryFor("catch_all");
                nextArm(FunctionBody.CATCH_ALL, NO_TYPES);
            }
            case DELEGATE -> delegate();
            default -> end();
        }
    }

    private void nextArm(byte kind, int[] operands) {
        body.finishFrame();
        body.nextArm(kind, operands);
    }

    private void requireTryFor(String mnemonic) {
        byte kind = body.frameKind();
        require(kind == FunctionBody.TRY || kind == FunctionBody.CATCH, mnemonic, "try");
    }

    private void require(boolean inPlace, String mnemonic, String block) {
        if (!inPlace) {
            throw body.error(ModuleError.MISPLACED, mnemonic, block);
        }
    }

    private void delegate() {
        instruction.index = body.readU32();
        require(body.frameKind() == FunctionBody.TRY, "delegate", "try");
        body.finishFrame();
        body.popFrame();
        body.checkLabel(instruction.index);
    }

    private void end() {
        if (body.frameKind() == FunctionBody.IF && !body.fits(body.frameParams(), body.frameResults())) {
            throw body.error(ModuleError.IF_WITHOUT_ELSE);
        }
        body.finishFrame();
        body.popFrame();
    }

    private void readBlockType() {
        FunctionBody body = this.body;
        int code = body.peekByte();
        instruction.params = NO_TYPES;
        if (code == BinaryFormat.EMPTY_BLOCK) {
            body.skip(1);
            instruction.results = NO_TYPES;
        } else if (code >= 0x40 && code < 0x80) {
            int type = body.readValType();
            instruction.results = type < 0 ? SINGLE[-type] : new int[] {type};
        } else {
            readBlockTypeIndex();
        }
    }

    private void readBlockTypeIndex() {
        int indexOffset = body.position();
        long index = body.readS33();
        if (index < 0) {
            throw ModuleError.BLOCK_TYPE.at(indexOffset);
        }
        if (!body.has(Feature.MULTI_VALUE)) {
            throw ModuleError.BLOCK_TYPE_INDEX.without(Feature.MULTI_VALUE, indexOffset);
        }
        if (index >= body.module.typeCount()) {
            throw body.error(ModuleError.UNKNOWN, "type", index);
        }
        TypeDefinition type = body.type((int) index, TypeKind.FUNC);
        instruction.params = type.params();
        instruction.results = type.results();
    }

    private CatchClause[] readCatchClauses() {
        int count = body.readU32();
        body.checkAvailable(count);
        CatchClause[] clauses = new CatchClause[count];
        for (int k = 0; k < count; k++) {
            int clauseOffset = body.position();
            int code = body.readByte();
            if (code >= CATCH_KINDS.length) {
                throw ModuleError.CATCH_CLAUSE.at(clauseOffset);
            }
            CatchClause.Kind kind = CATCH_KINDS[code];
            boolean hasTag = kind == CatchClause.Kind.CATCH || kind == CatchClause.Kind.CATCH_REF;
            int tag = hasTag ? body.readTag() : -1;
            clauses[k] = new CatchClause(kind, tag, body.readLabel());
            checkClause(clauses[k]);
        }
        return clauses;
    }

    private void checkClause(CatchClause clause) {
        int[] values = clause.tag() < 0 ? NO_TYPES : body.module.tagDefinition(clause.tag()).params();
        if (clause.hasReference()) {
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = ValTypes.nonNull(HeapTypes.EXN);
        }
        if (!body.fits(values, body.labelTypes(clause.label()))) {
            throw body.error(ModuleError.CLAUSE_LABEL);
        }
    }
}
