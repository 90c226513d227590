package dev.vespula.internal.validate;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.binary.TypeReader;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/**
 * The state of the validation of one function body: reading position, operand stack, locals, control frames. This is
 * the algorithm of the specification's appendix on validation; the instruction families work on it.
 *
 * <p>Everything hot is in int arrays. Frames are parallel arrays too, so that a body which nests a million blocks costs
 * a few bytes for each.
 */
final class Body extends TypeReader {
    static final byte BLOCK = 0;
    static final byte LOOP = 1;
    static final byte IF = 2;
    static final byte ELSE = 3;
    static final byte TRY_TABLE = 4;
    static final byte TRY = 5;
    static final byte CATCH = 6;
    static final byte CATCH_ALL = 7;

    private static final int[] NO_TYPES = {};
    /** So many values cost no more than the instruction. */
    private static final int FEW = 16;

    final ModuleModel module;
    final TypeRegistry registry;
    final LocalTypes locals = new LocalTypes();
    int function;
    /** Result types of the function. */
    int[] results;

    /** Where the instruction in hand starts. */
    int instructionAt;
    /** Who is told about the instruction in hand: null in dead code, and when nobody listens. */
    CodeSink live;
    /** Who is told about live code, or null. */
    private CodeSink sink;

    private int[] operands = new int[64];
    private int height;
    /** Values that may still be moved, by all functions that are validated here. */
    private long movable;
    /** Operand height at which the innermost frame starts. */
    private int floor;
    /** Whether the rest of the innermost frame cannot be reached. */
    private boolean dead;

    private int frameCount;
    private byte[] frameKinds = new byte[16];
    /** Whether the frame's start was told; always false when nobody listens. */
    private boolean[] frameTold = new boolean[16];
    private boolean[] frameDead = new boolean[16];
    private int[] frameFloors = new int[16];
    /** Number of initialised locals to go back to at the frame's end. */
    private int[] frameInits = new int[16];
    private int[][] frameParams = new int[16][];
    private int[][] frameResults = new int[16][];

    Body(ModuleModel module) {
        super(module, 0, 0);
        this.module = module;
        this.registry = module.registry();
        this.movable = ImplementationLimits.movedValues(bytes.length);
    }

    /** Starts with a function's body and opens its outermost frame. */
    void start(int functionIndex, CodeSink listener) {
        function = functionIndex;
        TypeDefinition type = module.functionDefinition(functionIndex);
        results = type.results();
        position = module.bodyStart(functionIndex);
        end = module.bodyEnd(functionIndex);
        instructionAt = position;
        sink = listener;
        live = listener;
        height = 0;
        floor = 0;
        dead = false;
        frameCount = 0;
        locals.start(type.params());
        readLocals();
        if (listener != null) {
            listener.begin(functionIndex, type.params(), results, locals);
        }
        pushFrame(BLOCK, NO_TYPES, results);
    }

    private void readLocals() {
        int groups = readU32();
        checkAvailable(groups);
        long total = locals.count();
        for (int k = 0; k < groups; k++) {
            int at = position;
            int count = readU32();
            total += Integer.toUnsignedLong(count);
            if (total > 0xFFFF_FFFFL) {
                throw new MalformedException("too many locals", at);
            }
            int type = readValType();
            if (total <= ImplementationLimits.LOCALS) {
                locals.add(count, type);
            }
        }
        ImplementationLimits.check((int) total, ImplementationLimits.LOCALS, "locals of a function", instructionAt);
    }

    /** Reads an opcode. Returns its index in the instruction table. */
    int readOpcode() {
        instructionAt = position;
        if (position == end) {
            throw new MalformedException("unexpected end of section or function: END opcode expected", position);
        }
        int code = readByte();
        return code < BinaryFormat.FIRST_PREFIX ? code : readPrefixed(code);
    }

    private int readPrefixed(int code) {
        if (code > BinaryFormat.LAST_PREFIX) {
            return code;
        }
        int index = Opcode.indexOf(code, readU32());
        if (index < 0) {
            throw illegalOpcode();
        }
        return index;
    }

    // Operands.

    /** The type of an operand, counted from the lowest. */
    int operand(int at) {
        return operands[at];
    }

    void push(int type) {
        if (height == operands.length) {
            growOperands(1);
        }
        operands[height++] = type;
    }

    /**
     * Counts the values that an instruction moves.
     *
     * @throws LimitException if those of the module's instructions are too many in all
     */
    void move(int values) {
        if (values > FEW) {
            movable -= values;
            if (movable < 0) {
                throw new LimitException("the module exceeds the limit of "
                        + ImplementationLimits.movedValues(bytes.length) + " values that its calls, blocks and branches move",
                        instructionAt);
            }
        }
    }

    void pushAll(int[] types) {
        int length = types.length;
        move(length);
        if (operands.length - height < length) {
            growOperands(length);
        }
        System.arraycopy(types, 0, operands, height, length);
        height += length;
    }

