package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.BlockLinker;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.numeric.I32x4;
import dev.vespula.internal.numeric.ShufflePlan;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Statements that are linked together give what they give one by one. */
class VectorChainTest {
    private static final int TARGET = 2;
    private static final int SOURCE = 4;

    private final LinkedCode linked = new LinkedCode();
    private final Random random = new Random(9);

    private void rotation(int slot, int left, int right, boolean leftFirst, int union) {
        rotation(slot, Integer.SIZE, left, right, leftFirst, union);
    }

    private void rotation(int slot, int lane, int left, int right, boolean leftFirst, int union) {
        linked.add(Ir.word(union, 0));
        for (boolean shiftLeft : new boolean[] {leftFirst, !leftFirst}) {
            int op = lane == Integer.SIZE ? shiftLeft ? Ir.I32X4_SHL : Ir.I32X4_SHR_U
                    : shiftLeft ? Ir.I64X2_SHL : Ir.I64X2_SHR_U;
            linked.add(Ir.word(op, 0), Ir.word(Ir.SLOT_V128, slot),
                    Ir.word(Ir.CONST_I32, 0), shiftLeft ? left : right);
        }
    }

    private void shuffle(int slot, long low, long high) {
        linked.add(Ir.word(Ir.I8X16_SHUFFLE, 0), (int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32),
                Ir.word(Ir.SLOT_V128, slot), Ir.word(Ir.SLOT_V128, slot));
    }

    private long pattern(int round) {
        long[] usual = {0x0706_0504_0302_0100L, 0x0504_0706_0100_0302L, 0x0b0a_0908_0706_0504L, 0x1312_1110_0302_0100L};
        return round % 3 == 0 ? random.nextLong() & 0x1F1F_1F1F_1F1F_1F1FL : usual[random.nextInt(usual.length)];
    }

    @Test
    void rotationsAndShufflesOfOneVectorAreOneNode() {
        for (int round = 0; round < 500; round++) {
            long[] cells = linked.x.cells;
            cells[SOURCE] = random.nextLong();
            cells[SOURCE + 1] = random.nextLong();
            long low = ~cells[SOURCE];
            long high = ~cells[SOURCE + 1];
            linked.code(Ir.word(Ir.SET_V128, TARGET), Ir.word(Ir.V128_NOT, 0), Ir.word(Ir.SLOT_V128, SOURCE));
            int length = 1 + random.nextInt(4);
            for (int k = 0; k < length; k++) {
                linked.add(Ir.word(Ir.SET_V128, TARGET));
                if (random.nextBoolean()) {
                    int lane = random.nextBoolean() ? Integer.SIZE : Long.SIZE;
                    int count = 1 + random.nextInt(lane - 1);
                    int union = random.nextBoolean() ? Ir.V128_OR : Ir.V128_XOR;
                    rotation(TARGET, lane, count, lane - count, random.nextBoolean(), union);
                    low = lane == Long.SIZE ? Long.rotateLeft(low, count) : I32x4.rotl(low, count);
                    high = lane == Long.SIZE ? Long.rotateLeft(high, count) : I32x4.rotl(high, count);
                } else {
                    long first = pattern(round);
                    long second = pattern(round);
                    shuffle(TARGET, first, second);
                    long moved = ShufflePlan.of(first).apply(low, high, low, high);
                    high = ShufflePlan.of(second).apply(low, high, low, high);
                    low = moved;
                }
            }
            linked.add(Ir.word(Ir.UNREACHABLE, 0));
            List<Node> nodes = new BlockLinker(linked.function(new int[0])).link(0);
            assertThat(nodes).as("a node, and the terminator").hasSize(2);
            nodes.get(0).execute(linked.x, cells, 0);
            assertThat(cells[TARGET]).isEqualTo(low);
            assertThat(cells[TARGET + 1]).isEqualTo(high);
        }
    }

    @Test
    void branchTargetsAndOtherShiftsStayApart() {
        linked.code(Ir.word(Ir.SET_V128, TARGET), Ir.word(Ir.V128_NOT, 0), Ir.word(Ir.SLOT_V128, SOURCE));
        int second = linked.size();
        linked.add(Ir.word(Ir.SET_V128, TARGET));
        rotation(TARGET, 7, 25, true, Ir.V128_OR);
        int third = linked.size();
        linked.add(Ir.word(Ir.SET_V128, TARGET));
        rotation(TARGET, 7, 24, true, Ir.V128_OR);
        linked.add(Ir.word(Ir.UNREACHABLE, 0));
        assertThat(new BlockLinker(linked.function(second)).link(0)).hasSize(4);
        assertThat(new BlockLinker(linked.function(third)).link(0)).hasSize(3);
        long[] cells = linked.x.cells;
        cells[SOURCE] = 0x0123_4567_89AB_CDEFL;
        new BlockLinker(linked.function(third)).link(0).subList(0, 2).forEach(node -> node.execute(linked.x, cells, 0));
        long rotated = I32x4.rotl(~0x0123_4567_89AB_CDEFL, 7);
        assertThat(cells[TARGET]).isEqualTo(I32x4.shl(rotated, 7) | I32x4.shrU(rotated, 24));
    }
}
