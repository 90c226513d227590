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
    private final ApiCode api;
    private final ApiOperators operators;
    private final ApiCosts costs;
    private final boolean isPresent;

    ApiExpressions(MethodBody body, ExpressionCode expressions, Accesses accesses) {
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
        this.accesses = accesses;
        this.api = new ApiCode(code);
        this.operators = new ApiOperators(code, api);
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

    /** Pushes the value of an expression as two longs. Returns the index behind it. */
    int longs(int pc) {
        api.as(computed(pc), LaneType.LONG);
        api.toLongs();
        return IrReader.next(words, pc);
    }

    /** Writes a store of an expression. */
    void store(int pc) {
        int mark = code.mark();
        int vector = code.variable(Kind.REF);
        accesses.storeFlat(pc, value -> {
            vector(value, LaneType.BYTE);
            code.store(Kind.REF, vector);
        }, index -> {
            code.load(Kind.REF, vector);
            accesses.pushBytes();
            code.load(Kind.INT, index);
            accesses.requireVector();
            api.intoArray();
        });
        code.release(mark);
    }

    /** Pushes the value of an expression as a vector of a type. */
    private void vector(int pc, LaneType type) {
        LaneType found;
        if (costs.suitsVector(pc)) {
            found = computed(pc);
        } else {
            int mark = code.mark();
            int low = code.variable(Kind.LONG);
            int high = code.variable(Kind.LONG);
            expressions.value(pc);
            code.store(Kind.LONG, high);
            code.store(Kind.LONG, low);
            api.fromLongs(low, high);
            code.release(mark);
            found = LaneType.LONG;
        }
        api.as(found, type);
    }

    /** Pushes the value of an expression as a vector of the type that is returned. */
    private LaneType computed(int pc) {
        int op = Ir.op(words[pc]);
        return switch (op) {
            case Ir.CONST_V128 -> {
                api.constant(IrReader.word64(words, pc + 1), IrReader.word64(words, pc + 3));
                yield LaneType.LONG;
            }
            case Ir.V128_LOAD -> {
                api.species(LaneType.BYTE);
                accesses.pushBytes();
                accesses.checkedIndex(pc, SHUFFLE_LANES);
                // A property of the JDK can make the module trust its callers.
                accesses.requireVector();
                api.fromArray();
                yield LaneType.BYTE;
            }
            case Ir.I8X16_SPLAT, Ir.V128_LOAD8_SPLAT -> splat(pc, LaneType.BYTE, 1);
            case Ir.I16X8_SPLAT, Ir.V128_LOAD16_SPLAT -> splat(pc, LaneType.SHORT, 2);
            case Ir.I32X4_SPLAT, Ir.F32X4_SPLAT, Ir.V128_LOAD32_SPLAT -> splat(pc, LaneType.INT, 4);
            case Ir.I64X2_SPLAT, Ir.F64X2_SPLAT, Ir.V128_LOAD64_SPLAT -> splat(pc, LaneType.LONG, 8);
            case Ir.I8X16_SHUFFLE -> shuffle(pc);
            default -> operator(pc, op);
        };
    }

    private LaneType splat(int pc, LaneType type, int width) {
        int op = Ir.op(words[pc]);
        api.species(type);
        if (Ir.width(op) > 0) {
            accesses.raw(pc, width);
        } else {
            expressions.value(IrReader.operands(words, pc));
            switch (Ir.operand(op, 0)) {
                // The bits of a NaN must stay as they are.
                case Ir.TYPE_F32 -> code.invoke(Jdk.FLOAT_TO_INT_BITS);
                case Ir.TYPE_F64 -> code.invoke(Jdk.DOUBLE_TO_LONG_BITS);
                default -> {
                    if (type == LaneType.BYTE) {
                        code.instruction(Opcodes.I2B);
                    } else if (type == LaneType.SHORT) {
                        code.instruction(Opcodes.I2S);
                    }
                }
            }
        }
        api.broadcast(type);
        return type;
    }

    private LaneType operator(int pc, int op) {
        int mark = code.mark();
        int[] locals = new int[Ir.operands(op)];
        int operand = IrReader.operands(words, pc);
        for (int k = 0; k < locals.length; k++) {
            if (Ir.operand(op, k) == Ir.TYPE_V128) {
                locals[k] = code.variable(Kind.REF);
                vector(operand, ApiOperators.operandType(op));
                code.store(Kind.REF, locals[k]);
            } else {
                Kind kind = Kind.ofIr(Ir.operand(op, k));
                locals[k] = code.variable(kind);
                expressions.value(operand);
                code.store(kind, locals[k]);
            }
            operand = IrReader.next(words, operand);
        }
        LaneType type = operators.write(op, locals);
        code.release(mark);
        return type;
    }

    // ---- shuffles

    private LaneType shuffle(int pc) {
        int mark = code.mark();
        byte[] lanes = new byte[SHUFFLE_LANES];
        boolean[] uses = new boolean[2];
        long[] fromFirst = new long[2];
        for (int lane = 0; lane < SHUFFLE_LANES; lane++) {
            lanes[lane] = (byte) (IrReader.word64(words, pc + 1 + 2 * (lane / 8)) >>> 8 * (lane % 8));
            uses[lanes[lane] >>> 4 & 1] = true;
            fromFirst[lane / 8] |= (lanes[lane] & 16) == 0 ? 0xFFL << 8 * (lane % 8) : 0;
        }
        int[] locals = {code.variable(Kind.REF), code.variable(Kind.REF)};
        int operand = IrReader.operands(words, pc);
        for (int local : locals) {
            vector(operand, LaneType.BYTE);
            code.store(Kind.REF, local);
            operand = IrReader.next(words, operand);
        }
        if (uses[0] && uses[1]) {
            for (int k = 0; k < 2; k++) {
                rearranged(locals[k], lanes);
                api.as(LaneType.BYTE, LaneType.LONG);
                api.constant(k == 0 ? fromFirst[0] : ~fromFirst[0], k == 0 ? fromFirst[1] : ~fromFirst[1]);
                api.binary(LaneType.LONG, "and");
            }
            api.binary(LaneType.LONG, "or");
        } else {
            rearranged(locals[uses[0] ? 0 : 1], lanes);
        }
        code.release(mark);
        return uses[0] && uses[1] ? LaneType.LONG : LaneType.BYTE;
    }

    private void rearranged(int local, byte[] lanes) {
        code.load(Kind.REF, local);
        api.shuffle(lanes);
        api.rearrange();
    }
}
