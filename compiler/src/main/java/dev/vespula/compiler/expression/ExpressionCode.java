package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.NumericCode;
import dev.vespula.compiler.code.Slots;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Operands: pushes their values, of vectors both halves. Nothing here branches, so that what lies on the stack never meets
 * another path.
 */
public final class ExpressionCode {
    private final MethodBody body;
    private final Code code;
    private final int[] words;
    private final Accesses accesses;
    private final Vectors vectors;
    private final OperationCode operations;
    private final ComparisonValues comparisons;

    public ExpressionCode(MethodBody body) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.accesses = new Accesses(body, this);
        this.vectors = new Vectors(body, this, accesses);
        this.operations = new OperationCode(body, this);
        this.comparisons = new ComparisonValues(body, this);
    }

    public Accesses accesses() {
        return accesses;
    }

    public Vectors vectors() {
        return vectors;
    }

    public OperationCode operations() {
        return operations;
    }

    /** Whether an expression or one of its operands can trap. */
    boolean mayTrap(int pc) {
        int end = IrReader.next(words, pc);
        for (int k = pc; k < end; k += 1 + IrReader.words(words[k])) {
            if (Ir.has(Ir.op(words[k]), Ir.FLAG_TRAP)) {
                return true;
            }
        }
        return false;
    }

    /** Pushes an index or address as an unsigned long. Returns the index behind the expression. */
    int index(int pc, int type) {
        int next = value(pc);
        if (type == Ir.TYPE_I32) {
            NumericCode.unsigned(code);
        }
        return next;
    }

    /** Pushes the value of an expression. Returns the index behind it. */
    public int value(int pc) {
        int word = words[pc];
        int op = Ir.op(word);
        int field = Ir.field(word);
        switch (op) {
            case Ir.SLOT_I32, Ir.SLOT_I64, Ir.SLOT_F32, Ir.SLOT_F64, Ir.SLOT_REF ->
                body.load(field, Kind.ofIr(Ir.result(op)));
            case Ir.CONST_I32 -> code.push(words[pc + 1]);
            case Ir.CONST_I64 -> code.push(IrReader.word64(words, pc + 1));
            case Ir.CONST_F32 -> code.pushFloat(words[pc + 1]);
            case Ir.CONST_F64 -> code.pushDouble(IrReader.word64(words, pc + 1));
            case Ir.REF_NULL -> code.pushZero(Kind.REF);
            case Ir.GLOBAL_GET_I32, Ir.GLOBAL_GET_I64, Ir.GLOBAL_GET_F32, Ir.GLOBAL_GET_F64, Ir.GLOBAL_GET_REF ->
                global(field, Ir.result(op));
            default -> {
                return operator(pc, op);
            }
        }
        return pc + 1 + IrReader.words(word);
    }

    private void global(int global, int type) {
        body.loadGlobal(global);
        if (type == Ir.TYPE_REF) {
            code.get(Engine.GlobalCell.REF);
            return;
        }
        code.get(Engine.GlobalCell.BITS);
        Slots.fromCell(code, Kind.ofIr(type));
    }

    private int operator(int pc, int op) {
        switch (op) {
            case Ir.SELECT_I32, Ir.SELECT_I64 -> {
                return comparisons.select(pc + 1, Kind.ofIr(Ir.result(op)));
            }
            case Ir.SELECT_F32, Ir.SELECT_F64 -> {
                int next = value(value(value(pc + 1)));
                code.invoke(op == Ir.SELECT_F32 ? Engine.Selection.SELECT_FFI : Engine.Selection.SELECT_DDI);
                return next;
            }
            default -> {
                if (Ir.has(op, Ir.FLAG_OPERATION)) {
                    return operations.value(pc);
                }
                if (Ir.has(op, Ir.FLAG_VECTOR) || Ir.result(op) == Ir.TYPE_V128) {
                    return vectors.value(pc);
                }
                return Ir.width(op) > 0 ? accesses.load(pc) : numeric(pc, op);
            }
        }
    }

    private int numeric(int pc, int op) {
        if (Ir.has(op, Ir.FLAG_COMPARE)) {
            return comparisons.value(pc, op);
        }
        int next = pc + 1;
        for (int k = 0; k < Ir.operands(op); k++) {
            next = value(next);
        }
        if (Ir.has(op, Ir.FLAG_TRAP)) {
            body.at(pc);
        }
        NumericCode.operator(code, op);
        return next;
    }

    /** Pops the value of an expression. */
    public void drop(int type) {
        switch (type) {
            case Ir.TYPE_V128 -> {
                code.instruction(Opcodes.POP2);
                code.instruction(Opcodes.POP2);
            }
            case Ir.TYPE_I64, Ir.TYPE_F64 -> code.instruction(Opcodes.POP2);
            default -> code.instruction(Opcodes.POP);
        }
    }

    // ---- conditions

    /** Whether a condition is a comparison that leaves one of three values on the operand stack before it branches. */
    public boolean comparesThreeWay(int pc) {
        int op = Ir.op(words[pc]);
        return Ir.has(op, Ir.FLAG_COMPARE)
                && (Ir.operand(op, 0) != Ir.TYPE_I32 || NumericCode.unsignedComparison(op) >= 0);
    }

    /**
     * Branches on an i32.
     *
     * @param expected whether to branch if it is not zero
     */
    public void branch(int pc, boolean expected, Label target) {
        int op = Ir.op(words[pc]);
        int unsigned = NumericCode.unsignedComparison(op);
        if (unsigned >= 0) {
            // As longs without sign: C2 of JDK 17 can fold x + MIN_VALUE to a wrong result (JDK-8376400).
            int second = index(pc + 1, Ir.TYPE_I32);
            index(second, Ir.TYPE_I32);
            code.instruction(Opcodes.LCMP);
            code.jump(expected ? unsigned : NumericCode.inverse(unsigned), target);
        } else if (op == Ir.REF_IS_NULL) {
            value(pc + 1);
            code.jump(expected ? Opcodes.IFNULL : Opcodes.IFNONNULL, target);
        } else if (Ir.has(op, Ir.FLAG_COMPARE) && Ir.width(op) == 0 && isComparisonWithZero(pc)) {
            value(pc + 1);
            int sign = op == Ir.I32_EQ || op == Ir.I32_EQZ ? Opcodes.IFEQ : Opcodes.IFNE;
            code.jump(expected ? sign : NumericCode.inverse(sign), target);
        } else if (Ir.has(op, Ir.FLAG_COMPARE) && !Ir.has(op, Ir.FLAG_VECTOR)) {
            int next = pc + 1;
            for (int k = 0; k < Ir.operands(op); k++) {
                next = value(next);
            }
            if (!NumericCode.branch(code, op, expected, target)) {
                NumericCode.operator(code, op);
                code.jump(expected ? Opcodes.IFNE : Opcodes.IFEQ, target);
            }
        } else {
            value(pc);
            code.jump(expected ? Opcodes.IFNE : Opcodes.IFEQ, target);
        }
    }

    /** Whether a comparison for equality has zero as its second operand. */
    private boolean isComparisonWithZero(int pc) {
        int op = Ir.op(words[pc]);
        if (op != Ir.I32_EQ && op != Ir.I32_NE) {
            return false;
        }
        int second = IrReader.next(words, pc + 1);
        return Ir.op(words[second]) == Ir.CONST_I32 && words[second + 1] == 0;
    }
}
