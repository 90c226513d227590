package dev.vespula.compiler.expression;

import static dev.vespula.compiler.expression.LaneType.BYTE;
import static dev.vespula.compiler.expression.LaneType.DOUBLE;
import static dev.vespula.compiler.expression.LaneType.FLOAT;
import static dev.vespula.compiler.expression.LaneType.INT;
import static dev.vespula.compiler.expression.LaneType.LONG;
import static dev.vespula.compiler.expression.LaneType.SHORT;

import dev.vespula.internal.ir.Ir;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Operators on vectors, a row for each family: what it costs either way, and what it is in terms of
 * {@code jdk.incubator.vector}, bit for bit: where lanes are floats, only what rounds alike and makes no NaN that WebAssembly
 * does not allow.
 */
final class ApiOperators {
    /** What a bound on costs is never. */
    static final int UNKNOWN = 1 << 20;

    private static final Row[] ROWS = new Row[Ir.COUNT];
    /** An operator that has no row. */
    private static final Row OTHER = new Row(8, UNKNOWN, LONG, null);

    private static final Set<LaneType> INTEGERS = EnumSet.range(BYTE, LONG);
    private static final Set<LaneType> NARROW = EnumSet.range(BYTE, INT);
    private static final Set<LaneType> FLOATS = EnumSet.of(FLOAT, DOUBLE);

    /**
     * What is known of an operator. Costs are about in instructions of the machine.
     *
     * @param longs    what it takes in longs or in floats, both halves together
     * @param vector   what it takes with the module, or {@link #UNKNOWN}
     * @param operands the type of the vectors that it then takes
     * @param steps    pushes the result for operands in variables; null where it is written otherwise or not at all
     */
    record Row(int longs, int vector, LaneType operands, Consumer<ApiCode> steps) {}

    static {
        wholes();
        arithmetic(Ir.FAMILY_ADD, "add");
        arithmetic(Ir.FAMILY_SUB, "sub");
        arithmetic(Ir.FAMILY_MUL, "mul");
        row(Ir.FAMILY_MUL, EnumSet.of(SHORT), 8, 1, it -> it.both("mul"));
        row(Ir.FAMILY_MUL, EnumSet.of(LONG), 1, UNKNOWN, null);
        comparison("EQ", Ir.FAMILY_EQ, Ir.FAMILY_NONE, Ir.FAMILY_EQ);
        comparison("NE", Ir.FAMILY_NE, Ir.FAMILY_NONE, Ir.FAMILY_NE);
        comparison("LT", Ir.FAMILY_LT_S, Ir.FAMILY_LT_U, Ir.FAMILY_LT);
        comparison("GT", Ir.FAMILY_GT_S, Ir.FAMILY_GT_U, Ir.FAMILY_GT);
        comparison("LE", Ir.FAMILY_LE_S, Ir.FAMILY_LE_U, Ir.FAMILY_LE);
        comparison("GE", Ir.FAMILY_GE_S, Ir.FAMILY_GE_U, Ir.FAMILY_GE);
        integers();
        bytesAndHalves();
        floats();
    }

    private ApiOperators() {}

    /** What is known of an operator. */
    static Row row(int op) {
        return ROWS[op] == null ? OTHER : ROWS[op];
    }

    private static void row(int family, Set<LaneType> types, int longs, int vector, Consumer<ApiCode> steps) {
        row(family, types, longs, vector, null, steps);
    }

    private static void row(int family, Set<LaneType> types, int longs, int vector, LaneType operands,
            Consumer<ApiCode> steps) {
        for (int op = 0; op < Ir.COUNT; op++) {
            if (Ir.family(op) == family && Ir.has(op, Ir.FLAG_VECTOR) && types.contains(LaneType.of(op))) {
                ROWS[op] = new Row(longs, vector, operands == null ? LaneType.of(op) : operands, steps);
            }
        }
    }

    private static void wholes() {
        Consumer<ApiCode> select = it -> it.load(0).load(2).with("and").between("AND_NOT", 1, 2).with("or");
        row(Ir.FAMILY_AND, INTEGERS, 1, 1, it -> it.both("and"));
        row(Ir.FAMILY_OR, INTEGERS, 1, 1, it -> it.both("or"));
        row(Ir.FAMILY_XOR, INTEGERS, 1, 1, it -> it.between("XOR", 0, 1));
        row(Ir.FAMILY_ANDNOT, INTEGERS, 1, 1, it -> it.between("AND_NOT", 0, 1));
        row(Ir.FAMILY_NOT, INTEGERS, 1, 1, it -> it.load(0).alone("not"));
        row(Ir.FAMILY_BITSELECT, INTEGERS, 2, 2, select);
        row(Ir.FAMILY_RELAXED_LANESELECT, INTEGERS, 2, 2, LONG, select);
    }

