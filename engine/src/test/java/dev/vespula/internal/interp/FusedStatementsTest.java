package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.BlockLinker;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.Node;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

/** Random runs of small statements, with a branch behind them, do the same however they are linked together. */
class FusedStatementsTest {
    private static final int[] COMPARISONS = {Ir.I32_EQ, Ir.I32_NE, Ir.I32_LT_S, Ir.I32_LT_U, Ir.I32_GT_S, Ir.I32_GT_U,
        Ir.I32_LE_S, Ir.I32_LE_U, Ir.I32_GE_S, Ir.I32_GE_U, Ir.I64_EQ, Ir.I64_NE, Ir.I64_LT_S, Ir.I64_LT_U, Ir.I64_GT_S,
        Ir.I64_GT_U, Ir.I64_LE_S, Ir.I64_LE_U, Ir.I64_GE_S, Ir.I64_GE_U};
    /** Slots below hold i32, the others i64. */
    private static final int I32_SLOTS = 4;
    private static final int SLOTS = 8;

    private final LinkedCode linked = new LinkedCode();
    private final Random random = new Random(42);
    private final long[] expected = new long[SLOTS];

    private int i32Slot() {
        return random.nextInt(I32_SLOTS);
    }

    private int i64Slot() {
        return I32_SLOTS + random.nextInt(SLOTS - I32_SLOTS);
    }

    private int number() {
        return random.nextInt(7) - 3;
    }

    private void statement() {
        boolean narrow = random.nextBoolean();
        int type = narrow ? 0 : 1;
        int target = narrow ? i32Slot() : i64Slot();
        int a = narrow ? i32Slot() : i64Slot();
        int b = narrow ? i32Slot() : i64Slot();
        int immediate = number();
        linked.add(Ir.word(Ir.SET_I32 + type, target));
        switch (random.nextInt(4)) {
            case 0 -> {
                linked.add(Ir.word(Ir.SLOT_I32 + type, a));
                expected[target] = expected[a];
            }
            case 1 -> {
                constant(narrow, immediate);
                expected[target] = immediate;
            }
            case 2 -> {
                linked.add(Ir.word(narrow ? Ir.I32_ADD : Ir.I64_ADD, 0), Ir.word(Ir.SLOT_I32 + type, a));
                constant(narrow, immediate);
                expected[target] = sum(narrow, expected[a], immediate);
            }
            default -> {
                linked.add(Ir.word(narrow ? Ir.I32_ADD : Ir.I64_ADD, 0), Ir.word(Ir.SLOT_I32 + type, a),
                        Ir.word(Ir.SLOT_I32 + type, b));
                expected[target] = sum(narrow, expected[a], expected[b]);
            }
        }
    }

    private void constant(boolean narrow, int value) {
        linked.add(Ir.word(narrow ? Ir.CONST_I32 : Ir.CONST_I64, 0), value);
        if (!narrow) {
            linked.add(value >> 31);
        }
    }

    private static long sum(boolean narrow, long a, long b) {
        return narrow ? (int) (a + b) : a + b;
    }

    private static boolean holds(int op, long a, long b) {
        String name = Ir.name(op);
        LongBinaryOperator order = name.endsWith("_u") ? Long::compareUnsigned : Long::compare;
        // Sign extension keeps the unsigned order of i32 too.
        long sign = order.applyAsLong(a, b);
        return switch (name.substring(4, 6)) {
            case "eq" -> sign == 0;
            case "ne" -> sign != 0;
            case "lt" -> sign < 0;
            case "gt" -> sign > 0;
            case "le" -> sign <= 0;
            default -> sign >= 0;
        };
    }

    /** Appends a branch to 0 and says whether it is taken. */
    private boolean branch() {
        boolean when = random.nextBoolean();
        linked.add(Ir.word(when ? Ir.BR_IF : Ir.BR_UNLESS, 0), 0);
        if (random.nextInt(4) == 0) {
            int slot = i32Slot();
            linked.add(Ir.word(Ir.SLOT_I32, slot));
            return expected[slot] != 0 == when;
        }
        if (random.nextInt(6) == 0) {
            int slot = i32Slot();
            linked.add(Ir.word(Ir.I32_EQZ, 0), Ir.word(Ir.SLOT_I32, slot));
            return expected[slot] == 0 == when;
        }
        int op = COMPARISONS[random.nextInt(COMPARISONS.length)];
        boolean narrow = op < Ir.I64_EQZ;
        int a = narrow ? i32Slot() : i64Slot();
        int b = narrow ? i32Slot() : i64Slot();
        linked.add(Ir.word(op, 0), Ir.word(narrow ? Ir.SLOT_I32 : Ir.SLOT_I64, a));
        if (random.nextBoolean()) {
            linked.add(Ir.word(narrow ? Ir.SLOT_I32 : Ir.SLOT_I64, b));
            return holds(op, expected[a], expected[b]) == when;
        }
        int immediate = number();
        constant(narrow, immediate);
        return holds(op, expected[a], immediate) == when;
    }

    @Test
    void randomRunsOfSmallStatements() {
        Set<String> classes = new HashSet<>();
        for (int round = 0; round < 40_000; round++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                expected[slot] = number();
            }
            System.arraycopy(expected, 0, linked.x.cells, 0, SLOTS);
            linked.code(Ir.word(Ir.UNREACHABLE, 0));
            int count = random.nextInt(7);
            for (int k = 0; k < count; k++) {
                statement();
            }
            boolean taken = branch();
            linked.add(Ir.word(Ir.UNREACHABLE, 0));
            LinkedFunction function = linked.function();
            List<Node> nodes = new BlockLinker(function).link(1);
            assertThat(nodes.size()).isLessThanOrEqualTo(1 + (count + 1) / 2);
            for (Node node : nodes.subList(0, nodes.size() - 1)) {
                node.execute(linked.x, linked.x.cells, 0);
            }
            Node last = nodes.get(nodes.size() - 1);
            Block next = last.next(linked.x, linked.x.cells, 0);
            assertThat(Arrays.copyOf(linked.x.cells, SLOTS)).isEqualTo(expected);
            assertThat(next.start).isEqualTo(taken ? 0 : linked.size() - 1);
            nodes.forEach(node -> classes.add(node.getClass().getSimpleName()));
        }
        // All 36 pairs, all 80 comparisons after additions, and what they are made of.
        assertThat(classes).hasSizeGreaterThan(36 + 80);
    }
}
