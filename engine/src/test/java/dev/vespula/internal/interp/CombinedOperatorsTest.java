package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.Node;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Trees of operators that have nodes of their own give what the operators give one by one. A select between a value and
 * itself hides a tree from the linker.
 */
class CombinedOperatorsTest {
    private static final int ROUNDS = 200;

    private final LinkedCode linked = new LinkedCode();
    private final Random random = new Random(5);
    private final Set<String> classes = new HashSet<>();
    private boolean hidden;

    private int slot(int type, int slot) {
        return Ir.word(Ir.SLOT_I32 + type - Ir.TYPE_I32, slot);
    }

    /** An operand: words of an expression, hidden behind a select if that is asked for. */
    private int[] operand(int type, int... words) {
        if (!hidden) {
            return words;
        }
        return join(new int[] {Ir.word(Ir.SELECT_I32 + type - Ir.TYPE_I32, 0)}, words, words,
                new int[] {Ir.word(Ir.CONST_I32, 0), 1});
    }

    private int[] number(int type, int value) {
        int[] words = type == Ir.TYPE_I64 ? new int[] {Ir.word(Ir.CONST_I64, 0), value, value >> 31}
                : new int[] {Ir.word(Ir.CONST_I32, 0), value};
        return operand(type, words);
    }

    private static int[] join(int[]... parts) {
        return LinkedCode.joined(parts);
    }

    private int[] tree(int op, int[] a, int[] b) {
        return join(new int[] {Ir.word(op, 0)}, a, b);
    }

    private interface Shape {
        int[] words();
    }

    private void same(Shape shape) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int slot = 0; slot < 8; slot++) {
                long bits = random.nextLong();
                linked.x.cells[slot] = (int) bits;
                linked.x.cells[8 + slot] = Double.doubleToRawLongBits(random.nextGaussian());
                if (slot < 4) {
                    linked.x.cells[slot] = Float.floatToRawIntBits((float) random.nextGaussian());
                }
            }
            long seed = random.nextLong();
            random.setSeed(seed);
            hidden = true;
            long expected = value(shape.words());
            random.setSeed(seed);
            hidden = false;
            assertThat(value(shape.words())).isEqualTo(expected);
        }
    }

    private long value(int[] words) {
        linked.code(words);
        Node node = linked.expression();
        if (!hidden) {
            classes.add(node.getClass().getSimpleName());
        }
        return linked.cell(node, Ir.result(Ir.op(words[0])));
    }

    @Test
    void sumsAndDifferencesWithProducts() {
        for (int type : new int[] {Ir.TYPE_F32, Ir.TYPE_F64}) {
            boolean narrow = type == Ir.TYPE_F32;
            int first = narrow ? 0 : 8;
            int[] operators = narrow ? new int[] {Ir.F32_ADD, Ir.F32_SUB} : new int[] {Ir.F64_ADD, Ir.F64_SUB};
            for (int op : operators) {
                for (int forms = 0; forms < 8; forms++) {
                    int form = forms;
                    Shape a = () -> leaf(type, first, (form & 1) != 0);
                    Shape product = () -> operand(type, tree(narrow ? Ir.F32_MUL : Ir.F64_MUL,
                            leaf(type, first + 1, (form & 2) != 0), leaf(type, first + 2, (form & 4) != 0)));
                    same(() -> tree(op, a.words(), product.words()));
                    same(() -> tree(op, product.words(), a.words()));
                    same(() -> tree(op, product.words(), product.words()));
                }
            }
        }
        assertThat(classes).contains("F32AddSSS", "F32SubESS", "F64AddEEE", "F64SubSSE");
    }

    /** A slot, or another operator over it. */
    private int[] leaf(int type, int slot, boolean tree) {
        int[] words = {slot(type, slot)};
        return tree ? join(new int[] {Ir.word(type == Ir.TYPE_F32 ? Ir.F32_NEG : Ir.F64_NEG, 0)}, words)
                : operand(type, words);
    }

    @Test
    void scaledSums() {
        for (int shift : new int[] {0, 2, 3, 31, 33}) {
            same(() -> tree(Ir.I32_ADD, operand(Ir.TYPE_I32, slot(Ir.TYPE_I32, 4)), operand(Ir.TYPE_I32,
                    tree(Ir.I32_SHL, new int[] {slot(Ir.TYPE_I32, 5)}, number(Ir.TYPE_I32, shift)))));
        }
        assertThat(classes).containsExactly("AddressSum");
    }

    @Test
    void addressesAreSumsModulo32Bits() {
        for (int i = 0; i < linked.instance.memories[0].limit; i++) {
            linked.instance.memories[0].bytes[i] = (byte) (i * 31);
        }
        int[][] pairs = {{100, 50}, {-4, 104}, {Integer.MIN_VALUE, Integer.MIN_VALUE}, {65000, -64000}};
        for (int[] pair : pairs) {
            linked.x.cells[4] = pair[0];
            linked.x.cells[5] = pair[1];
            Shape slots = () -> tree(Ir.I32_ADD, new int[] {slot(Ir.TYPE_I32, 4)}, new int[] {slot(Ir.TYPE_I32, 5)});
            Shape immediate = () -> tree(Ir.I32_ADD, new int[] {slot(Ir.TYPE_I32, 4)}, new int[] {Ir.word(Ir.CONST_I32, 0),
                pair[1]});
            loads(slots, "I64LoadQ");
            loads(immediate, "I64LoadP");
            linked.x.cells[5] = pair[1] >> 2;
            loads(() -> tree(Ir.I32_ADD, new int[] {slot(Ir.TYPE_I32, 4)},
                    tree(Ir.I32_SHL, new int[] {slot(Ir.TYPE_I32, 5)}, new int[] {Ir.word(Ir.CONST_I32, 0), 2})), "I64LoadR");
        }
    }

    private void loads(Shape address, String node) {
        classes.clear();
        long[] values = new long[2];
        for (int k = 0; k < 2; k++) {
            hidden = k == 0;
            values[k] = value(join(new int[] {Ir.word(Ir.I64_LOAD, 0), 8}, operand(Ir.TYPE_I32, address.words())));
        }
        assertThat(values[1]).isEqualTo(values[0]);
        assertThat(classes).containsExactly(node);
    }
}