    private static void arithmetic(int family, String name) {
        row(family, NARROW, 2, 1, it -> it.both(name));
        row(family, EnumSet.of(LONG, DOUBLE), 1, 1, it -> it.both(name));
        row(family, EnumSet.of(FLOAT), 3, 1, it -> it.both(name));
    }

    private static void comparison(String name, int signed, int unsigned, int floats) {
        Consumer<ApiCode> steps = it -> it.compared(name, 0, 1).spread();
        row(signed, NARROW, 3, 1, steps);
        row(signed, EnumSet.of(LONG), 3, UNKNOWN, null);
        row(unsigned, NARROW, 3, 2, it -> it.load(0).flip().comparison(name).load(1).flip().compare().spread());
        row(floats, FLOATS, 3, 2, steps);
    }

    private static void integers() {
        row(Ir.FAMILY_NEG, INTEGERS, 2, 1, it -> it.load(0).alone("neg"));
        row(Ir.FAMILY_ABS, NARROW, 3, 1, it -> it.load(0).alone("abs"));
        row(Ir.FAMILY_ABS, EnumSet.of(LONG), 3, UNKNOWN, null);
        row(Ir.FAMILY_MIN_S, NARROW, 3, 1, it -> it.both("min"));
        row(Ir.FAMILY_MAX_S, NARROW, 3, 1, it -> it.both("max"));
        row(Ir.FAMILY_MIN_U, NARROW, 3, 2, it -> it.load(0).flip().load(1).flip().with("min").flip());
        row(Ir.FAMILY_MAX_U, NARROW, 3, 2, it -> it.load(0).flip().load(1).flip().with("max").flip());
        for (int family : new int[] {Ir.FAMILY_SHL, Ir.FAMILY_SHR_U, Ir.FAMILY_SHR_S}) {
            row(family, EnumSet.of(BYTE, LONG), 2, UNKNOWN, null);
        }
        row(Ir.FAMILY_SHL, EnumSet.range(SHORT, LONG), 2, 1, it -> it.shift("LSHL"));
        row(Ir.FAMILY_SHR_U, EnumSet.range(SHORT, LONG), 2, 1, it -> it.shift("LSHR"));
        row(Ir.FAMILY_SHR_S, EnumSet.of(SHORT, INT), 2, 1, it -> it.shift("ASHR"));
    }

    private static void bytesAndHalves() {
        // a + min(b, ~a) and max(a, b) - b, unsigned.
        row(Ir.FAMILY_ADD_SAT_U, NARROW, 7, 3, it -> it.load(1).flip().load(0).infix("XOR", it.greatest()).with("min").flip()
                .load(0).with("add"));
        row(Ir.FAMILY_SUB_SAT_U, NARROW, 7, 3,
                it -> it.load(0).flip().load(1).flip().with("max").flip().load(1).with("sub"));
        row(Ir.FAMILY_ADD_SAT_S, NARROW, 7, 3, it -> saturated(it, "add"));
        row(Ir.FAMILY_SUB_SAT_S, NARROW, 7, 3, it -> saturated(it, "sub"));
        row(Ir.FAMILY_AVGR_U, EnumSet.of(BYTE), 3, 2, it -> mean(it, 0x7F7F_7F7F_7F7F_7F7FL));
        row(Ir.FAMILY_AVGR_U, EnumSet.of(SHORT), 3, 2, it -> mean(it, 0x7FFF_7FFF_7FFF_7FFFL));
        row(Ir.FAMILY_POPCNT, EnumSet.of(BYTE), 3, 4, LONG, ApiOperators::bits);
        row(Ir.FAMILY_EXTADD_PAIRWISE_I8X16_U, NARROW, 3, 2,
                it -> it.load(0).with("and", 0xFF).load(0).infix("LSHR", 8).with("add"));
        row(Ir.FAMILY_EXTADD_PAIRWISE_I16X8_U, NARROW, 3, 2,
                it -> it.load(0).with("and", 0xFFFF).load(0).infix("LSHR", 16).with("add"));
        row(Ir.FAMILY_EXTADD_PAIRWISE_I8X16_S, NARROW, 3, 2, it -> it.half(0, 0).half(0, 1).with("add"));
        row(Ir.FAMILY_EXTADD_PAIRWISE_I16X8_S, NARROW, 3, 2, it -> it.half(0, 0).half(0, 1).with("add"));
        row(Ir.FAMILY_DOT_I16X8_S, NARROW, OTHER.longs, 2, it -> products(products(it, 0), 1).with("add"));
        // With C2 of Java 17 it takes 12.1 ns, in longs 7.8; with that of 25 1.2 and 8.1.
        int rounded = Runtime.version().feature() < 25 ? UNKNOWN : 4;
        row(Ir.FAMILY_Q15MULR_SAT_S, NARROW, 20, rounded, INT, ApiOperators::roundedProducts);
        row(Ir.FAMILY_RELAXED_Q15MULR_S, NARROW, 20, rounded, INT, ApiOperators::roundedProducts);
        row(Ir.FAMILY_SWIZZLE, NARROW, 14, 3, ApiOperators::swizzle);
        row(Ir.FAMILY_RELAXED_SWIZZLE, NARROW, 14, 3, ApiOperators::swizzle);
        row(Ir.FAMILY_SHUFFLE, NARROW, OTHER.longs, 3, null);
    }

