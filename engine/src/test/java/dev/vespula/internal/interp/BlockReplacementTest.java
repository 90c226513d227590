package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.Detour;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import org.junit.jupiter.api.Test;

/**
 * A block that is replaced by compiled code while a dispatch loop is about to run it. The loop reads two fields, one after
 * the other; whichever it reads before the replacement and whichever after, it must not run the terminator of the one state
 * with the statements of the other: an iteration would be lost or done twice.
 */
class BlockReplacementTest {
    private static final CallEntry COMPILED = new CallEntry() {
        @Override
        public void enter(MachineStack stack, ModuleInstance in, long at) {
            throw new AssertionError("not called");
        }
    };

    private static Block linked() {
        Block block = new LinkedCode().code(Ir.word(Ir.UNREACHABLE, 0)).function().entry;
        assertThat(block.prepare()).isNull();
        assertThat(block.body).isNotNull();
        assertThat(block.last).isNotNull();
        return block;
    }

    @Test
    void everyMixtureOfOldAndNewIsRecognised() {
        Block block = linked();
        Node[] bodyBefore = block.body;
        Node lastBefore = block.last;
        block.replace(COMPILED);
        boolean newBodyIsTested = block.body == null;
        boolean newLastIsTested = block.last == null;
        assertThat(newBodyIsTested || block.body == bodyBefore).as("an old terminator with a new body").isTrue();
        assertThat(newLastIsTested || block.last == lastBefore).as("an old body with a new terminator").isTrue();
        assertThat(newBodyIsTested || newLastIsTested).as("the replacement is seen").isTrue();
    }

    @Test
    void whoeverLooksAgainEntersCompiledCode() {
        Block block = linked();
        Node[] bodyBefore = block.body;
        Node lastBefore = block.last;
        block.replace(COMPILED);
        Detour entering = block.prepare();
        assertThat(entering).isNotNull();
        assertThat(entering.interpreted().body).isSameAs(bodyBefore);
        assertThat(entering.interpreted().last).isSameAs(lastBefore);
        assertThat(entering.interpreted().prepare()).as("the copy is interpreted").isNull();
    }

    @Test
    void aSecondReplacementKeepsTheStatements() {
        Block block = linked();
        Node[] bodyBefore = block.body;
        block.replace(COMPILED);
        Detour first = block.prepare();
        block.replace(COMPILED);
        assertThat(block.prepare()).isNotNull().isNotSameAs(first);
        assertThat(block.prepare().interpreted()).isSameAs(first.interpreted());
        assertThat(first.interpreted().body).isSameAs(bodyBefore);
    }

    @Test
    void aBlockThatRunsOnIntoALoopEndsThereOnceALoopIsCompiled() {
        LinkedCode code = new LinkedCode();
        int loop = 3;
        LinkedFunction function = code.code(Ir.word(Ir.SET_I32, 1), Ir.word(Ir.CONST_I32, 0), 7)
                .add(Ir.word(Ir.LOOP, 0), Ir.word(Ir.UNREACHABLE, 0)).function(loop);
        function.entry.prepare();
        assertThatThrownBy(() -> function.entry.last.next(code.x, code.x.cells, 0)).as("goes on with the loop's statements")
                .isInstanceOf(Trap.class);

        function.loopCompiled(loop, COMPILED);

        assertThat(function.entry.body).isNull();
        Block before = function.entry.prepare().next(code.x, code.x.cells, 0);
        before.prepare();
        assertThat(before.body).hasSize(1);
        assertThat(before.last.next(code.x, code.x.cells, 0)).isSameAs(function.block(loop));
        assertThat(function.block(loop).prepare()).isInstanceOf(Detour.class);
    }
}