    private void growOperands(int more) {
        ImplementationLimits.check(
                height + more, ImplementationLimits.OPERANDS, "operands on the stack", instructionAt);
        operands = Arrays.copyOf(operands, Math.max(height + more, height * 2));
    }

    /** Takes an operand that must be of a type. Returns what it really is; BOTTOM in dead code. */
    int pop(int expected) {
        if (height > floor) {
            int actual = operands[height - 1];
            if (actual == expected) {
                height--;
                return actual;
            }
        }
        return popOther(expected);
    }

    private int popOther(int expected) {
        if (height == floor) {
            if (dead) {
                return ValTypes.BOTTOM;
            }
            throw mismatch(module.typeName(expected), "");
        }
        int actual = operands[--height];
        if (!registry.isSubtype(actual, expected)) {
            throw mismatch(module.typeName(expected), module.typeName(actual));
        }
        return actual;
    }

    /** Takes an operand of any type. */
    int pop() {
        if (height > floor) {
            return operands[--height];
        }
        if (dead) {
            return ValTypes.BOTTOM;
        }
        throw mismatch("any type", "");
    }

    /** Whether operands of any type can be taken for ever: nothing is left of a frame's in dead code. */
    boolean isBottomless() {
        return dead && height == floor;
    }

    /** Takes a reference of any type; BOTTOM in dead code. */
    int popReference() {
        int type = pop();
        if (type < 0 && type != ValTypes.BOTTOM) {
            throw mismatch("a reference", module.typeName(type));
        }
        return type;
    }

    void popAll(int[] types) {
        int length = types.length;
        if (hasOnTop(types, length)) {
            height -= length;
            return;
        }
        for (int k = types.length - 1; k >= 0; k--) {
            pop(types[k]);
        }
    }

    /** Takes operands and puts them back as the types that were asked for, as a branch that may not be taken does. */
    void popAndPush(int[] types) {
        if (!hasOnTop(types, types.length)) {
            popAll(types);
            pushAll(types);
        }
    }

    /** Whether the topmost operands are exactly these; the usual case, and a fast one for long lists. */
    private boolean hasOnTop(int[] types, int length) {
        move(length);
        return height - floor >= length && Arrays.equals(operands, height - length, height, types, 0, length);
    }

    /** Checks the topmost operands without changing them, as each label of a branch table does. */
    void checkTop(int[] types) {
        int savedHeight = height;
        popAll(types);
        // In dead code operands may be missing, and stay missing.
        height = savedHeight;
    }

    // Frames.

    int depth() {
        return frameCount;
    }

    /** Opens a frame whose parameters were popped. */
    void pushFrame(byte kind, int[] params, int[] results) {
        int at = frameCount;
        if (at == frameKinds.length) {
            growFrames();
        }
        if (at > 0) {
            frameDead[at - 1] = dead;
        }
        frameKinds[at] = kind;
        frameTold[at] = live != null;
        frameParams[at] = params;
        frameResults[at] = results;
        frameFloors[at] = height;
        frameInits[at] = locals.initialized();
        frameCount = at + 1;
        floor = height;
        dead = false;
        pushAll(params);
    }

    private void growFrames() {
        int length = frameKinds.length * 2;
        frameKinds = Arrays.copyOf(frameKinds, length);
        frameTold = Arrays.copyOf(frameTold, length);
        frameDead = Arrays.copyOf(frameDead, length);
        frameFloors = Arrays.copyOf(frameFloors, length);
        frameInits = Arrays.copyOf(frameInits, length);
        frameParams = Arrays.copyOf(frameParams, length);
        frameResults = Arrays.copyOf(frameResults, length);
    }

    byte frameKind() {
        return frameKinds[frameCount - 1];
    }

    int[] frameParams() {
        return frameParams[frameCount - 1];
    }

    int[] frameResults() {
        return frameResults[frameCount - 1];
    }

    /**
     * Ends the innermost frame's code: its results must be there and nothing else.
     *
     * @return who is to be told about the instruction that ends it, or null
     */
    CodeSink finishFrame() {
        int[] types = frameResults[frameCount - 1];
        popAll(types);
        if (height != floor) {
            throw invalid("type mismatch: values remaining on stack at end of block: " + (height - floor));
        }
        locals.forgetSince(frameInits[frameCount - 1]);
        if (!frameTold[frameCount - 1]) {
            return null;
        }
        if (live == null) {
            // Code that ran into a dead end ends here; the instruction itself was not told yet.
            sink.instruction(Opcode.ofIndex(bytes[instructionAt] & 0xFF), instructionAt);
        }
        return sink;
    }

    /** After {@link #finishFrame}: the frame goes on with a second arm of a kind, starting with some operands. */
    void nextArm(byte kind, int[] operandTypes) {
        int at = frameCount - 1;
        frameKinds[at] = kind;
        dead = false;
        live = frameTold[at] ? sink : null;
        pushAll(operandTypes);
    }

