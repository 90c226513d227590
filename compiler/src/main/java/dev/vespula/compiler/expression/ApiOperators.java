package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import java.util.Locale;
import org.objectweb.asm.Opcodes;

/**
 * What operators on vectors are in terms of {@code jdk.incubator.vector}, bit for bit: where lanes are floats, only what
 * rounds alike and makes no NaN that WebAssembly does not allow. Operands are in Java variables, of the type that
 * {@link #operandType} says.
 */
final class ApiOperators {
    /** What a bound on costs is never. */
    static final int UNKNOWN = Integer.MAX_VALUE;

    private static final int JAVA = Runtime.version().feature();

    private final Code code;
    private final ApiCode api;

    ApiOperators(Code code, ApiCode api) {
        this.code = code;
        this.api = api;
    }

    /** About how many instructions an operator takes with the module, or {@link #UNKNOWN}. */
    static int cost(int op) {
        String name = Ir.name(op);
        LaneType type = LaneType.of(name);
        String rest = name.substring(name.indexOf('.') + 1);
        if (type.isFloat()) {
            return floatCost(type, rest);
        }
        return switch (rest) {
            case "and", "or", "xor", "andnot", "not", "add", "sub", "neg" -> 1;
            case "mul", "min_s", "max_s", "eq", "ne", "lt_s", "gt_s", "le_s", "ge_s" -> type == LaneType.LONG
                    || type == LaneType.BYTE && rest.equals("mul") ? UNKNOWN : 1;
            case "abs" -> type == LaneType.LONG ? UNKNOWN : 1;
            case "shl", "shr_u" -> type == LaneType.BYTE ? UNKNOWN : 1;
            case "shr_s" -> type == LaneType.BYTE || type == LaneType.LONG ? UNKNOWN : 1;
            case "bitselect", "relaxed_laneselect", "min_u", "max_u", "lt_u", "gt_u", "le_u", "ge_u", "avgr_u", "dot_i16x8_s",
                    "extadd_pairwise_i8x16_u", "extadd_pairwise_i16x8_u", "extadd_pairwise_i8x16_s",
                    "extadd_pairwise_i16x8_s" -> 2;
            case "add_sat_u", "sub_sat_u", "add_sat_s", "sub_sat_s", "shuffle", "swizzle", "relaxed_swizzle" -> 3;
            case "popcnt" -> 4;
            // With C2 of Java 17 it takes 12.1 ns, in longs 7.8; with that of 25 1.2 and 8.1.
            case "q15mulr_sat_s", "relaxed_q15mulr_s" -> JAVA < 25 ? UNKNOWN : 4;
            default -> UNKNOWN;
        };
    }

