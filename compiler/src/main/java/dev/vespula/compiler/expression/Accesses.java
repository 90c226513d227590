package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.NumericCode;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import java.util.List;
import java.util.function.IntConsumer;
import org.objectweb.asm.Opcodes;

/**
 * Loads and stores of linear memory.
 *
 * <p>Memory 0 is read and written in its array, by handles that stand in the generated method itself: C2 gives up inlining
 * helpers after 40 to 100 accesses. If the array has exactly the size of the memory, the JVM's check of its bounds is all
 * that is needed; else the size is checked as well. Other memories, and shared ones, go through methods of the memory.
 */
public final class Accesses {
    /** Bytes of a vector, which is accessed in two halves behind one check. */
    private static final int VECTOR = 16;

    /** Methods of memories and views of arrays by the logarithm of the width. */
    private static final List<JavaMethod> LOADS = List.of(Engine.LinearMemory.LOAD8, Engine.LinearMemory.LOAD16,
            Engine.LinearMemory.LOAD32, Engine.LinearMemory.LOAD64);
    private static final List<JavaMethod> STORES = List.of(Engine.LinearMemory.STORE8, Engine.LinearMemory.STORE16,
            Engine.LinearMemory.STORE32, Engine.LinearMemory.STORE64);
    private static final List<JavaField> VIEWS = List.of(Engine.Bytes.VIEW_16, Engine.Bytes.VIEW_32, Engine.Bytes.VIEW_64);

    private final MethodBody body;
    private final Code code;
    private final ExpressionCode expressions;

    public Accesses(MethodBody body, ExpressionCode expressions) {
        this.body = body;
        this.code = body.code;
        this.expressions = expressions;
    }

    private int memory(int pc) {
        return Ir.field(body.words[pc]) & IrReader.INDEX;
    }

    /** Whether an access goes to the array of memory 0. */
    public boolean isFlat(int pc) {
        return body.isFlat(memory(pc));
    }

    /** Pushes the value of a load of a number. Returns the index behind it. */
    public int load(int pc) {
        int op = Ir.op(body.words[pc]);
        int next = raw(pc, Ir.width(op));
        convertLoaded(op, Ir.width(op));
        return next;
    }

    /** Pushes the raw bytes of a load: an int up to four bytes, of less with sign, else a long. */
    public int raw(int pc, int width) {
        beginPlace(pc, width);
        int next = address(pc);
        endPlace(pc, width);
        read(pc, width);
        return next;
    }

    /** As {@link #raw}, at an address in a Java variable. */
    public void rawAt(int pc, int width, int address) {
        placeAt(pc, width, address);
        read(pc, width);
    }

    /** The kind of what {@link #address} pushes. */
    public Kind addressKind(int pc) {
        boolean isWide = IrReader.operandType(body.words, pc, 0) == Ir.TYPE_I64;
        return isFlat(pc) && !isWide ? Kind.INT : Kind.LONG;
    }

    /** Pushes the address of an access, for {@link #rawAt}. Returns the index behind it. */
    public int address(int pc) {
        return isFlat(pc) ? expressions.value(IrReader.operands(body.words, pc)) : effectiveAddress(pc);
    }

    /** Pushes what an access needs before its address. */
    private void beginPlace(int pc, int width) {
        if (isFlat(pc)) {
            beginFlat(width);
        } else {
            body.loadMemory(memory(pc));
        }
    }

    /** Turns the address on the stack into the index in the array; a memory checks it itself. */
    private void endPlace(int pc, int width) {
        if (isFlat(pc)) {
            check(pc, width);
        } else {
            body.at(pc);
        }
    }

    private void placeAt(int pc, int width, int address) {
        beginPlace(pc, width);
        code.load(addressKind(pc), address);
        endPlace(pc, width);
    }

    private void read(int pc, int width) {
        if (isFlat(pc)) {
            readFlat(width);
        } else {
            code.invoke(LOADS.get(logarithm(width)));
        }
    }

