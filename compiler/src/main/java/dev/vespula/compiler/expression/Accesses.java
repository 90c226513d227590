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
 * Loads and stores of linear memory. Memory 0 is read and written in its array, unless it is shared; other memories, and shared
 * ones, go through methods of the memory. All of them check the address when the value is there.
 */
public final class Accesses {
    /** Bytes of a vector, which is accessed in two halves behind one check. */
    private static final int VECTOR = 16;

    private static final Methods GENERAL = new Methods(
            List.of(Engine.LinearMemory.LOAD8, Engine.LinearMemory.LOAD16, Engine.LinearMemory.LOAD32,
                    Engine.LinearMemory.LOAD64),
            List.of(Engine.LinearMemory.STORE8, Engine.LinearMemory.STORE16, Engine.LinearMemory.STORE32,
                    Engine.LinearMemory.STORE64));
    private static final Methods EXACT = new Methods(List.of(Engine.FlatMemory.LOAD8, Engine.FlatMemory.LOAD16,
            Engine.FlatMemory.LOAD32, Engine.FlatMemory.LOAD64), List.of(Engine.FlatMemory.STORE8, Engine.FlatMemory.STORE16,
                    Engine.FlatMemory.STORE32, Engine.FlatMemory.STORE64));
    private static final Methods EXACT_OFFSET = new Methods(List.of(Engine.FlatMemory.LOAD8_OFFSET,
            Engine.FlatMemory.LOAD16_OFFSET, Engine.FlatMemory.LOAD32_OFFSET, Engine.FlatMemory.LOAD64_OFFSET), List.of(
                    Engine.FlatMemory.STORE8_OFFSET, Engine.FlatMemory.STORE16_OFFSET, Engine.FlatMemory.STORE32_OFFSET,
                    Engine.FlatMemory.STORE64_OFFSET));
    private static final Methods WITHIN = new Methods(List.of(Engine.FlatMemory.LOAD8_WITHIN, Engine.FlatMemory.LOAD16_WITHIN,
            Engine.FlatMemory.LOAD32_WITHIN, Engine.FlatMemory.LOAD64_WITHIN), List.of(Engine.FlatMemory.STORE8_WITHIN,
                    Engine.FlatMemory.STORE16_WITHIN, Engine.FlatMemory.STORE32_WITHIN, Engine.FlatMemory.STORE64_WITHIN));
    private static final Methods WITHIN_OFFSET = new Methods(List.of(Engine.FlatMemory.LOAD8_OFFSET_WITHIN,
            Engine.FlatMemory.LOAD16_OFFSET_WITHIN, Engine.FlatMemory.LOAD32_OFFSET_WITHIN,
            Engine.FlatMemory.LOAD64_OFFSET_WITHIN), List.of(Engine.FlatMemory.STORE8_OFFSET_WITHIN,
                    Engine.FlatMemory.STORE16_OFFSET_WITHIN, Engine.FlatMemory.STORE32_OFFSET_WITHIN,
                    Engine.FlatMemory.STORE64_OFFSET_WITHIN));
    private static final Methods WIDE = new Methods(List.of(Engine.FlatMemory.LOAD8_WIDE, Engine.FlatMemory.LOAD16_WIDE,
            Engine.FlatMemory.LOAD32_WIDE, Engine.FlatMemory.LOAD64_WIDE), List.of(Engine.FlatMemory.STORE8_WIDE,
                    Engine.FlatMemory.STORE16_WIDE, Engine.FlatMemory.STORE32_WIDE, Engine.FlatMemory.STORE64_WIDE));

    private static final List<JavaField> VIEWS = List.of(Engine.Bytes.VIEW_16, Engine.Bytes.VIEW_32, Engine.Bytes.VIEW_64);

    private final MethodBody body;
    private final Code code;
    private final ExpressionCode expressions;