    private static void floats() {
        // On the bits, which must stay as they are in a NaN.
        row(Ir.FAMILY_NEG, EnumSet.of(FLOAT), 2, 1, LONG, it -> it.load(0).infix("XOR", 0x8000_0000_8000_0000L));
        row(Ir.FAMILY_NEG, EnumSet.of(DOUBLE), 2, 1, LONG, it -> it.load(0).infix("XOR", Long.MIN_VALUE));
        row(Ir.FAMILY_ABS, EnumSet.of(FLOAT), 3, 1, LONG, it -> it.load(0).with("and", 0x7FFF_FFFF_7FFF_FFFFL));
        row(Ir.FAMILY_ABS, EnumSet.of(DOUBLE), 3, 1, LONG, it -> it.load(0).with("and", Long.MAX_VALUE));
        row(Ir.FAMILY_DIV, FLOATS, 3, 1, it -> it.both("div"));
        row(Ir.FAMILY_SQRT, FLOATS, 3, 1, it -> it.load(0).alone("sqrt"));
        row(Ir.FAMILY_RELAXED_MADD, FLOATS, 6, 2, it -> it.both("mul").load(2).with("add"));
        row(Ir.FAMILY_PMIN, FLOATS, 6, 2, it -> it.load(0).load(1).compared("LT", 1, 0).blend());
        row(Ir.FAMILY_PMAX, FLOATS, 6, 2, it -> it.load(0).load(1).compared("LT", 0, 1).blend());
        row(Ir.FAMILY_CANONICAL, FLOATS, 3, 2, it -> it.load(0).nan().compared("NE", 0, 0).blendLane());
        row(Ir.FAMILY_CONVERT_I32X4_S, EnumSet.of(FLOAT), 3, 1, INT, it -> it.load(0).toFloats());
    }

    /** Where the sign of the result cannot be, the bound with the sign of the first operand. */
    private static void saturated(ApiCode it, String operator) {
        it.both(operator).keep(2).load(2);
        it.species().lane(it.greatest()).broadcast().lane(it.least()).load(0).comparedToZero("LT").blendLane();
        it.between("XOR", 0, 2).between("XOR", 1, operator.equals("add") ? 2 : 0).with("and").comparedToZero("LT").blend();
    }

    /** {@code (a | b) - ((a ^ b) >>> 1)}. */
    private static void mean(ApiCode it, long mask) {
        LaneType type = it.type();
        it.both("or").between("XOR", 0, 1).as(LONG).infix("LSHR", 1).with("and", mask).as(type).with("sub");
    }

    /** Bits of each byte, as {@code I8x16.popcnt} counts them. */
    private static void bits(ApiCode it) {
        it.load(0).load(0).infix("LSHR", 1).with("and", 0x5555_5555_5555_5555L).with("sub").keep(1);
        it.load(1).with("and", 0x3333_3333_3333_3333L);
        it.load(1).infix("LSHR", 2).with("and", 0x3333_3333_3333_3333L).with("add").keep(2);
        it.load(2).load(2).infix("LSHR", 4).with("add").with("and", 0x0F0F_0F0F_0F0F_0F0FL);
    }

    /** Products of the lower or upper halves of ints. */
    private static ApiCode products(ApiCode it, int half) {
        return it.half(0, half).half(1, half).with("mul");
    }

    private static void roundedProducts(ApiCode it) {
        for (int half = 0; half < 2; half++) {
            products(it, half).with("add", 0x4000).infix("ASHR", 15).with("min", Short.MAX_VALUE);
            if (half == 0) {
                it.with("and", 0xFFFF);
            } else {
                it.infix("LSHL", 16);
            }
        }
        it.with("or");
    }

    /** Selectors from 16 on give zero. */
    private static void swizzle(ApiCode it) {
        it.load(0).load(1).with("and", 15).toShuffle().rearrange();
        it.load(1).with("and", -16).comparedToZero("EQ").spread().with("and");
    }
}
