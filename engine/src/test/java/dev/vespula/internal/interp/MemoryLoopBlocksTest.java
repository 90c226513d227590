package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.Block;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where a loop over memory looks how much can be done at once: not at each iteration. */
class MemoryLoopBlocksTest {
    private static final int TARGET = 0;
    private static final int SOURCE = 1;
    private static final int LEFT = 2;

    private final LinkedCode linked = new LinkedCode();

    private void add(int slot, int step) {
        linked.add(Ir.word(Ir.SET_I32, slot), Ir.word(Ir.I32_ADD, 0), Ir.word(Ir.SLOT_I32, slot), Ir.word(Ir.CONST_I32, 0),
                step);
    }

    /** The block with which a loop begins that copies bytes. */
    private Block loop() {
        linked.code(Ir.word(Ir.LOOP, 0));
        linked.add(Ir.word(Ir.I32_STORE8, 0), 0, Ir.word(Ir.SLOT_I32, TARGET));
        linked.add(Ir.word(Ir.I32_LOAD8_U, 0), 0, Ir.word(Ir.SLOT_I32, SOURCE));
        add(TARGET, 1);
        add(SOURCE, 1);
        add(LEFT, -1);
        linked.add(Ir.word(Ir.BR_IF, 0), 0, Ir.word(Ir.SLOT_I32, LEFT));
        int end = linked.size();
        linked.add(Ir.word(Ir.RETURN, 0));
        return linked.function(0, end).entry;
    }

    private static boolean looks(Block block) {
        return Arrays.stream(block.body).anyMatch(node -> node.getClass().getSimpleName().equals("MemoryLoopNode"));
    }

    private Block next(Block block) {
        linked.x.cells[LEFT] = 100;
        Block next = block.last.next(linked.x, linked.x.cells, 0);
        assertThat(next.start).isZero();
        assertThat(next.fuel).isEqualTo(block.fuel);
        assertThat(next.prepare()).isNull();
        return next;
    }

    @Test
    void itLooksAgainAfterThreeIterationsThatDoNot() {
        Block first = loop();
        first.prepare();
        assertThat(looks(first)).isTrue();
        Block block = first;
        for (int iteration = 1; iteration < 4; iteration++) {
            block = next(block);
            assertThat(looks(block)).as("iteration %d", iteration).isFalse();
            assertThat(block.body).hasSize(first.body.length - 1);
        }
        assertThat(next(block)).isSameAs(first);
    }

    @Test
    void positionsAreTheSame() {
        Block first = loop();
        first.prepare();
        Block second = next(first);
        for (int node = 0; node <= second.body.length; node++) {
            assertThat(second.pc(node)).isEqualTo(first.pc(node + 1));
        }
    }
}