    private void write(int pc, int width) {
        if (isFlat(pc)) {
            writeFlat(width);
        } else {
            code.invoke(STORES.get(logarithm(width)));
        }
    }

    private static int logarithm(int width) {
        return Integer.numberOfTrailingZeros(width);
    }

    /** Pushes what an access of the array needs before the index. */
    private void beginFlat(int width) {
        if (width > 1) {
            code.get(VIEWS.get(logarithm(width) - 1));
        }
        code.load(Kind.REF, body.bytes);
    }

    private void readFlat(int width) {
        if (width == 1) {
            code.instruction(Opcodes.BALOAD);
        } else {
            code.invoke(Jdk.handleGet("([BI)" + JavaField.integer(width)));
        }
    }

    private void writeFlat(int width) {
        if (width == 1) {
            code.instruction(Opcodes.BASTORE);
        } else {
            code.invoke(Jdk.handleSet("([BI" + JavaField.integer(width) + ")V"));
        }
    }

    private void convertLoaded(int op, int width) {
        switch (op) {
            case Ir.F32_LOAD -> code.invoke(Jdk.INT_BITS_TO_FLOAT);
            case Ir.F64_LOAD -> code.invoke(Jdk.LONG_BITS_TO_DOUBLE);
            case Ir.I32_LOAD8_U, Ir.I32_LOAD16_U, Ir.I64_LOAD8_U, Ir.I64_LOAD16_U -> {
                code.push(width == 1 ? 0xFF : 0xFFFF);
                code.instruction(Opcodes.IAND);
                widen(op);
            }
            case Ir.I64_LOAD32_U -> NumericCode.unsigned(code);
            default -> widen(op);
        }
    }

    /** Turns an int that was loaded into a long, if the load gives one. */
    private void widen(int op) {
        if (Ir.result(op) == Ir.TYPE_I64 && Ir.width(op) < Long.BYTES) {
            code.instruction(Opcodes.I2L);
        }
    }

    /**
     * Pushes the index of an access in the array of memory 0, checked against the size.
     *
     * @return the index behind the address
     */
    public int checkedIndex(int pc, int width) {
        int next = address(pc);
        check(pc, width);
        return next;
    }

    /** Turns an address on the stack into an index that is checked, at the latest when the array is accessed. */
    private void check(int pc, int width) {
        long offset = IrReader.memoryOffset(body.words, pc);
        Kind address = addressKind(pc);
        if (address == Kind.INT && offset >= 0 && offset <= Integer.MAX_VALUE) {
            if (offset != 0) {
                // A negative address must trap although the sum may not be negative. Checking it leaves the sum as it is,
                // which the JIT compiler sees through in loops: quicksort 61 -> 50 ms against (a + n) | (a & 0x80000000).
                body.atAccess(pc);
                code.push(Integer.MAX_VALUE);
                code.invoke(Jdk.CHECK_INT_INDEX);
                code.push((int) offset);
                code.instruction(Opcodes.IADD);
            }
            body.atAccess(pc);
            // A handle checks its index itself, and with a stack trace; what is thrown for an array access may lack it.
            if (!body.exact || width == 1) {
                pushEnd(width);
                code.invoke(Jdk.CHECK_INT_INDEX);
            }
            return;
        }
        wideSum(offset, address);
        pushEnd(width);
        code.instruction(Opcodes.I2L);
        body.atAccess(pc);
        code.invoke(Jdk.CHECK_LONG_INDEX);
        code.instruction(Opcodes.L2I);
    }

    /** Pushes the first index that is too large for an access. */
    private void pushEnd(int width) {
        body.pushSize();
        if (width > 1) {
            code.push(width - 1);
            code.instruction(Opcodes.ISUB);
        }
    }

