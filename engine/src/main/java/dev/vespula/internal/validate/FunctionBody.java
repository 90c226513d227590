package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.ModuleException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.TypeReader;
import dev.vespula.internal.types.HeapTypes;
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
final class FunctionBody extends TypeReader {
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
    final Instruction instruction = new Instruction();
    /** Result types of the function. */
    int[] results;

    /** Who is told about live code, or null. */
    private CodeSink sink;
    /** Whether the next instruction can be reached, as the sink says; false when nobody listens. */
    private boolean live;

    private int[] operands = new int[64];
    private int height;
    /** Values that may still be moved, by all functions that are validated here and not told; by one that is told. */
    private long movable;
    /** Operand height at which the innermost frame starts. */
    private int floor;
    /** Whether there may be any operands below those of the innermost frame: behind what never goes on. */
    private boolean polymorphic;

    private int frameCount;
    private byte[] frameKinds = new byte[16];
    /** Whether the frame's start was told; always false when nobody listens. */
    private boolean[] frameTold = new boolean[16];
    private boolean[] framePolymorphic = new boolean[16];
    private int[] frameFloors = new int[16];
    /** Number of initialised locals to go back to at the frame's end. */
    private int[] frameInits = new int[16];
    private int[][] frameParams = new int[16][];
    private int[][] frameResults = new int[16][];

    FunctionBody(ModuleModel module) {
        super(module, 0, 0);
        this.module = module;
        this.registry = module.registry();
        this.movable = ImplementationLimits.movedValues(bytes.length);
    }

    /** Starts with a function's body and opens its outermost frame. */
    void start(int functionIndex, CodeSink listener) {
        TypeDefinition type = module.functionDefinition(functionIndex);
        start(module.bodyStart(functionIndex), module.bodyEnd(functionIndex), listener);
        if (live) {
            movable = ImplementationLimits.movedValues(bytes.length);
        }
        results = type.results();
        locals.start(type.params());
        readLocals();
        if (live) {
            sink.begin(functionIndex, type.params(), results, locals);
        }
        pushFrame(BLOCK, NO_TYPES, results);
    }

    /** Starts with a constant expression that has a result of a type. */
    void startExpression(int offset, int type) {
        start(offset, bytes.length, null);
        pushFrame(BLOCK, NO_TYPES, new int[] {type});
    }

    private void start(int from, int to, CodeSink listener) {
        setRange(from, to);
        instruction.offset = from;
        sink = listener;
        live = listener != null;
        height = 0;
        floor = 0;
        polymorphic = false;
        frameCount = 0;
    }

    private void readLocals() {
        int groups = readU32();
        checkAvailable(groups);
        long total = locals.count();
        for (int k = 0; k < groups; k++) {
            int offset = position;
            int count = readU32();
            total += Integer.toUnsignedLong(count);
            if (total > 0xFFFF_FFFFL) {
                throw ModuleError.TOO_MANY_LOCALS.at(offset);
            }
            int type = readValType();
            if (total <= ImplementationLimits.LOCALS) {
                locals.add(count, type);
            }
        }
        ImplementationLimits.check((int) total, ImplementationLimits.LOCALS, "locals of a function", instruction.offset);
    }

    /** Reads an opcode. Returns its index in the instruction table. */
    int readOpcode() {
        instruction.offset = position;
        if (position == end) {
            throw error(ModuleError.NO_END);
        }
        int code = readByte();
        return code < BinaryFormat.FIRST_PREFIX ? code : readPrefixed(code);
    }

    /** Whether the sink is told the instruction that comes next. */
    boolean isLive() {
        return live;
    }

    /** Whether the sink was told the beginning of the innermost frame, and so is told its end. */
    boolean isFrameTold() {
        return frameTold[frameCount - 1];
    }

    /** Reads the number of a lane among so many. */
    int readLane(int count) {
        int lane = readByte();
        if (lane >= count) {
            throw error(ModuleError.LANE_INDEX, lane);
        }
        return lane;
    }

    /** Tells the instruction in hand; the sink says whether the next one can be reached. */
    void tell(int opcodeIndex, int family) {
        instruction.opcodeIndex = opcodeIndex;
        instruction.family = family;
        live = sink.instruction(instruction);
    }

    /** An error of the instruction in hand. */
    ModuleException error(ModuleError error, Object... details) {
        return error.at(instruction.offset, details);
    }

