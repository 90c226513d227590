package dev.vespula.internal.validate;

import dev.vespula.internal.binary.Opcode;

/**
 * Is told the live instructions of a function body, in order, each after it was found valid.
 *
 * <p>Dead code is not told, nor is what is nested in it; but {@code else}, {@code catch} and {@code end} of a frame
 * that was told always are, and code after them is live again. {@link #instruction} comes before the call for each
 * instruction. The last {@code end} of a body is told as {@link #finish}.
 *
 * <p>Value types are ints of ValTypes, {@code type} parameters named {@code typeIndex} are indices of the module's type
 * section, labels count from the innermost frame (the body itself is the outermost). Arrays handed over must not be
 * written to.
 */
public interface CodeSink {
    /**
     * A body starts.
     *
     * @param locals types of all locals, parameters first; valid until the body is finished
     */
    void begin(int function, int[] params, int[] results, LocalTypes locals);

    /** The body's own {@code end}. */
    void finish();

    /** The next call is about this instruction, whose first byte is at this offset of the module. */
    void instruction(Opcode opcode, int offset);

    // Control.

    void block(int[] params, int[] results);

    void loop(int[] params, int[] results);

    void if_(int[] params, int[] results);

    void else_();

    void end();

    void tryTable(int[] params, int[] results, CatchClause[] clauses);

    /** {@code try} of the legacy exceptions. */
    void try_(int[] params, int[] results);

    void catch_(int tag);

    void catchAll();

    /** Ends a {@code try}; the label counts from outside of it. */
    void delegate(int depth);

    void rethrow(int depth);

    void throw_(int tag);

    void throwRef();

    void unreachable();

    void br(int depth);

    void brIf(int depth);

    /** The default label is the last. */
    void brTable(int[] depths);

    void return_();

    void brOnNull(int depth);

    void brOnNonNull(int depth);

    /** Branches if the operand, of type {@code from}, is of type {@code to}. */
    void brOnCast(int depth, int from, int to);

    /** Branches unless the operand, of type {@code from}, is of type {@code to}. */
    void brOnCastFail(int depth, int from, int to);

    // Calls.

    void call(int function);

    void callIndirect(int typeIndex, int table);

    void callRef(int typeIndex);

    void returnCall(int function);

    void returnCallIndirect(int typeIndex, int table);

    void returnCallRef(int typeIndex);

    // Operands and variables.

    void drop(int type);

    void select(int type);

    void localGet(int local);

    void localSet(int local);

    void localTee(int local);

    void globalGet(int global);

    void globalSet(int global);

    // Tables.

    void tableGet(int table);

    void tableSet(int table);

    void tableSize(int table);

    void tableGrow(int table);

    void tableFill(int table);

    void tableCopy(int destination, int source);

    void tableInit(int table, int element);

    void elemDrop(int element);

    // Memory. Offsets are unsigned.

    void load(Opcode opcode, int memory, long offset);

    void store(Opcode opcode, int memory, long offset);

    void loadLane(Opcode opcode, int memory, long offset, int lane);

    void storeLane(Opcode opcode, int memory, long offset, int lane);

    /** Every instruction with prefix 0xFE that has an address. */
    void atomic(Opcode opcode, int memory, long offset);

    void atomicFence();

    void memorySize(int memory);

    void memoryGrow(int memory);

    void memoryFill(int memory);

    void memoryCopy(int destination, int source);

    void memoryInit(int memory, int data);

    void dataDrop(int data);

    // Numbers and vectors.

    void i32Const(int value);

    void i64Const(long value);

    void f32Const(int bits);

    void f64Const(long bits);

    void v128Const(long low, long high);

    /** An operator without immediates whose types the table says, SIMD and wide arithmetic included; {@code nop}. */
    void numeric(Opcode opcode);

    /** {@code extract_lane} and {@code replace_lane}. */
    void lane(Opcode opcode, int lane);

    /** Sixteen lane numbers, one byte each, the first in the lowest byte of {@code low}. */
    void shuffle(long low, long high);

    // References and garbage-collected objects.

    /** Null of a heap type. */
    void refNull(int heap);

    void refFunc(int function);

    void refIsNull();

    void refAsNonNull();

    void refEq();

    /** {@code struct.*}; the field is 0 for {@code struct.new} and {@code struct.new_default}. */
    void struct(Opcode opcode, int typeIndex, int field);

    /**
     * {@code array.*}; the third argument is the length of {@code array.new_fixed}, the segment of
     * {@code array.new_data/new_elem/init_data/init_elem}, the source type index of {@code array.copy}, else 0.
     * {@code array.len} has type index -1.
     */
    void array(Opcode opcode, int typeIndex, int argument);

    /** {@code ref.i31}, {@code i31.get_s}, {@code i31.get_u}. */
    void i31(Opcode opcode);

    /** {@code ref.test}, {@code ref.cast} and their null forms: the target reference type. */
    void cast(Opcode opcode, int type);

    /** {@code any.convert_extern}, {@code extern.convert_any}. */
    void convert(Opcode opcode);
}
