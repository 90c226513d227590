package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.BlockLinker;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.numeric.ArithmeticTrap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every numeric operator in every form of its operands, in each of its uses: the same result, or the same trap, as over
 * operands that are nodes of their own. What the operators compute is tested where they are defined.
 */
class NumericFormsTest {
    private static final long[] INTEGERS = {0, 1, 2, 31, 32, 63, -1, -2, 7, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x1234567,
        Long.MAX_VALUE, Long.MIN_VALUE, 0x1_0000_0000L, -77_777_777_777L};
    private static final double[] FLOATS = {0, -0.0, 1, -1, 0.5, 2.5, -1.5, 1e10, -1e10, 1e19, 1e300, Float.MAX_VALUE,
        Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    private static final long TRAPS = 0x7EAF_DEAD_0000_0000L;
    private static final int TARGET = 9;

    private final LinkedCode linked = new LinkedCode();

    static Stream<String> operators() {
        return IntStream.range(Ir.I32_EQZ, Ir.COUNT)
                .filter(op -> Ir.kind(op) == Ir.KIND_EXPR && Ir.width(op) == 0 && Ir.result(op) <= Ir.TYPE_F64)
                .filter(op -> Ir.operands(op) <= 2 && IntStream.range(0, Ir.operands(op))
                        .allMatch(k -> Ir.operand(op, k) <= Ir.TYPE_F64))
                .mapToObj(Ir::name);
    }

    private static int numbered(String name) {
        return IntStream.range(0, Ir.COUNT).filter(op -> Ir.name(op).equals(name)).findFirst().orElseThrow();
    }

    private static long[] samples(int type) {
        long[] cells = new long[16];
        for (int k = 0; k < cells.length; k++) {
            cells[k] = switch (type) {
                case Ir.TYPE_I32 -> (int) (INTEGERS[k] ^ INTEGERS[k] >>> 32);
                case Ir.TYPE_I64 -> INTEGERS[k];
                case Ir.TYPE_F32 -> Float.floatToRawIntBits((float) FLOATS[k]);
                default -> Double.doubleToRawLongBits(FLOATS[k]);
            };
        }
        return cells;
    }

    /** Appends an operand: a slot, an immediate, or (a select between one slot) a node. */
    private void operand(char form, int type, int slot, long value) {
        int slotOp = Ir.word(Ir.SLOT_I32 + type - Ir.TYPE_I32, slot);
        switch (form) {
            case 'S' -> linked.add(slotOp);
            case 'I' -> {
                linked.add(Ir.word(Ir.CONST_I32 + type - Ir.TYPE_I32, 0), (int) value);
                if (type == Ir.TYPE_I64 || type == Ir.TYPE_F64) {
                    linked.add((int) (value >>> 32));
                }
            }
            default -> linked.add(Ir.word(Ir.SELECT_I32 + type - Ir.TYPE_I32, 0), slotOp, slotOp,
                    Ir.word(Ir.CONST_I32, 0), 1);
        }
        linked.x.cells[slot] = value;
    }

    private void operator(int op, String form, long a, long b) {
        linked.add(Ir.word(op, 0));
        operand(form.charAt(0), Ir.operand(op, 0), 3, a);
        if (form.length() == 2) {
            operand(form.charAt(1), Ir.operand(op, 1), 5, b);
        }
    }

    private long value(int op, String form, long a, long b) {
        linked.code();
        operator(op, form, a, b);
        Node node = linked.expression();
        try {
            return linked.cell(node, Ir.result(op));
        } catch (ArithmeticTrap trap) {
            return TRAPS + trap.reason().ordinal();
        }
    }

    private long valueSet(int op, String form, long a, long b) {
        linked.code(Ir.word(Ir.SET_I32 + Ir.result(op) - Ir.TYPE_I32, TARGET));
        operator(op, form, a, b);
        linked.add(Ir.word(Ir.UNREACHABLE, 0));
        List<Node> nodes = new BlockLinker(linked.function()).link(0);
        assertThat(nodes).hasSize(2);
        try {
            nodes.get(0).execute(linked.x, linked.x.cells, 0);
            return linked.x.cells[TARGET];
        } catch (ArithmeticTrap trap) {
            return TRAPS + trap.reason().ordinal();
        }
    }

    private void branches(int op, String form, long a, long b, boolean holds) {
        for (int branch : new int[] {Ir.BR_IF, Ir.BR_UNLESS}) {
            linked.code(Ir.word(Ir.UNREACHABLE, 0), Ir.word(branch, 0), 0);
            operator(op, form, a, b);
            linked.add(Ir.word(Ir.UNREACHABLE, 0));
            LinkedFunction function = linked.function();
            List<Node> nodes = new BlockLinker(function).link(1);
            assertThat(nodes).hasSize(1);
            Block next = nodes.get(0).next(linked.x, linked.x.cells, 0);
            assertThat(next.start).isEqualTo(holds == (branch == Ir.BR_IF) ? 0 : linked.size() - 1);
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void everyFormOfAnOperatorGivesTheSame(String name) {
        int op = numbered(name);
        boolean binary = Ir.operands(op) == 2;
        String[] forms = binary ? new String[] {"SS", "SI", "IS", "SE", "ES", "EI", "IE", "II"} : new String[] {"S", "I"};
        long[] right = binary ? samples(Ir.operand(op, 1)) : new long[1];
        for (long a : samples(Ir.operand(op, 0))) {
            for (long b : right) {
                long expected = value(op, binary ? "EE" : "E", a, b);
                assertThat(expected == (int) expected || Ir.result(op) == Ir.TYPE_I64 || Ir.result(op) == Ir.TYPE_F64
                        || (expected & ~3L) == TRAPS).as("canonical").isTrue();
                for (String form : forms) {
                    assertThat(value(op, form, a, b)).as("%s %s %x %x", name, form, a, b).isEqualTo(expected);
                    assertThat(valueSet(op, form, a, b)).as("%s %s %x %x", name, form, a, b).isEqualTo(expected);
                    if (Ir.result(op) == Ir.TYPE_I32 && !Ir.has(op, Ir.FLAG_TRAP)) {
                        branches(op, form, a, b, expected != 0);
                    }
                }
            }
        }
    }
}
