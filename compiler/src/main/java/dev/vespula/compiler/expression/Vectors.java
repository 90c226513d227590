package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.OperatorMethods;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.numeric.ShufflePlan;
import org.objectweb.asm.Opcodes;

/**
 * Operators over vectors. A vector is two longs, the low half below the high one on the stack. What the operators compute is
 * in the tables; here is only how their operands get there.
 */
public final class Vectors {
    private final MethodBody body;
    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;
    private final Accesses accesses;
    private final FloatLanes floats;
    private final ApiExpressions api;

    Vectors(MethodBody body, ExpressionCode expressions, Accesses accesses) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
        this.accesses = accesses;
        this.floats = new FloatLanes(body, expressions, accesses);
        this.api = new ApiExpressions(body, expressions, accesses);
    }

    /** Pushes the value of an expression that is a vector or has vectors as operands. Returns the index behind it. */
    int value(int pc) {
        int word = words[pc];
        int op = Ir.op(word);
        int field = Ir.field(word);
        if (Ir.result(op) == Ir.TYPE_V128 && api.suitsLongs(pc)) {
            return api.longs(pc);
        }
        switch (op) {
            case Ir.SLOT_V128 -> {
                body.load(field, Kind.LONG);
                body.load(field + 1, Kind.LONG);
                return pc + 1;
            }
            case Ir.CONST_V128 -> {
                code.push(IrReader.word64(words, pc + 1));
                code.push(IrReader.word64(words, pc + 3));
                return pc + 5;
            }
            case Ir.GLOBAL_GET_V128 -> {
                body.loadGlobal(field);
                code.get(Engine.GlobalCell.BITS);
                body.loadGlobal(field);
                code.get(Engine.GlobalCell.HIGH);
                return pc + 1;
            }
            case Ir.SELECT_V128 -> {
                return select(pc + 1);
            }
            case Ir.I8X16_SHUFFLE -> {
                return shuffle(pc);
            }
            case Ir.F32X4_EXTRACT_LANE -> {
                int operand = IrReader.operands(words, pc);
                return floats.suits(operand) ? floats.lane(operand, field) : operator(pc, op);
            }
            default -> {
                if (floats.suits(pc)) {
                    return floats.packed(pc);
                }
                return Ir.width(op) > 0 ? load(pc, op) : operator(pc, op);
            }
        }
    }

    private int select(int first) {
        int mark = code.mark();
        int next = expressions.value(expressions.value(first));
        int[] halves = code.keep(Kind.LONG, 4);
        next = expressions.value(next);
        int condition = code.keep(Kind.INT);
        for (int half = 0; half < 2; half++) {
            code.load(Kind.LONG, halves[half]);
            code.load(Kind.LONG, halves[half + 2]);
            code.load(Kind.INT, condition);
            code.invoke(Engine.BranchFree.SELECT);
        }
        code.release(mark);
        return next;
    }

    // ---- operators

    private int operator(int pc, int op) {
        int mark = code.mark();
        int count = Ir.operands(op);
        int[][] locals = new int[count][];
        int next = IrReader.operands(words, pc);
        for (int k = 0; k < count; k++) {
            next = expressions.value(next);
            int type = Ir.operand(op, k);
            locals[k] = code.keep(Kind.ofIr(type), type == Ir.TYPE_V128 ? 2 : 1);
        }
        if (Ir.has(op, Ir.FLAG_LANEWISE)) {
            lanewise(op, locals, 0);
            lanewise(op, locals, 1);
        } else if (Ir.result(op) == Ir.TYPE_V128) {
            whole(op, locals, pc, OperatorMethods.Half.LOW);
            whole(op, locals, pc, OperatorMethods.Half.HIGH);
        } else {
            whole(op, locals, pc, OperatorMethods.Half.BOTH);
        }
        code.release(mark);
        return next;
    }

    private void lanewise(int op, int[][] locals, int half) {
        for (int k = 0; k < locals.length; k++) {
            code.load(Kind.ofIr(Ir.operand(op, k)), locals[k][locals[k].length == 2 ? half : 0]);
        }
        switch (op) {
            case Ir.V128_AND -> code.instruction(Opcodes.LAND);
            case Ir.V128_OR -> code.instruction(Opcodes.LOR);
            case Ir.V128_XOR -> code.instruction(Opcodes.LXOR);
            case Ir.I64X2_ADD -> code.instruction(Opcodes.LADD);
            case Ir.I64X2_SUB -> code.instruction(Opcodes.LSUB);
            default -> code.invoke(OperatorMethods.of(op));
        }
    }

    private void whole(int op, int[][] locals, int pc, OperatorMethods.Half half) {
        for (int k = 0; k < locals.length; k++) {
            Kind kind = Kind.ofIr(Ir.operand(op, k));
            for (int local : locals[k]) {
                code.load(kind, local);
            }
        }
        if (Ir.fieldMeaning(op) == Ir.MEANING_LANE) {
            code.push(Ir.field(words[pc]));
        }
        code.invoke(OperatorMethods.of(op, half));
    }

    private int shuffle(int pc) {
        int mark = code.mark();
        int next = expressions.value(expressions.value(IrReader.operands(words, pc)));
        int[] halves = code.keep(Kind.LONG, 4);
        for (int word = pc + 1; word <= pc + 3; word += 2) {
            ShufflePlan plan = ShufflePlan.of(IrReader.word64(words, word));
            for (int step = 0; step < plan.steps(); step++) {
                code.load(Kind.LONG, halves[plan.source(step)]);
                if (plan.shift(step) != 0) {
                    code.push(plan.shift(step));
                    code.invoke(Jdk.LONG_ROTATE_LEFT);
                }
                if (plan.mask(step) != -1L) {
                    code.push(plan.mask(step));
                    code.instruction(Opcodes.LAND);
                }
                if (step > 0) {
                    code.instruction(Opcodes.LOR);
                }
            }
        }
        code.release(mark);
        return next;
    }

    // ---- memory

    private int load(int pc, int op) {
        int width = Ir.width(op);
        if (width == 16) {
            return accesses.load128(pc);
        }
        int mark = code.mark();
        Kind kind = width == Long.BYTES ? Kind.LONG : Kind.INT;
        int[] halves = {};
        int next;
        if (Ir.operands(op) > 1) {
            // The vector is evaluated after the address, and before the access can trap.
            int vector = accesses.address(pc);
            int address = code.keep(accesses.addressKind(pc));
            next = expressions.value(vector);
            halves = code.keep(Kind.LONG, 2);
            accesses.rawAt(pc, width, address);
        } else {
            next = accesses.raw(pc, width);
        }
        int raw = code.keep(kind);
        for (OperatorMethods.Half result : new OperatorMethods.Half[] {OperatorMethods.Half.LOW, OperatorMethods.Half.HIGH}) {
            code.load(kind, raw);
            for (int half : halves) {
                code.load(Kind.LONG, half);
            }
            if (halves.length > 0) {
                code.push(lane(pc));
            }
            code.invoke(OperatorMethods.of(op, result));
        }
        code.release(mark);
        return next;
    }

    /** The lane of a load or store of a lane. */
    private int lane(int pc) {
        return words[pc + 1 + IrReader.words(words[pc], Ir.MEANING_MEMARG)];
    }

    /** Stores a vector or a lane of it. */
    public void storeToMemory(int pc) {
        int op = Ir.op(words[pc]);
        if (Ir.width(op) == 16) {
            int value = IrReader.next(words, IrReader.operands(words, pc));
            if (accesses.isFlat(pc) && api.suitsStore(value)) {
                api.store(pc);
            } else if (accesses.isFlat(pc) && floats.suits(value)) {
                floats.store(pc);
            } else {
                accesses.store128(pc);
            }
            return;
        }
        accesses.store(pc, () -> {
            code.push(lane(pc));
            code.invoke(OperatorMethods.of(op));
        });
    }
}
