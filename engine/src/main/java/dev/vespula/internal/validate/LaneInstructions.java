package dev.vespula.internal.validate;

import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/** Vector instructions that name lanes. */
final class LaneInstructions {
    private static final int SHUFFLE_LANES = 32;

    private final Body body;
    private final MemoryInstructions memories;

    LaneInstructions(Body body, MemoryInstructions memories) {
        this.body = body;
        this.memories = memories;
    }

    void validate(Opcode opcode) {
        if (opcode.immediates() == Immediates.MEMARG_LANE) {
            access(opcode);
        } else if (opcode.immediates() == Immediates.SHUFFLE) {
            shuffle();
        } else {
            lane(opcode);
        }
    }

    private void access(Opcode opcode) {
        memories.readMemarg(opcode);
        int lane = readLane(16 >> opcode.naturalAlignment());
        body.pop(ValTypes.V128);
        body.pop(body.memoryAddress(memories.memory()));
        boolean loads = opcode.signature().endsWith("v");
        if (loads) {
            body.push(ValTypes.V128);
        }
        if (body.live == null) {
            return;
        }
        if (loads) {
            body.live.loadLane(opcode, memories.memory(), memories.offset(), lane);
        } else {
            body.live.storeLane(opcode, memories.memory(), memories.offset(), lane);
        }
    }

    private void shuffle() {
        long low = readLaneNumbers();
        long high = readLaneNumbers();
        body.pop(ValTypes.V128);
        body.pop(ValTypes.V128);
        body.push(ValTypes.V128);
        if (body.live != null) {
            body.live.shuffle(low, high);
        }
    }

    private long readLaneNumbers() {
        long numbers = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            numbers |= (long) readLane(SHUFFLE_LANES) << shift;
        }
        return numbers;
    }

    private void lane(Opcode opcode) {
        int lane = readLane(lanes(opcode));
        String signature = opcode.signature();
        int colon = signature.indexOf(':');
        for (int k = colon - 1; k >= 0; k--) {
            body.pop(type(signature.charAt(k)));
        }
        body.push(type(signature.charAt(colon + 1)));
        if (body.live != null) {
            body.live.lane(opcode, lane);
        }
    }

    /** The number of lanes is part of the name: i8x16, i16x8, i32x4, i64x2. */
    private static int lanes(Opcode opcode) {
        String mnemonic = opcode.mnemonic();
        return Integer.parseInt(mnemonic, mnemonic.indexOf('x') + 1, mnemonic.indexOf('.'), 10);
    }

    private static int type(char letter) {
        return switch (letter) {
            case 'i' -> ValTypes.I32;
            case 'l' -> ValTypes.I64;
            case 'f' -> ValTypes.F32;
            case 'd' -> ValTypes.F64;
            default -> ValTypes.V128;
        };
    }

    private int readLane(int count) {
        int lane = body.readByte();
        if (lane >= count) {
            throw body.invalid("invalid lane index " + lane);
        }
        return lane;
    }
}
