package dev.vespula.compiler;

import dev.vespula.internal.ir.Ir;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Modules whose function applies an expression to all pairs of many vectors in memory and stores the results there.
 */
final class VectorFunctions {
    /** Vectors that a program begins with. */
    static final int VALUES = 40;
    /** Where the results begin. */
    static final int RESULTS = 4096;
    /** Bytes of a vector. */
    static final int BYTES = 16;
    private static final int MOST_DEPTH = 4;
    private static final String[] LEAVES = {
        "(v128.load (local.get $i))", "(v128.load (local.get $j))", "(v128.load offset=16 (local.get $j))",
        "(local.get $h)", "(local.get $k)", "(i32x4.splat (local.get $j))", "(v128.load8_splat (local.get $i))",
        "(v128.load32_splat offset=4 (local.get $j))", "(f32x4.splat (f32.load (local.get $i)))",
        "(v128.const i32x4 0x80000000 0x7fffffff 0x3f800000 0xffc00001)", "(v128.const i64x2 5 5)",
    };

    private VectorFunctions() {}

    /** The operators on vectors, by their number in the IR. */
    static List<Integer> operators() {
        List<Integer> all = new ArrayList<>();
        for (int op = 0; op < Ir.COUNT; op++) {
            boolean isVector = Ir.has(op, Ir.FLAG_VECTOR) && Ir.width(op) == 0 && Ir.operands(op) > 0;
            // Canonical NaNs are no operator of WebAssembly, but of deterministic execution.
            if (isVector && Ir.kind(op) == Ir.KIND_EXPR && Ir.name(op).contains(".") && !Ir.name(op).endsWith("canonical")) {
                all.add(op);
            }
        }
        return all;
    }

    /** An operator over loaded vectors, as a vector. */
    static String loaded(int op, Random random) {
        List<String> operands = new ArrayList<>();
        for (int k = 0; k < Ir.operands(op); k++) {
            operands.add(operand(Ir.operand(op, k), LEAVES[k]));
        }
        return application(op, operands, random);
    }

    /** An expression of several operators. */
    static String tree(Random random) {
        return tree(random, operators(), MOST_DEPTH);
    }

    private static String tree(Random random, List<Integer> operators, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return LEAVES[random.nextInt(LEAVES.length)];
        }
        int op = operators.get(random.nextInt(operators.size()));
        List<String> operands = new ArrayList<>();
        for (int k = 0; k < Ir.operands(op); k++) {
            operands.add(operand(Ir.operand(op, k), tree(random, operators, depth - 1)));
        }
        return application(op, operands, random);
    }

    /** A value of a type made of a vector. */
    private static String operand(int type, String vector) {
        return switch (type) {
            case Ir.TYPE_I32 -> "(i32x4.extract_lane 1 " + vector + ")";
            case Ir.TYPE_I64 -> "(i64x2.extract_lane 1 " + vector + ")";
            case Ir.TYPE_F32 -> "(f32x4.extract_lane 2 " + vector + ")";
            case Ir.TYPE_F64 -> "(f64x2.extract_lane 0 " + vector + ")";
            default -> vector;
        };
    }

    private static String application(int op, List<String> operands, Random random) {
        String name = Ir.name(op);
        StringBuilder text = new StringBuilder("(").append(name);
        if (name.equals("i8x16.shuffle")) {
            int range = 16 << random.nextInt(2);
            for (int lane = 0; lane < BYTES; lane++) {
                text.append(' ').append(random.nextInt(range));
            }
        } else if (name.contains("_lane") && !name.contains("laneselect")) {
            int lanes = Integer.parseInt(name.substring(name.indexOf('x') + 1, name.indexOf('.')));
            text.append(' ').append(random.nextInt(lanes));
        }
        operands.forEach(operand -> text.append(' ').append(operand));
        text.append(')');
        return switch (Ir.result(op)) {
            case Ir.TYPE_I32 -> "(i32x4.splat " + text + ")";
            case Ir.TYPE_I64 -> "(i64x2.splat " + text + ")";
            case Ir.TYPE_F32 -> "(f32x4.splat " + text + ")";
            case Ir.TYPE_F64 -> "(f64x2.splat " + text + ")";
            default -> text.toString();
        };
    }

    /** The fields of a module. */
    static String module(String expression) {
        return String.format(Locale.ROOT, """
                (memory (export "memory") 2 2)
                (func (export "run") (local $i i32) (local $j i32) (local $out i32) (local $h v128) (local $k v128)
                  (local.set $k (v128.load (i32.const 32)))
                  (local.set $out (i32.const %d))
                  (loop $outer
                    (local.set $j (i32.const 0))
                    (loop $inner
                      (v128.store (local.get $out) %s)
                      (local.set $h (i8x16.add (local.get $h) %s))
                      (local.set $out (i32.add (local.get $out) (i32.const 16)))
                      (local.set $j (i32.add (local.get $j) (i32.const 16)))
                      (br_if $inner (i32.lt_u (local.get $j) (i32.const %d))))
                    (local.set $i (i32.add (local.get $i) (i32.const 16)))
                    (br_if $outer (i32.lt_u (local.get $i) (i32.const %d))))
                  (v128.store (local.get $out) (local.get $h)))
                """, RESULTS, expression, expression, VALUES * BYTES, VALUES * BYTES);
    }

    /** The vectors: bounds of integers of all sizes, special floats and doubles, others at random. */
    static byte[] values() {
        long[] halves = {
            0, -1, 0x7FFF_FFFF_FFFF_FFFFL, Long.MIN_VALUE, 0x8080_8080_8080_8080L, 0x7F7F_7F7F_7F7F_7F7FL,
            0x8000_8000_8000_8000L, 0x7FFF_7FFF_7FFF_7FFFL, 0x8000_0000_8000_0000L, 0x7FFF_FFFF_7FFF_FFFFL,
            0x7FC0_0000_FFC0_0000L, 0x7F80_0001_FFA0_1234L, 0x7F80_0000_FF80_0000L, 0x8000_0000_0000_0000L,
            0x3F80_0000_BF80_0000L, 0x4F00_0000_CF00_0000L, 0x4EFF_FFFF_4F80_0000L, 0x3F00_0000_BFC0_0000L,
            0x0000_0001_8000_0001L, 0x4B00_0001_CAFF_FFFFL, 0x7FF8_0000_0000_0000L, 0xFFF0_0000_0000_0001L,
            0x7FF0_0000_0000_0000L, 0xFFF0_0000_0000_0000L, 0x3FF8_0000_0000_0000L, 0xC1E0_0000_0020_0000L,
            0x41EF_FFFF_FFF0_0000L, 0x43E0_0000_0000_0000L, 0x0001_0203_0405_0607L, 0x1011_1213_0F0E_FF80L,
        };
        Random random = new Random(7);
        byte[] all = new byte[(VALUES + 1) * BYTES];
        random.nextBytes(all);
        for (int k = 0; k < halves.length; k++) {
            for (int b = 0; b < Long.BYTES; b++) {
                // Each half appears first and second in a vector, beside another one.
                all[k * BYTES + b] = (byte) (halves[k] >>> 8 * b);
                all[k * BYTES + Long.BYTES + b] = (byte) (halves[(k * 7 + 3) % halves.length] >>> 8 * b);
            }
        }
        return all;
    }
}