    /** What messages call a type. */
    String name(int type) {
        return module.typeName(type);
    }

    // Operands.

    /** The type of an operand, counted from the lowest. */
    int operand(int index) {
        return operands[index];
    }

    /** Takes the operands and pushes the results of an {@linkplain Family entry}, none of which is an address. */
    void apply(int entry) {
        int types = entry >>> Family.TYPES_SHIFT;
        for (int k = entry >> Family.OPERANDS_SHIFT & Family.OPERANDS_MASK; k > 0; k--) {
            pop(-(types & Family.TYPE_MASK));
            types >>>= Family.TYPE_BITS;
        }
        for (int k = entry >> Family.RESULTS_SHIFT & Family.RESULTS_MASK; k > 0; k--) {
            push(-(types & Family.TYPE_MASK));
            types >>>= Family.TYPE_BITS;
        }
    }

    /** Takes the operands and pushes the results of an entry with these address and element types. */
    void apply(int entry, int address, int element) {
        int types = entry >>> Family.TYPES_SHIFT;
        for (int k = entry >> Family.OPERANDS_SHIFT & Family.OPERANDS_MASK; k > 0; k--) {
            pop(type(types & Family.TYPE_MASK, address, element));
            types >>>= Family.TYPE_BITS;
        }
        if ((entry >> Family.RESULTS_SHIFT & Family.RESULTS_MASK) != 0) {
            push(type(types & Family.TYPE_MASK, address, element));
        }
    }

    private static int type(int code, int address, int element) {
        return code < Family.ADDRESS ? -code : code == Family.ADDRESS ? address : element;
    }