    private static int floatCost(LaneType type, String rest) {
        return switch (rest) {
            case "add", "sub", "mul", "div", "sqrt", "abs", "neg" -> 1;
            case "relaxed_madd", "pmin", "pmax", "canonical", "eq", "ne", "lt", "gt", "le", "ge" -> 2;
            case "convert_i32x4_s" -> type == LaneType.FLOAT ? 1 : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    /** The type of the vectors that an operator takes. */
    static LaneType operandType(int op) {
        String name = Ir.name(op);
        LaneType type = LaneType.of(name);
        return switch (name.substring(name.indexOf('.') + 1)) {
            case "q15mulr_sat_s", "relaxed_q15mulr_s", "convert_i32x4_s" -> LaneType.INT;
            case "popcnt", "relaxed_laneselect" -> LaneType.LONG;
            case "abs", "neg" -> type.isFloat() ? LaneType.LONG : type;
            default -> type;
        };
    }

    /** Pushes the result for operands in variables. Returns its type. */
    LaneType write(int op, int[] in) {
        String name = Ir.name(op);
        LaneType type = operandType(op);
        String rest = name.substring(name.indexOf('.') + 1);
        return LaneType.of(name).isFloat() ? floats(LaneType.of(name), rest, in) : integers(type, rest, in);
    }

    private void load(int local) {
        code.load(Kind.REF, local);
    }

    private void load(int first, int second) {
        load(first);
        load(second);
    }

    // ---- floats

    private LaneType floats(LaneType type, String rest, int[] in) {
        switch (rest) {
            case "abs", "neg" -> {
                sign(type, rest, in[0]);
                return LaneType.LONG;
            }
            case "sqrt" -> {
                load(in[0]);
                api.unary(type, rest);
            }
            case "relaxed_madd" -> {
                load(in[0], in[1]);
                api.binary(type, "mul");
                load(in[2]);
                api.binary(type, "add");
            }
            case "pmin", "pmax" -> {
                load(in[0], in[1]);
                boolean isLeast = rest.equals("pmin");
                load(in[isLeast ? 1 : 0]);
                api.comparison("LT");
                load(in[isLeast ? 0 : 1]);
                api.compare(type);
                api.blend(type);
            }
            case "canonical" -> {
                load(in[0]);
                if (type == LaneType.FLOAT) {
                    code.pushFloat(Float.floatToRawIntBits(Float.NaN));
                } else {
                    code.pushDouble(Double.doubleToRawLongBits(Double.NaN));
                }
                load(in[0]);
                api.comparison("NE");
                load(in[0]);
                api.compare(type);
                api.blendScalar(type);
            }
            case "convert_i32x4_s" -> {
                load(in[0]);
                api.intsToFloats();
            }
            case "eq", "ne", "lt", "gt", "le", "ge" -> {
                LaneType integer = type == LaneType.FLOAT ? LaneType.INT : LaneType.LONG;
                load(in[0]);
                api.comparison(rest.toUpperCase(Locale.ROOT));
                load(in[1]);
                api.compare(type);
                api.castMask(integer);
                api.spread(integer);
                return integer;
            }
            default -> {
                load(in[0], in[1]);
                api.binary(type, rest);
            }
        }
        return type;
    }

    /** On the bits, which must stay as they are in a NaN. */
    private void sign(LaneType type, String rest, int operand) {
        long signs = type == LaneType.FLOAT ? 0x8000_0000_8000_0000L : Long.MIN_VALUE;
        load(operand);
        if (rest.equals("abs")) {
            code.push(~signs);
            api.withScalar(LaneType.LONG, "and");
        } else {
            api.operator("XOR");
            code.push(signs);
            api.lanewiseScalar(LaneType.LONG);
        }
    }

    // ---- integers

    private LaneType integers(LaneType type, String rest, int[] in) {
        switch (rest) {
            case "not", "neg", "abs" -> {
                load(in[0]);
                api.unary(type, rest);
            }
            case "xor" -> between(type, "XOR", in[0], in[1]);
            case "andnot" -> between(type, "AND_NOT", in[0], in[1]);
            case "bitselect", "relaxed_laneselect" -> {
                load(in[0], in[2]);
                api.binary(type, "and");
                between(type, "AND_NOT", in[1], in[2]);
                api.binary(type, "or");
            }
            case "min_s", "max_s" -> {
                load(in[0], in[1]);
                api.binary(type, rest.substring(0, 3));
            }
            case "min_u", "max_u" -> {
                flipped(type, in[0]);
                flipped(type, in[1]);
                api.binary(type, rest.substring(0, 3));
                flip(type);
            }
            case "eq", "ne" -> {
                load(in[0]);
                api.comparison(rest.equals("eq") ? "EQ" : "NE");
                load(in[1]);
                api.compare(type);
                api.spread(type);
            }
            case "lt_s", "gt_s", "le_s", "ge_s", "lt_u", "gt_u", "le_u", "ge_u" -> order(type, rest, in);
            case "shl" -> shift(type, "LSHL", in);
            case "shr_u" -> shift(type, "LSHR", in);
            case "shr_s" -> shift(type, "ASHR", in);
            case "add_sat_u", "sub_sat_u" -> saturatedUnsigned(type, rest, in);
            case "add_sat_s", "sub_sat_s" -> saturatedSigned(type, rest.substring(0, 3), in);
            case "avgr_u" -> mean(type, in);
            case "popcnt" -> bits(in[0]);
            case "extadd_pairwise_i8x16_u", "extadd_pairwise_i16x8_u" -> {
                load(in[0]);
                pushLane(type, (1L << type.bits / 2) - 1);
                api.withScalar(type, "and");
                shifted(type, "LSHR", in[0], type.bits / 2);
                api.binary(type, "add");
            }
            case "extadd_pairwise_i8x16_s", "extadd_pairwise_i16x8_s" -> {
                halfOf(type, in[0], 0);
                halfOf(type, in[0], 1);
                api.binary(type, "add");
            }
            case "dot_i16x8_s" -> {
                products(in, 0);
                products(in, 1);
                api.binary(type, "add");
            }
            case "q15mulr_sat_s", "relaxed_q15mulr_s" -> roundedProducts(in);
            case "swizzle", "relaxed_swizzle" -> swizzle(in);
            default -> {
                load(in[0], in[1]);
                api.binary(type, rest);
            }
        }
        return type;
    }

    private void between(LaneType type, String operator, int first, int second) {
        load(first);
        api.operator(operator);
        load(second);
        api.lanewise(type);
    }

    /** Pushes a lane; in the class file it is an int or a long. */
    private void pushLane(LaneType type, long value) {
        if (type == LaneType.LONG) {
            code.push(value);
        } else {
            code.push((int) (value << Integer.SIZE - type.bits) >> Integer.SIZE - type.bits);
        }
    }

    /** Changes the sign bits, which turns an unsigned order into a signed one. */
    private void flip(LaneType type) {
        api.operator("XOR");
        pushLane(type, 1L << type.bits - 1);
        api.lanewiseScalar(type);
    }

    private void flipped(LaneType type, int local) {
        load(local);
        flip(type);
    }

    private void order(LaneType type, String rest, int[] in) {
        boolean isSigned = rest.endsWith("_s");
        for (int k = 0; k < 2; k++) {
            load(in[k]);
            if (!isSigned) {
                flip(type);
            }
            if (k == 0) {
                api.comparison(rest.substring(0, 2).toUpperCase(Locale.ROOT));
            }
        }
        api.compare(type);
        api.spread(type);
    }

    private void shift(LaneType type, String operator, int[] in) {
        load(in[0]);
        api.operator(operator);
        code.load(Kind.INT, in[1]);
        code.push(type.bits - 1);
        code.instruction(Opcodes.IAND);
        if (type == LaneType.LONG) {
            code.instruction(Opcodes.I2L);
        }
        api.lanewiseScalar(type);
    }

    private void shifted(LaneType type, String operator, int local, int count) {
        load(local);
        shiftBy(type, operator, count);
    }

    private void shiftBy(LaneType type, String operator, int count) {
        api.operator(operator);
        pushLane(type, count);
        api.lanewiseScalar(type);
    }

    /** {@code a + min(b, ~a)} and {@code max(a, b) - b}, unsigned. */
    private void saturatedUnsigned(LaneType type, String rest, int[] in) {
        if (rest.startsWith("add")) {
            flipped(type, in[1]);
            load(in[0]);
            api.operator("XOR");
            pushLane(type, (1L << type.bits - 1) - 1);
            api.lanewiseScalar(type);
            api.binary(type, "min");
            flip(type);
            load(in[0]);
            api.binary(type, "add");
        } else {
            flipped(type, in[0]);
            flipped(type, in[1]);
            api.binary(type, "max");
            flip(type);
            load(in[1]);
            api.binary(type, "sub");
        }
    }

    /** Where the sign of the result cannot be, the bound with the sign of the first operand. */
    private void saturatedSigned(LaneType type, String operator, int[] in) {
        int mark = code.mark();
        load(in[0], in[1]);
        api.binary(type, operator);
        int result = api.keep();
        load(result);
        pushBound(type, in[0]);
        between(type, "XOR", in[0], result);
        between(type, "XOR", in[1], operator.equals("add") ? result : in[0]);
        api.binary(type, "and");
        api.comparison("LT");
        pushLane(type, 0);
        api.compareScalar(type);
        api.blend(type);
        code.release(mark);
    }

    /** Pushes a vector of the largest number, and of the smallest one where a vector is negative. */
    private void pushBound(LaneType type, int sign) {
        api.species(type);
        pushLane(type, (1L << type.bits - 1) - 1);
        api.broadcast(type);
        pushLane(type, 1L << type.bits - 1);
        load(sign);
        api.comparison("LT");
        pushLane(type, 0);
        api.compareScalar(type);
        api.blendScalar(type);
    }

    /** {@code (a | b) - ((a ^ b) >>> 1)}. */
    private void mean(LaneType type, int[] in) {
        load(in[0], in[1]);
        api.binary(type, "or");
        between(type, "XOR", in[0], in[1]);
        api.as(type, LaneType.LONG);
        shiftBy(LaneType.LONG, "LSHR", 1);
        code.push(type == LaneType.BYTE ? 0x7F7F_7F7F_7F7F_7F7FL : 0x7FFF_7FFF_7FFF_7FFFL);
        api.withScalar(LaneType.LONG, "and");
        api.as(LaneType.LONG, type);
        api.binary(type, "sub");
    }

    /** Bits of each byte, as {@code I8x16.popcnt} counts them. */
    private void bits(int operand) {
        int mark = code.mark();
        load(operand);
        shifted(LaneType.LONG, "LSHR", operand, 1);
        code.push(0x5555_5555_5555_5555L);
        api.withScalar(LaneType.LONG, "and");
        api.binary(LaneType.LONG, "sub");
        int pairs = api.keep();
        load(pairs);
        code.push(0x3333_3333_3333_3333L);
        api.withScalar(LaneType.LONG, "and");
        shifted(LaneType.LONG, "LSHR", pairs, 2);
        code.push(0x3333_3333_3333_3333L);
        api.withScalar(LaneType.LONG, "and");
        api.binary(LaneType.LONG, "add");
        int nibbles = api.keep();
        load(nibbles);
        shifted(LaneType.LONG, "LSHR", nibbles, 4);
        api.binary(LaneType.LONG, "add");
        code.push(0x0F0F_0F0F_0F0F_0F0FL);
        api.withScalar(LaneType.LONG, "and");
        code.release(mark);
    }

    /** The lower (0) or upper (1) half of each lane, sign-extended. */
    private void halfOf(LaneType type, int local, int half) {
        load(local);
        if (half == 0) {
            shiftBy(type, "LSHL", type.bits / 2);
        }
        shiftBy(type, "ASHR", type.bits / 2);
    }

    /** Products of the lower or upper halves of ints. */
    private void products(int[] in, int half) {
        halfOf(LaneType.INT, in[0], half);
        halfOf(LaneType.INT, in[1], half);
        api.binary(LaneType.INT, "mul");
    }

    private void roundedProducts(int[] in) {
        for (int half = 0; half < 2; half++) {
            products(in, half);
            code.push(0x4000);
            api.withScalar(LaneType.INT, "add");
            shiftBy(LaneType.INT, "ASHR", 15);
            code.push((int) Short.MAX_VALUE);
            api.withScalar(LaneType.INT, "min");
            if (half == 0) {
                code.push(0xFFFF);
                api.withScalar(LaneType.INT, "and");
            } else {
                shiftBy(LaneType.INT, "LSHL", 16);
            }
        }
        api.binary(LaneType.INT, "or");
    }

    /** Selectors from 16 on give zero. */
    private void swizzle(int[] in) {
        load(in[0], in[1]);
        code.push(15);
        api.withScalar(LaneType.BYTE, "and");
        api.toShuffle();
        api.rearrange();
        load(in[1]);
        code.push(-16);
        api.withScalar(LaneType.BYTE, "and");
        api.comparison("EQ");
        code.push(0);
        api.compareScalar(LaneType.BYTE);
        api.spread(LaneType.BYTE);
        api.binary(LaneType.BYTE, "and");
    }
}