    /** After {@link #finishFrame}: leaves the frame, its results on the stack. */
    void popFrame() {
        int at = --frameCount;
        live = frameTold[at] ? sink : null;
        if (at > 0) {
            dead = frameDead[at - 1];
            floor = frameFloors[at - 1];
            pushAll(frameResults[at]);
        }
    }

    /** The rest of the innermost frame cannot be reached. */
    void markDead() {
        height = floor;
        dead = true;
        live = null;
    }

    /** Reads a label. */
    int readLabel() {
        int depth = readU32();
        checkLabel(depth);
        return depth;
    }

    void checkLabel(int depth) {
        if (Integer.compareUnsigned(depth, frameCount) >= 0) {
            throw invalid("unknown label " + Integer.toUnsignedString(depth));
        }
    }

    /** Whether values of some types can be taken where others are wanted. */
    boolean fits(int[] types, int[] wanted) {
        if (types == wanted) {
            return true;
        }
        if (types.length != wanted.length) {
            return false;
        }
        move(types.length);
        for (int k = 0; k < types.length; k++) {
            if (!registry.isSubtype(types[k], wanted[k])) {
                return false;
            }
        }
        return true;
    }

    /** What a branch to a label carries. */
    int[] labelTypes(int depth) {
        int at = frameCount - 1 - depth;
        return frameKinds[at] == LOOP ? frameParams[at] : frameResults[at];
    }

    byte labelKind(int depth) {
        return frameKinds[frameCount - 1 - depth];
    }

    // Indices.

    /** Reads a type index. */
    int readType() {
        int type = readU32();
        if (Integer.compareUnsigned(type, module.typeCount()) >= 0) {
            throw unknown("type", type);
        }
        return type;
    }

    /** Reads the index of a type of a kind. */
    int readType(TypeKind kind) {
        int type = readType();
        if (module.type(type).kind() != kind) {
            throw invalid("type mismatch: type " + type + " is not " + switch (kind) {
                case FUNC -> "a function type";
                case STRUCT -> "a struct type";
                case ARRAY -> "an array type";
            });
        }
        return type;
    }

    int readFunction() {
        int index = readU32();
        if (Integer.compareUnsigned(index, module.functionCount()) >= 0) {
            throw unknown("function", index);
        }
        return index;
    }

    int readTable() {
        int index = readU32();
        if (Integer.compareUnsigned(index, module.tableCount()) >= 0) {
            throw unknown("table", index);
        }
        return index;
    }

    int readMemory() {
        int index = readU32();
        checkMemory(index);
        return index;
    }

    void checkMemory(int index) {
        if (Integer.compareUnsigned(index, module.memoryCount()) >= 0) {
            throw unknown("memory", index);
        }
    }

    int readTag() {
        int index = readU32();
        if (Integer.compareUnsigned(index, module.tagCount()) >= 0) {
            throw unknown("tag", index);
        }
        return index;
    }

    int readElement() {
        int index = readU32();
        checkElement(index);
        return index;
    }

    void checkElement(int index) {
        if (Integer.compareUnsigned(index, module.elementCount()) >= 0) {
            throw unknown("elem segment", index);
        }
    }

    int readData() {
        int index = readU32();
        checkData(index);
        return index;
    }

    void checkData(int index) {
        if (!module.hasDataCount()) {
            throw new MalformedException("data count section required", instructionAt);
        }
        if (Integer.compareUnsigned(index, module.dataCount()) >= 0) {
            throw unknown("data segment", index);
        }
    }

    /** The type of a memory's addresses. */
    int memoryAddress(int memory) {
        return module.memory(memory).address64() ? ValTypes.I64 : ValTypes.I32;
    }

    /** The type of a table's indices. */
    int tableAddress(int table) {
        return module.table(table).address64() ? ValTypes.I64 : ValTypes.I32;
    }

    // Errors.

    MalformedException illegalOpcode() {
        StringBuilder code = new StringBuilder("illegal opcode");
        for (int at = instructionAt; at < position; at++) {
            code.append(' ').append(Character.forDigit(bytes[at] >> 4 & 15, 16))
                    .append(Character.forDigit(bytes[at] & 15, 16));
        }
        return new MalformedException(code.toString(), instructionAt);
    }

    /** An instruction that does not exist, or not with the features that are on. */
    MalformedException illegalOpcode(Opcode opcode) {
        if (opcode == null) {
            return illegalOpcode();
        }
        return MalformedException.without(opcode.feature(), illegalOpcode().reason(), instructionAt);
    }

    InvalidException invalid(String reason) {
        return new InvalidException(reason, instructionAt);
    }

    InvalidException unknown(String what, int index) {
        return invalid("unknown " + what + " " + Integer.toUnsignedString(index));
    }

    InvalidException mismatch(String expected, String actual) {
        return invalid("type mismatch: instruction requires [" + expected + "] but stack has [" + actual + "]");
    }
}
