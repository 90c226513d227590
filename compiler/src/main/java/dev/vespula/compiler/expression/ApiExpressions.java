package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.VectorCode;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import org.objectweb.asm.Opcodes;

/**
 * Expressions over vectors that are computed with {@code jdk.incubator.vector}. Its vectors exist only inside of an
 * expression; variables hold longs. As variables they would be faster still in a loop, as long as the JVM enters the method
 * from its beginning: when it replaces a running frame, which it does with every long loop, the vector that comes from the
 * old frame is an object, and C2 allocates one in each trip.
 */
final class ApiExpressions {
    private static final int SHUFFLE_LANES = 16;

    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;
    private final Accesses accesses;
    private final ApiCosts costs;
    private final boolean isPresent;

    ApiExpressions(MethodBody body, ExpressionCode expressions, Accesses accesses) {
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
        this.accesses = accesses;
        this.costs = new ApiCosts(words, accesses);
        this.isPresent = body.unit.vectors() == VectorCode.VECTOR_API;
    }

    /** Whether an expression whose value is needed as two longs should be computed here. */
    boolean suitsLongs(int pc) {
        return isPresent && costs.suitsLongs(pc);
    }

    /** Whether the value of an expression that is stored to an array should be computed here. */
    boolean suitsStore(int pc) {
        return isPresent && costs.suitsStore(pc);
    }

    private ApiCode api(LaneType type, int... operands) {
        return new ApiCode(code, type, operands);
    }

    /** Pushes the value of an expression as two longs. Returns the index behind it. */
    int longs(int pc) {
        computed(pc).as(LaneType.LONG).toLongs();
        return IrReader.next(words, pc);
    }

    /** Writes a store of an expression. */
    void store(int pc) {
        int mark = code.mark();
        int vector = code.variable(Kind.REF);
        accesses.storeWhole(pc, value -> {
            vector(value, LaneType.BYTE);
            code.store(Kind.REF, vector);
        }, index -> {
            code.load(Kind.REF, vector);
            accesses.pushBytes();
            code.load(Kind.INT, index);
            accesses.requireVector();
            api(LaneType.BYTE).intoArray();
        });
        code.release(mark);
    }

    /** Pushes the value of an expression as a vector of a type. */
    private void vector(int pc, LaneType type) {
        if (costs.suitsVector(pc)) {
            computed(pc).as(type);
        } else {
            int mark = code.mark();
            expressions.value(pc);
            int[] halves = code.keep(Kind.LONG, 2);
            api(LaneType.LONG).fromLongs(halves[0], halves[1]).as(type);
            code.release(mark);
        }
    }

    /** Pushes the value of an expression as a vector of some type. */
    private ApiCode computed(int pc) {
        int op = Ir.op(words[pc]);
        return switch (op) {
            case Ir.CONST_V128 ->
                api(LaneType.LONG).constant(IrReader.word64(words, pc + 1), IrReader.word64(words, pc + 3));
            case Ir.V128_LOAD -> {
                ApiCode load = api(LaneType.BYTE).species();
                accesses.pushBytes();
                accesses.checkedIndex(pc, SHUFFLE_LANES);
                // A property of the JDK can make the module trust its callers.
                accesses.requireVector();
                yield load.fromArray();
            }
            case Ir.I8X16_SPLAT, Ir.V128_LOAD8_SPLAT -> splat(pc, LaneType.BYTE);
            case Ir.I16X8_SPLAT, Ir.V128_LOAD16_SPLAT -> splat(pc, LaneType.SHORT);
            case Ir.I32X4_SPLAT, Ir.F32X4_SPLAT, Ir.V128_LOAD32_SPLAT -> splat(pc, LaneType.INT);
            case Ir.I64X2_SPLAT, Ir.F64X2_SPLAT, Ir.V128_LOAD64_SPLAT -> splat(pc, LaneType.LONG);
            case Ir.I8X16_SHUFFLE -> shuffle(pc);
            default -> operator(pc, op);
        };
    }

    private ApiCode splat(int pc, LaneType type) {
        int op = Ir.op(words[pc]);
        ApiCode splat = api(type).species();
        if (Ir.width(op) > 0) {
            accesses.raw(pc, Ir.width(op));
        } else {
            expressions.value(IrReader.operands(words, pc));
            switch (op) {
                // The bits of a NaN must stay as they are.
                case Ir.F32X4_SPLAT -> code.invoke(Jdk.FLOAT_TO_INT_BITS);
                case Ir.F64X2_SPLAT -> code.invoke(Jdk.DOUBLE_TO_LONG_BITS);
                case Ir.I8X16_SPLAT -> code.instruction(Opcodes.I2B);
                case Ir.I16X8_SPLAT -> code.instruction(Opcodes.I2S);
                default -> {
                    // As it is.
                }
            }
        }
        return splat.broadcast();
    }

    private ApiCode operator(int pc, int op) {
        int mark = code.mark();
        ApiOperators.Row row = ApiOperators.row(op);
        int[] locals = new int[Ir.operands(op)];
        int operand = IrReader.operands(words, pc);
        for (int k = 0; k < locals.length; k++) {
            Kind kind = Ir.operand(op, k) == Ir.TYPE_V128 ? Kind.REF : Kind.ofIr(Ir.operand(op, k));
            if (kind == Kind.REF) {
                vector(operand, row.operands());
            } else {
                expressions.value(operand);
            }
            locals[k] = code.keep(kind);
            operand = IrReader.next(words, operand);
        }
        ApiCode result = api(row.operands(), locals);
        row.steps().accept(result);
        code.release(mark);
        return result;
    }

    // ---- shuffles

    private ApiCode shuffle(int pc) {
        int mark = code.mark();
        byte[] lanes = new byte[SHUFFLE_LANES];
        boolean[] uses = new boolean[2];
        long[] fromFirst = new long[2];
        for (int lane = 0; lane < SHUFFLE_LANES; lane++) {
            lanes[lane] = (byte) (IrReader.word64(words, pc + 1 + 2 * (lane / 8)) >>> 8 * (lane % 8));
            uses[lanes[lane] >>> 4 & 1] = true;
            fromFirst[lane / 8] |= (lanes[lane] & 16) == 0 ? 0xFFL << 8 * (lane % 8) : 0;
        }
        int first = IrReader.operands(words, pc);
        vector(first, LaneType.BYTE);
        vector(IrReader.next(words, first), LaneType.BYTE);
        int[] locals = code.keep(Kind.REF, 2);
        ApiCode result = rearranged(locals[uses[0] ? 0 : 1], lanes);
        if (uses[0] && uses[1]) {
            result.as(LaneType.LONG).constant(fromFirst[0], fromFirst[1]).with("and");
            rearranged(locals[1], lanes).as(LaneType.LONG).constant(~fromFirst[0], ~fromFirst[1]).with("and");
            result.with("or");
        }
        code.release(mark);
        return result;
    }

    private ApiCode rearranged(int local, byte[] lanes) {
        return api(LaneType.BYTE, local).load(0).shuffle(lanes).rearrange();
    }
}