    /** What reads and writes in one way, by the logarithm of the width. */
    private record Methods(List<JavaMethod> loads, List<JavaMethod> stores) {}

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
        if (isDirect(pc)) {
            beginDirect(width);
            int next = address(pc);
            endDirect(pc, width);
            readDirect(width);
            return next;
        }
        beginPlace(pc);
        int next = address(pc);
        endPlace(pc);
        access(pc, methods(pc).loads, width);
        return next;
    }

    /** As {@link #raw}, at an address in a Java variable. */
    public void rawAt(int pc, int width, int address) {
        if (isDirect(pc)) {
            beginDirect(width);
            code.load(Kind.INT, address);
            endDirect(pc, width);
            readDirect(width);
            return;
        }
        beginPlace(pc);
        code.load(addressKind(pc), address);
        endPlace(pc);
        access(pc, methods(pc).loads, width);
    }

    private Methods methods(int pc) {
        if (!isFlat(pc)) {
            return GENERAL;
        } else if (addressKind(pc) != Kind.INT) {
            return WIDE;
        }
        boolean hasOffset = IrReader.memoryOffset(body.words, pc) != 0;
        return body.exact ? hasOffset ? EXACT_OFFSET : EXACT : hasOffset ? WITHIN_OFFSET : WITHIN;
    }

    /** The kind of what {@link #address} pushes: an address of 32 bits, or all of the effective address. */
    public Kind addressKind(int pc) {
        long offset = IrReader.memoryOffset(body.words, pc);
        boolean isNear = IrReader.operandType(body.words, pc, 0) != Ir.TYPE_I64 && offset >= 0 && offset <= Integer.MAX_VALUE;
        return isFlat(pc) && isNear ? Kind.INT : Kind.LONG;
    }

    /** Pushes the address of an access, for {@link #rawAt}. Returns the index behind it. */
    public int address(int pc) {
        return addressKind(pc) == Kind.INT ? expressions.value(IrReader.operands(body.words, pc)) : effectiveAddress(pc);
    }

    /** Pushes what an access needs before its address. */
    private void beginPlace(int pc) {
        if (isFlat(pc)) {
            pushBytes();
            if (!body.exact || addressKind(pc) != Kind.INT) {
                body.pushSize();
            }
        } else {
            body.loadMemory(memory(pc));
        }
    }

    /** Pushes what an access needs behind its address. */
    private void endPlace(int pc) {
        int offset = (int) IrReader.memoryOffset(body.words, pc);
        if (addressKind(pc) == Kind.INT && offset != 0) {
            code.push(offset);
        }
    }

    private void access(int pc, List<JavaMethod> byWidth, int width) {
        if (isFlat(pc)) {
            body.atAccess(pc);
        } else {
            body.at(pc);
        }
        code.invoke(byWidth.get(Integer.numberOfTrailingZeros(width)));
    }

    // ---- views in the code itself

    /**
     * Whether an access is by a view that stands in the code itself. That is larger, and the JVM's first compiler makes a lot of it,
     * so only what is hot is worth it: the sieve of primes 36 -> 27 ms, argon2 24 -> 18.
     */
    private boolean isDirect(int pc) {
        return isFlat(pc) && addressKind(pc) == Kind.INT && body.isHot(pc);
    }

    /** Pushes what an access of the array needs before the index. */
    private void beginDirect(int width) {
        if (width > 1) {
            code.get(VIEWS.get(Integer.numberOfTrailingZeros(width) - 1));
        }
        pushBytes();
    }

    /** Turns the address on the stack into an index in the array, which is checked at the latest by the access. */
    private void endDirect(int pc, int width) {
        check(pc, width);
        if (body.exact && width == 1) {
            // A view throws an exception with a stack trace; what is thrown for an array may lack it.
            pushEnd(width);
            code.invoke(Jdk.CHECK_INT_INDEX);
        }
    }

    private void readDirect(int width) {
        if (width == 1) {
            code.instruction(Opcodes.BALOAD);
        } else {
            code.invoke(Jdk.handleGet("([BI)" + JavaField.integer(width)));
        }
    }

    private void writeDirect(int width) {
        if (width == 1) {
            code.instruction(Opcodes.BASTORE);
        } else {
            code.invoke(Jdk.handleSet("([BI" + JavaField.integer(width) + ")V"));
        }
    }

    /** A value that may trap is computed before the address is checked. */
    private void storeDirect(int pc, int width, Runnable convert) {
        int value = IrReader.next(body.words, IrReader.operands(body.words, pc));
        if (!expressions.mayTrap(value)) {
            beginDirect(width);
            address(pc);
            endDirect(pc, width);
            expressions.value(value);
            convert.run();
            writeDirect(width);
            return;
        }
        int mark = code.mark();
        address(pc);
        int place = code.keep(Kind.INT);
        expressions.value(value);
        convert.run();
        Kind kind = width == Long.BYTES ? Kind.LONG : Kind.INT;
        int kept = code.keep(kind);
        beginDirect(width);
        code.load(Kind.INT, place);
        endDirect(pc, width);
        code.load(kind, kept);
        writeDirect(width);
        code.release(mark);
    }

    // ----

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

    /** Turns an address on the stack into an index in the array that is checked. */
    private void check(int pc, int width) {
        int offset = (int) IrReader.memoryOffset(body.words, pc);
        body.atAccess(pc);
        if (addressKind(pc) == Kind.INT) {
            if (offset != 0) {
                code.push(Integer.MAX_VALUE);
                code.invoke(Jdk.CHECK_INT_INDEX);
                code.push(offset);
                code.instruction(Opcodes.IADD);
            }
            if (!body.exact) {
                pushEnd(width);
                code.invoke(Jdk.CHECK_INT_INDEX);
            }
            return;
        }
        pushEnd(width);
        code.instruction(Opcodes.I2L);
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
        store(pc, () -> convertStored(op, Ir.width(op)));
    }

    /** Stores a raw value, which {@code convert} makes of the one on the stack: of a number, or a lane of a vector. */
    public void store(int pc, Runnable convert) {
        if (isDirect(pc)) {
            storeDirect(pc, Ir.width(Ir.op(body.words[pc])), convert);
            return;
        }
        beginPlace(pc);
        int value = address(pc);
        endPlace(pc);
        expressions.value(value);
        convert.run();
        access(pc, methods(pc).stores, Ir.width(Ir.op(body.words[pc])));
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
        if (isFlat(pc)) {
            check(pc, VECTOR);
        } else {
            body.at(pc);
        }
        int place = code.keep(isFlat(pc) ? Kind.INT : Kind.LONG);
        requireHalves(pc, place);
        for (int half = 0; half < VECTOR; half += Long.BYTES) {
            halfPlace(pc, place, half);
            readHalf(pc);
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

    /** Pushes what the access of a half needs. The views are not behind methods: C2 is to see that halves are neighbours. */
    private void halfPlace(int pc, int place, int half) {
        if (isFlat(pc)) {
            code.get(Engine.Bytes.VIEW_64);
            pushBytes();
            pushIndex(place, half);
            return;
        }
        body.loadMemory(memory(pc));
        code.load(Kind.LONG, place);
        if (half > 0) {
            code.push((long) half);
            code.instruction(Opcodes.LADD);
        }
    }

    private void readHalf(int pc) {
        code.invoke(isFlat(pc) ? Jdk.handleGet("([BI)J") : Engine.LinearMemory.LOAD64);
    }

    private void writeHalf(int pc) {
        code.invoke(isFlat(pc) ? Jdk.handleSet("([BIJ)V") : Engine.LinearMemory.STORE64);
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
                readHalf(pc);
                code.drop(Kind.LONG);
            }
            for (int half = 0; half < VECTOR; half += Long.BYTES) {
                halfPlace(pc, place, half);
                code.load(Kind.LONG, half == 0 ? low : high);
                writeHalf(pc);
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
}
