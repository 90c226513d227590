package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.binary.ByteSink;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A function of an adapter while it is written: one method an instruction, or a few that belong together. */
final class Body {
    private static final int END = 0x0B;
    private static final int EMPTY_BLOCK = 0x40;
    /** In the alignment of an access: the index of a memory follows. */
    private static final int HAS_MEMORY = 0x40;
    private static final int MISC_PREFIX = 0xFC;
    private static final int MEMORY_COPY = 10;
    private static final int TRY_TABLE = 0x1F;
    private static final int CATCH_ALL = 2;

    private final List<NumType> params;
    private final List<NumType> results;
    private final List<NumType> locals = new ArrayList<>();
    /** The code up to a call of a function of the module, and that function; their indices are known when all imports are. */
    private final List<Piece> pieces = new ArrayList<>();
    private ByteSink code = new ByteSink();

    /** Code, and the function that is called behind it; null behind the last piece. */
    private record Piece(ByteSink code, Body called) {}

    /** Instructions without immediates that adapters use. */
    enum Plain {
        UNREACHABLE(0x00), RETURN(0x0F), DROP(0x1A), I32_EQZ(0x45), I32_EQ(0x46), I32_NE(0x47), I32_LT_U(0x49), I32_GT_U(
                0x4B), I32_GE_U(0x4F), I64_GT_U(0x56), I32_ADD(0x6A), I32_SUB(0x6B), I32_MUL(0x6C), I32_AND(0x71), I32_OR(
                        0x72), I32_XOR(0x73), I32_SHL(0x74), I64_ADD(0x7C), I64_MUL(0x7E), I64_SHL(0x86), I32_WRAP_I64(
                                0xA7), I64_EXTEND_I32_U(0xAD), I32_REINTERPRET_F32(0xBC), I64_REINTERPRET_F64(
                                        0xBD), F32_REINTERPRET_I32(0xBE), F64_REINTERPRET_I64(
                                                0xBF), I32_EXTEND8_S(0xC0), I32_EXTEND16_S(0xC1);

        private final int opcode;

        Plain(int opcode) {
            this.opcode = opcode;
        }
    }

    /** Loads and stores, by the number of bytes; what is less than an i32 is zero-extended. */
    enum Width {
        ONE(0x2D, 0x3A, 0), TWO(0x2F, 0x3B, 1), FOUR(0x28, 0x36, 2), EIGHT(0x29, 0x37, 3);

        private final int load;
        private final int store;
        private final int alignment;

        Width(int load, int store, int alignment) {
            this.load = load;
            this.store = store;
            this.alignment = alignment;
        }

        static Width of(long bytes) {
            return bytes == 1 ? ONE : bytes == 2 ? TWO : bytes == 4 ? FOUR : EIGHT;
        }
    }

    /** A function of a type. */
    Body(List<NumType> params, List<NumType> results) {
        this.params = params;
        this.results = results;
    }

    List<NumType> params() {
        return params;
    }

    List<NumType> results() {
        return results;
    }

    /** A new local variable. */
    int local(NumType type) {
        locals.add(type);
        return params.size() + locals.size() - 1;
    }

    Body plain(Plain instruction) {
        code.writeByte(instruction.opcode);
        return this;
    }

    Body get(int local) {
        return indexed(0x20, local);
    }

    Body set(int local) {
        return indexed(0x21, local);
    }

    Body tee(int local) {
        return indexed(0x22, local);
    }

    Body globalGet(int global) {
        return indexed(0x23, global);
    }

    Body globalSet(int global) {
        return indexed(0x24, global);
    }

    Body i32(int value) {
        code.writeByte(0x41);
        code.writeSigned(value);
        return this;
    }

    Body i64(long value) {
        code.writeByte(0x42);
        code.writeSigned(value);
        return this;
    }

    /** The zero of a type. */
    Body zero(NumType type) {
        return switch (type) {
            case I32 -> i32(0);
            case I64 -> i64(0);
            case F32 -> i32(0).plain(Plain.F32_REINTERPRET_I32);
            case F64 -> i64(0).plain(Plain.F64_REINTERPRET_I64);
            default -> throw new AssertionError(type);
        };
    }

    /** Calls an imported function. */
    Body callImport(int function) {
        return indexed(0x10, function);
    }

    /** Calls a function of the module. */
    Body call(Body function) {
        code.writeByte(0x10);
        pieces.add(new Piece(code, function));
        code = new ByteSink();
        return this;
    }

    Body load(Width width, Side side, long offset) {
        return access(width.load, width, side, offset);
    }

    Body store(Width width, Side side, long offset) {
        return access(width.store, width, side, offset);
    }

    private Body access(int opcode, Width width, Side side, long offset) {
        code.writeByte(opcode);
        code.writeByte(width.alignment | HAS_MEMORY);
        code.writeU32(side.ordinal());
        code.writeU32((int) offset);
        return this;
    }

    Body memorySize(Side side) {
        return indexed(0x3F, side.ordinal());
    }

    Body memoryCopy(Side to, Side from) {
        code.writeByte(MISC_PREFIX);
        code.writeU32(MEMORY_COPY);
        code.writeU32(to.ordinal());
        code.writeU32(from.ordinal());
        return this;
    }

    /** Begins a block without a result. */
    Body block() {
        return begin(0x02);
    }

    Body loop() {
        return begin(0x03);
    }

    Body ifTrue() {
        return begin(0x04);
    }

    private Body begin(int opcode) {
        code.writeByte(opcode);
        code.writeByte(EMPTY_BLOCK);
        return this;
    }

    /** Begins a block of a function type out of which every exception branches. */
    Body catchAll(int type, int label) {
        code.writeByte(TRY_TABLE);
        code.writeIndex(type);
        code.writeU32(1);
        code.writeByte(CATCH_ALL);
        code.writeU32(label);
        return this;
    }

    Body orElse() {
        code.writeByte(0x05);
        return this;
    }

    Body end() {
        code.writeByte(END);
        return this;
    }

    Body branch(int label) {
        return indexed(0x0C, label);
    }

    Body branchIf(int label) {
        return indexed(0x0D, label);
    }

    Body branchTable(int[] labels, int otherwise) {
        code.writeByte(0x0E);
        code.writeU32(labels.length);
        for (int label : labels) {
            code.writeU32(label);
        }
        code.writeU32(otherwise);
        return this;
    }

    private Body indexed(int opcode, int index) {
        code.writeByte(opcode);
        code.writeU32(index);
        return this;
    }

    /** Writes the function as an entry of the code section. */
    void writeTo(ByteSink section, Map<Body, Integer> indices) {
        ByteSink entry = new ByteSink();
        entry.writeVector(locals, local -> {
            entry.writeU32(1);
            entry.writeByte(AdapterModule.code(local));
        });
        for (Piece piece : pieces) {
            entry.writeSink(piece.code);
            entry.writeU32(indices.get(piece.called));
        }
        entry.writeSink(code);
        entry.writeByte(END);
        section.writeSized(entry);
    }
}
