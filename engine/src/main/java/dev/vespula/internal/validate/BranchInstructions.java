package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/** Branches of all kinds, {@code return}, {@code throw} and {@code unreachable}. */
final class BranchInstructions {
    private final FunctionBody body;
    private final Instruction instruction;

    BranchInstructions(FunctionBody body) {
        this.body = body;
        this.instruction = body.instruction;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case UNREACHABLE -> body.leave();
            case BR -> leaveWith(body.labelTypes(readLabel()));
            case BR_IF -> {
                int[] types = body.labelTypes(readLabel());
                body.pop(ValTypes.I32);
                body.popAndPush(types);
            }
            case BR_TABLE -> brTable();
            case RETURN -> leaveWith(body.results);
            case BR_ON_NULL -> brOnNull();
            case BR_ON_NON_NULL -> brOnNonNull();
            case BR_ON_CAST, BR_ON_CAST_FAIL, BR_ON_CAST_DESC_EQ, BR_ON_CAST_DESC_EQ_FAIL -> brOnCast(opcode);
            case THROW -> {
                instruction.index = body.readTag();
                leaveWith(body.module.tagDefinition(instruction.index).params());
            }
            case THROW_REF -> {
                body.pop(ValTypes.EXNREF);
                body.leave();
            }
            default -> rethrow();
        }
    }

    private int readLabel() {
        int label = body.readLabel();
        instruction.index = label;
        return label;
    }

    private void leaveWith(int[] types) {
        body.popAll(types);
        body.leave();
    }

    private void brTable() {
        FunctionBody body = this.body;
        int count = body.readU32();
        body.checkAvailable(count);
        body.pop(ValTypes.I32);
        int[] labels = body.isLive() ? new int[count + 1] : null;
        int arity = -1;
        int[] checked = null;
        for (int k = 0; k <= count; k++) {
            int label = body.readLabel();
            int[] types = body.labelTypes(label);
            // Most tables have few different targets: what was just checked need not be checked again.
            if (types != checked) {
                if (arity >= 0 && types.length != arity) {
                    throw body.error(ModuleError.LABEL_ARITIES);
                }
                arity = types.length;
                body.checkTop(types);
                checked = types;
            }
            if (labels != null) {
                labels[k] = label;
            }
        }
        instruction.labels = labels;
        body.leave();
    }

    private void brOnNull() {
        int[] types = body.labelTypes(readLabel());
        int type = body.popReference();
        body.popAndPush(types);
        body.push(ValTypes.withoutNull(type));
    }

    private void brOnNonNull() {
        int[] types = body.labelTypes(readLabel());
        if (types.length == 0 || !ValTypes.isReference(types[types.length - 1])) {
            throw body.error(ModuleError.LABEL_WITHOUT_REFERENCE);
        }
        int type = body.popReference();
        body.push(ValTypes.withoutNull(type));
        body.popAndPush(types);
        body.pop();
    }

    private void brOnCast(Opcode opcode) {
        boolean branchesIfCast = opcode == Opcode.BR_ON_CAST || opcode == Opcode.BR_ON_CAST_DESC_EQ;
        boolean isByDescriptor = opcode == Opcode.BR_ON_CAST_DESC_EQ || opcode == Opcode.BR_ON_CAST_DESC_EQ_FAIL;
        int flagsOffset = body.position();
        int flags = body.readByte();
        if (flags > 3) {
            throw ModuleError.CAST_FLAGS.at(flagsOffset);
        }
        int[] types = body.labelTypes(readLabel());
        int from = body.readHeapType() << 1 | flags & 1;
        int to = body.readHeapType() << 1 | flags >> 1;
        instruction.second = to;
        if (body.registry.top(ValTypes.heap(to)) == HeapTypes.CONT) {
            throw body.error(ModuleError.CONTINUATION_CAST);
        }
        // With descriptors it is enough that both are of one hierarchy.
        boolean fits = body.has(Feature.CUSTOM_DESCRIPTORS)
                ? body.registry.top(ValTypes.heap(to)) == body.registry.top(ValTypes.heap(from)) : body.registry.isSubtype(to,
                        from);
        if (!fits) {
            throw body.error(ModuleError.NO_SUBTYPE, body.name(to), body.name(from));
        }
        // The type of references that are not of type `to`.
        int rest = ValTypes.isNullable(to) ? ValTypes.withoutNull(from) : from;
        int taken = branchesIfCast ? to : rest;
        if (types.length == 0 || !body.registry.isSubtype(taken, types[types.length - 1])) {
            throw body.error(ModuleError.LABEL_REFERENCE, body.name(taken));
        }
        if (isByDescriptor) {
            body.pop(body.descriptor(ValTypes.heap(to)));
        }
        body.pop(from);
        body.popAndPush(Arrays.copyOf(types, types.length - 1));
        body.push(branchesIfCast ? rest : to);
    }

    private void rethrow() {
        int label = readLabel();
        byte kind = body.labelKind(label);
        if (kind != FunctionBody.CATCH && kind != FunctionBody.CATCH_ALL) {
            throw body.error(ModuleError.RETHROW_LABEL, label);
        }
        body.leave();
    }
}