    /** Takes the length, source and destination of a copy; the length is an i64 only where both addresses are. */
    void popCopy(int destinationAddress, int sourceAddress) {
        pop(destinationAddress == sourceAddress ? sourceAddress : ValTypes.I32);
        pop(sourceAddress);
        pop(destinationAddress);
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
     * @throws dev.vespula.LimitException if those of the module's instructions are too many in all
     */
    void move(int values) {
        if (values > FEW) {
            movable -= values;
            if (movable < 0) {
                throw error(ModuleError.COUNT, ImplementationLimits.movedValues(bytes.length),
                        "values that its calls, blocks and branches move");
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
                height + more, ImplementationLimits.OPERANDS, "operands on the stack", instruction.offset);
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
            if (polymorphic) {
                return ValTypes.BOTTOM;
            }
            throw error(ModuleError.TYPE_MISMATCH, name(expected), "");
        }
        int actual = operands[--height];
        if (!registry.isSubtype(actual, expected)) {
            throw error(ModuleError.TYPE_MISMATCH, name(expected), name(actual));
        }
        return actual;
    }

    /** Takes an operand of any type. */
    int pop() {
        if (height > floor) {
            return operands[--height];
        }
        if (polymorphic) {
            return ValTypes.BOTTOM;
        }
        throw error(ModuleError.TYPE_MISMATCH, "any type", "");
    }

    /** Whether operands of any type can be taken for ever: nothing is left of a frame's in dead code. */
    boolean isBottomless() {
        return polymorphic && height == floor;
    }

    /** Takes a reference of any type; BOTTOM in dead code. */
    int popReference() {
        int type = pop();
        if (type < 0 && type != ValTypes.BOTTOM) {
            throw error(ModuleError.TYPE_MISMATCH, "a reference", name(type));
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
        int frame = frameCount;
        if (frame == frameKinds.length) {
            growFrames();
        }
        if (frame > 0) {
            framePolymorphic[frame - 1] = polymorphic;
        }
        frameKinds[frame] = kind;
        frameTold[frame] = live;
        frameParams[frame] = params;
        frameResults[frame] = results;
        frameFloors[frame] = height;
        frameInits[frame] = locals.initialized();
        frameCount = frame + 1;
        floor = height;
        polymorphic = false;
        pushAll(params);
    }

    private void growFrames() {
        int length = frameKinds.length * 2;
        frameKinds = Arrays.copyOf(frameKinds, length);
        frameTold = Arrays.copyOf(frameTold, length);
        framePolymorphic = Arrays.copyOf(framePolymorphic, length);
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

    /** Ends the innermost frame's code: its results must be there and nothing else. */
    void finishFrame() {
        int frame = frameCount - 1;
        popAll(frameResults[frame]);
        if (height != floor) {
            throw error(ModuleError.REMAINING_VALUES, height - floor);
        }
        locals.forgetSince(frameInits[frame]);
    }

    /** After {@link #finishFrame}: the frame goes on with a second arm of a kind, starting with some operands. */
    void nextArm(byte kind, int[] operandTypes) {
        frameKinds[frameCount - 1] = kind;
        polymorphic = false;
        pushAll(operandTypes);
    }

    /** After {@link #finishFrame}: leaves the frame, its results on the stack. */
    void popFrame() {
        int frame = --frameCount;
        if (frame > 0) {
            polymorphic = framePolymorphic[frame - 1];
            floor = frameFloors[frame - 1];
            pushAll(frameResults[frame]);
        }
    }

    /** The instruction in hand never goes on: there may be any operands behind it. */
    void leave() {
        height = floor;
        polymorphic = true;
    }

    /** Reads a label. */
    int readLabel() {
        return readIndex(frameCount, "label");
    }

    void checkLabel(int depth) {
        checkIndex(depth, frameCount, "label");
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
        int frame = frameCount - 1 - depth;
        return frameKinds[frame] == LOOP ? frameParams[frame] : frameResults[frame];
    }

    byte labelKind(int depth) {
        return frameKinds[frameCount - 1 - depth];
    }

    // Indices.

    /** Reads an index into a space of so many things. */
    int readIndex(int count, String what) {
        int index = readU32();
        checkIndex(index, count, what);
        return index;
    }

    private void checkIndex(int index, int count, String what) {
        if (Integer.compareUnsigned(index, count) >= 0) {
            throw error(ModuleError.UNKNOWN, what, index);
        }
    }

    /** The type of a reference to what was just made of a type: exactly that type, where there are exact types. */
    int made(TypeDefinition type) {
        return ValTypes.nonNull(has(Feature.CUSTOM_DESCRIPTORS) ? HeapTypes.exact(type.heap()) : type.heap());
    }

    /**
     * The type of the descriptor by which a reference is cast to a type.
     *
     * @param heap the type to cast to, which must have a descriptor
     */
    int descriptor(int heap) {
        TypeDefinition type = HeapTypes.isDefined(heap) ? registry.ofHeap(heap) : null;
        if (type == null || !type.hasDescriptor()) {
            throw error(ModuleError.NO_DESCRIPTOR, type == null ? HeapTypes.name(heap) : module.typeIndex(heap));
        }
        int descriptor = type.descriptor().heap();
        return ValTypes.nullable(HeapTypes.isExact(heap) ? HeapTypes.exact(descriptor) : descriptor);
    }

    /** Reads the index of a type of a kind. */
    TypeDefinition readType(TypeKind kind) {
        instruction.index = readIndex(module.typeCount(), "type");
        return type(instruction.index, kind);
    }

    /** The type of an index that exists, which must be of a kind. */
    TypeDefinition type(int index, TypeKind kind) {
        TypeDefinition type = module.type(index);
        if (type.kind() != kind) {
            throw switch (kind) {
                case FUNC -> error(ModuleError.TYPE_KIND, index, "a function type");
                case STRUCT -> error(ModuleError.TYPE_KIND, index, "a struct type");
                case ARRAY -> error(ModuleError.TYPE_KIND, index, "an array type");
                case CONT -> error(ModuleError.NO_CONTINUATION_TYPE, index);
            };
        }
        return type;
    }

    int readFunction() {
        return readIndex(module.functionCount(), "function");
    }

    int readTable() {
        return readIndex(module.tableCount(), "table");
    }

    void checkMemory(int index) {
        checkIndex(index, module.memoryCount(), "memory");
    }

    int readTag() {
        return readIndex(module.tagCount(), "tag");
    }

    void checkElement(int index) {
        checkIndex(index, module.elementCount(), "elem segment");
    }

    void checkData(int index) {
        if (!module.hasDataCount()) {
            throw error(ModuleError.NO_DATA_COUNT);
        }
        checkIndex(index, module.dataCount(), "data segment");
    }

    /** The type of a memory's addresses. */
    int memoryAddress(int memory) {
        return module.memory(memory).address64() ? ValTypes.I64 : ValTypes.I32;
    }

    /** The type of a table's indices. */
    int tableAddress(int table) {
        return module.table(table).address64() ? ValTypes.I64 : ValTypes.I32;
    }
}