    /** Turns an address on the stack into an effective address that is negative if it is beyond 2^63. */
    private void wideSum(long offset, Kind address) {
        if (address == Kind.INT) {
            NumericCode.unsigned(code);
            code.push(offset);
            code.instruction(Opcodes.LADD);
        } else if (offset < 0) {
            // Beyond 2^63: no address is inside.
            code.push(offset);
            code.instruction(Opcodes.LOR);
        } else if (offset > 0) {
            code.instruction(Opcodes.DUP2);
            code.push(offset);
            code.instruction(Opcodes.LADD);
            code.instruction(Opcodes.DUP2_X2);
            code.instruction(Opcodes.POP2);
            code.push(Long.MIN_VALUE);
            code.instruction(Opcodes.LAND);
            code.instruction(Opcodes.LOR);
        }
    }

    /** Pushes the effective address of an access as a long. Returns the index behind the address operand. */
    public int effectiveAddress(int pc) {
        long offset = IrReader.memoryOffset(body.words, pc);
        int type = IrReader.operandType(body.words, pc, 0);
        int next = expressions.index(IrReader.operands(body.words, pc), type);
        if (offset != 0) {
            code.push(offset);
            if (type == Ir.TYPE_I64 || offset < 0) {
                code.invoke(Engine.LinearMemory.EFFECTIVE_ADDRESS);
            } else {
                code.instruction(Opcodes.LADD);
            }
        }
        return next;
    }

    /** Stores a number. */
    public void store(int pc) {
        int op = Ir.op(body.words[pc]);
        int width = Ir.width(op);
        Runnable convert = () -> convertStored(op, width);
        int value = IrReader.next(body.words, IrReader.operands(body.words, pc));
        if (expressions.mayTrap(value)) {
            store(pc, width, convert);
            return;
        }
        beginPlace(pc, width);
        address(pc);
        endPlace(pc, width);
        expressions.value(value);
        convert.run();
        write(pc, width);
    }

    private void convertStored(int op, int width) {
        switch (op) {
            case Ir.F32_STORE -> code.invoke(Jdk.FLOAT_TO_INT_BITS);
            case Ir.F64_STORE -> code.invoke(Jdk.DOUBLE_TO_LONG_BITS);
            default -> {
                if (Ir.operand(op, 1) == Ir.TYPE_I64 && width < Long.BYTES) {
                    code.instruction(Opcodes.L2I);
                }
            }
        }
        if (width == 1) {
            code.instruction(Opcodes.I2B);
        } else if (width == 2) {
            code.instruction(Opcodes.I2S);
        }
    }

    // ---- vectors

    /** Pushes both halves of 16 bytes. Returns the index behind the address. */
    public int load128(int pc) {
        int mark = code.mark();
        int next = address(pc);
        endPlace(pc, VECTOR);
        int place = code.keep(isFlat(pc) ? Kind.INT : Kind.LONG);
        requireHalves(pc, place);
        for (int half = 0; half < VECTOR; half += Long.BYTES) {
            halfPlace(pc, place, half);
            read(pc, Long.BYTES);
        }
        code.release(mark);
        return next;
    }

    /** Checks an address in a variable for an access of 16 bytes in halves, if it was not checked when it became an index. */
    private void requireHalves(int pc, int address) {
        if (!isFlat(pc)) {
            body.loadMemory(memory(pc));
            code.load(Kind.LONG, address);
            code.push((long) VECTOR);
            code.invoke(Engine.LinearMemory.CHECK);
        }
    }

    /** Pushes what the access of a half needs. */
    private void halfPlace(int pc, int place, int half) {
        beginPlace(pc, Long.BYTES);
        if (isFlat(pc)) {
            pushIndex(place, half);
            return;
        }
        code.load(Kind.LONG, place);
        if (half > 0) {
            code.push((long) half);
            code.instruction(Opcodes.LADD);
        }
    }

    /** Pushes the array. */
    public void pushBytes() {
        code.load(Kind.REF, body.bytes);
    }

    /** Checks the index on the stack for an access of 16 bytes by something that may not check it. */
    public void requireVector() {
        if (body.exact) {
            pushEnd(VECTOR);
            code.invoke(Jdk.CHECK_INT_INDEX);
        }
    }

