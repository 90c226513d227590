package dev.vespula.internal.validate;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/** Branches of all kinds, {@code return} and {@code unreachable}. */
final class BranchInstructions {
    private final Body body;

    BranchInstructions(Body body) {
        this.body = body;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case UNREACHABLE -> unreachable();
            case BR -> br();
            case BR_IF -> brIf();
            case BR_TABLE -> brTable();
            case RETURN -> return_();
            case BR_ON_NULL -> brOnNull();
            case BR_ON_NON_NULL -> brOnNonNull();
            case BR_ON_CAST -> brOnCast();
            default -> brOnCastFail();
        }
    }

    private void unreachable() {
        if (body.live != null) {
            body.live.unreachable();
        }
        body.markDead();
    }

    private void br() {
        int depth = body.readLabel();
        body.popAll(body.labelTypes(depth));
        if (body.live != null) {
            body.live.br(depth);
        }
        body.markDead();
    }

    private void brIf() {
        int depth = body.readLabel();
        body.pop(ValTypes.I32);
        body.popAndPush(body.labelTypes(depth));
        if (body.live != null) {
            body.live.brIf(depth);
        }
    }

    private void brTable() {
        Body body = this.body;
        int count = body.readU32();
        body.checkAvailable(count);
        body.pop(ValTypes.I32);
        int[] depths = body.live == null ? null : new int[count + 1];
        int arity = -1;
        int[] checked = null;
        for (int k = 0; k <= count; k++) {
            int depth = body.readLabel();
            int[] types = body.labelTypes(depth);
            // Most tables have few different targets: what was just checked need not be checked again.
            if (types != checked) {
                if (arity >= 0 && types.length != arity) {
                    throw body.invalid("type mismatch: labels of br_table take different numbers of values");
                }
                arity = types.length;
                body.checkTop(types);
                checked = types;
            }
            if (depths != null) {
                depths[k] = depth;
            }
        }
        if (body.live != null) {
            body.live.brTable(depths);
        }
        body.markDead();
    }

    private void return_() {
        body.popAll(body.results);
        if (body.live != null) {
            body.live.return_();
        }
        body.markDead();
    }

    private void brOnNull() {
        int depth = body.readLabel();
        int type = body.popReference();
        body.popAndPush(body.labelTypes(depth));
        body.push(ValTypes.withoutNull(type));
        if (body.live != null) {
            body.live.brOnNull(depth);
        }
    }

    private void brOnNonNull() {
        int depth = body.readLabel();
        int[] types = body.labelTypes(depth);
        if (types.length == 0 || !ValTypes.isReference(types[types.length - 1])) {
            throw body.invalid("type mismatch: the label of br_on_non_null must take a reference last");
        }
        int type = body.popReference();
        body.push(ValTypes.withoutNull(type));
        body.popAndPush(types);
        body.pop();
        if (body.live != null) {
            body.live.brOnNonNull(depth);
        }
    }

    private void brOnCast() {
        CastBranch branch = readCastBranch();
        int[] carried = carried(branch, branch.to);
        body.pop(branch.from);
        body.popAndPush(carried);
        body.push(branch.rest());
        if (body.live != null) {
            body.live.brOnCast(branch.depth, branch.from, branch.to);
        }
    }

    private void brOnCastFail() {
        CastBranch branch = readCastBranch();
        int[] carried = carried(branch, branch.rest());
        body.pop(branch.from);
        body.popAndPush(carried);
        body.push(branch.to);
        if (body.live != null) {
            body.live.brOnCastFail(branch.depth, branch.from, branch.to);
        }
    }

    private CastBranch readCastBranch() {
        int at = body.position();
        int flags = body.readByte();
        if (flags > 3) {
            throw new MalformedException("malformed br_on_cast flags", at);
        }
        int depth = body.readLabel();
        int from = body.readHeapType() << 1 | flags & 1;
        int to = body.readHeapType() << 1 | flags >> 1;
        if (!body.registry.isSubtype(to, from)) {
            throw body.invalid("type mismatch: " + body.module.typeName(to) + " is no subtype of " + body.module.typeName(from));
        }
        return new CastBranch(depth, from, to);
    }

    /** What the label takes below the reference, after checking that it takes the reference. */
    private int[] carried(CastBranch branch, int reference) {
        int[] types = body.labelTypes(branch.depth);
        if (types.length == 0 || !body.registry.isSubtype(reference, types[types.length - 1])) {
            throw body.invalid("type mismatch: the label does not take " + body.module.typeName(reference) + " last");
        }
        return Arrays.copyOf(types, types.length - 1);
    }

    private record CastBranch(int depth, int from, int to) {
        /** The type of references that are not of type {@code to}. */
        int rest() {
            return ValTypes.isNullable(to) ? ValTypes.withoutNull(from) : from;
        }
    }
}