    /** Reads 16 bytes of the array as floats; each is taken when it has been pushed. Returns the index behind the address. */
    public int loadFloats(int pc, IntConsumer take) {
        int mark = code.mark();
        int next = checkedIndex(pc, VECTOR);
        int index = code.keep(Kind.INT);
        for (int k = 0; k < VECTOR / Float.BYTES; k++) {
            pushFloatPlace(index, k);
            code.invoke(Jdk.handleGet("([BI)F"));
            take.accept(k);
        }
        code.release(mark);
        return next;
    }

    /** Writes floats, each of which is pushed when it is needed, to 16 bytes of the array whose index is in a variable. */
    public void storeFloats(int index, IntConsumer push) {
        if (body.exact) {
            pushFloatPlace(index, VECTOR / Float.BYTES - 1);
            code.invoke(Jdk.handleGet("([BI)F"));
            code.drop(Kind.FLOAT);
        }
        for (int k = 0; k < VECTOR / Float.BYTES; k++) {
            pushFloatPlace(index, k);
            push.accept(k);
            code.invoke(Jdk.handleSet("([BIF)V"));
        }
    }

    private void pushFloatPlace(int index, int k) {
        code.get(Engine.Bytes.VIEW_FLOAT);
        code.load(Kind.REF, body.bytes);
        pushIndex(index, k * Float.BYTES);
    }

    private void pushIndex(int index, int offset) {
        code.load(Kind.INT, index);
        if (offset > 0) {
            code.push(offset);
            code.instruction(Opcodes.IADD);
        }
    }

    /**
     * Stores both halves of 16 bytes. If only the handle checks the index, the last bytes are read first: nothing may be
     * written if not all can be. C2 drops what was read but keeps the check, which then need not be made for the write. With
     * a check of its own for all bytes, which C2 does not see to imply the handle's, a copy takes 1.6 ns instead of 0.5 to 0.9.
     */
    public void store128(int pc) {
        int mark = code.mark();
        int low = code.variable(Kind.LONG);
        int high = code.variable(Kind.LONG);
        storeWhole(pc, value -> {
            expressions.value(value);
            code.store(Kind.LONG, high);
            code.store(Kind.LONG, low);
        }, place -> {
            if (isFlat(pc) && body.exact) {
                halfPlace(pc, place, Long.BYTES);
                read(pc, Long.BYTES);
                code.drop(Kind.LONG);
            }
            for (int half = 0; half < VECTOR; half += Long.BYTES) {
                halfPlace(pc, place, half);
                code.load(Kind.LONG, half == 0 ? low : high);
                write(pc, Long.BYTES);
            }
        });
        code.release(mark);
    }

    /**
     * Stores 16 bytes, which are computed before the address is checked.
     *
     * @param evaluate computes the expression at an index, into variables
     * @param write    writes them, given the variable with the index in the array of memory 0, or with the address
     */
    public void storeWhole(int pc, IntConsumer evaluate, IntConsumer write) {
        int mark = code.mark();
        Kind kind = addressKind(pc);
        int value = address(pc);
        int place = code.keep(kind);
        evaluate.accept(value);
        if (isFlat(pc)) {
            code.load(kind, place);
            check(pc, VECTOR);
            place = code.keep(Kind.INT);
        } else {
            body.at(pc);
            requireHalves(pc, place);
        }
        write.accept(place);
        code.release(mark);
    }

    /** Stores a raw value that is computed from a vector: one of its lanes. */
    public void storeLane(int pc, Runnable lane) {
        store(pc, Ir.width(Ir.op(body.words[pc])), lane);
    }

    /** Stores a raw value; whether the address is inside is checked after it was computed. */
    private void store(int pc, int width, Runnable convert) {
        int mark = code.mark();
        Kind kind = addressKind(pc);
        Kind raw = width == Long.BYTES ? Kind.LONG : Kind.INT;
        int value = address(pc);
        int address = code.keep(kind);
        expressions.value(value);
        convert.run();
        int converted = code.keep(raw);
        placeAt(pc, width, address);
        code.load(raw, converted);
        write(pc, width);
        code.release(mark);
    }
}
