package dev.vespula.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.MemoryLoop;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which loops are copies, fills, comparisons or searches; what is done with them is tested with compiled code. */
class MemoryLoopShapesTest {
    private static final String[] COPY = {"local.get 0", "local.get 1", "i32.load8_u", "i32.store8"};
    private static final String[] FILL = {"local.get 0", "local.get 1", "i32.store8"};
    private static final String[] COUNT = {"local.get 2", "i32.const -1", "i32.add", "local.tee 2", "br_if 0"};
    private static final String[] COMPARE = {"local.get 0", "i32.load8_u", "local.get 1", "i32.load8_u", "i32.ne", "br_if 1"};
    private static final String[] SEARCH = {"local.get 0", "i32.load8_u", "i32.eqz", "br_if 1"};
    private static final String[] AGAIN = {"br 0"};

    private static String[] step(int local, int by) {
        return new String[] {"local.get " + local, "i32.const " + by, "i32.add", "local.set " + local};
    }

    private static String[] wide(int offset) {
        return new String[] {"local.get 0", "local.get 1", "i64.load offset=" + offset, "i64.store offset=" + offset};
    }

    /** The loop of a function with three parameters and a variable. */
    private static List<MemoryLoop> found(String[]... parts) {
        TestModule module = new TestModule().memory();
        int function = module.function("iii", "", "i", Stream.of(Stream.of("block", "loop"), Stream.of(parts).flatMap(
                Stream::of),
                Stream.of("end", "end")).flatMap(part -> part).toArray(String[]::new));
        int[] code = TranslatedModule.verified(module.decode(), function, TranslatedModule.PLAIN).code();
        int pc = 0;
        while (Ir.op(code[pc]) != Ir.LOOP) {
            pc = IrReader.next(code, pc);
        }
        return MemoryLoop.at(code, pc);
    }

    @Test
    void loopsOfLibrariesAreKnown() {
        assertThat(found(COPY, step(0, 1), step(1, 1), COUNT)).singleElement()
                .matches(loop -> loop.effect().source() != null && loop.counts().size() == 1 && loop.steps().size() == 3);
        assertThat(found(step(0, -1), step(1, -1), COPY, COUNT)).singleElement().matches(loop -> loop.effect().step() == -1);
        assertThat(found(wide(8), wide(0), step(0, 16), step(1, 16), COUNT)).singleElement()
                .matches(loop -> loop.effect().apart() == 16);
        assertThat(found(FILL, step(0, 1), COUNT)).singleElement().matches(loop -> loop.effect().source() == null);
        assertThat(found(COMPARE, step(0, 1), step(1, 1), COUNT)).singleElement()
                .matches(loop -> loop.effect() == null && loop.equalities().size() == 1);
        assertThat(found(SEARCH, step(0, 1), AGAIN)).singleElement()
                .matches(loop -> loop.searches().size() == 1 && loop.counts().isEmpty());
    }

    @Test
    void aSlotMaySayWhichWay() {
        String[] step = {"local.get 0", "local.get 3", "i32.add", "local.set 0"};
        assertThat(found(FILL, step, COUNT)).extracting(MemoryLoop::way).containsExactly(1, -1);
        assertThat(found(FILL, step, step(3, 1), COUNT)).isEmpty();
    }

    @Test
    void otherLoopsAreNot() {
        String[] sum = {"local.get 3", "local.get 0", "i32.load8_u", "i32.add", "local.set 3"};
        assertThat(found(sum, step(0, 1), COUNT)).as("what it sums").isEmpty();
        assertThat(found(COPY, step(0, 2), step(1, 2), COUNT)).as("gaps").isEmpty();
        assertThat(found(COPY, step(0, 1), step(1, -1), COUNT)).as("reversed").isEmpty();
        assertThat(found(FILL, step(0, 1), step(1, 1), COUNT)).as("values that change").isEmpty();
        assertThat(found(wide(8), wide(0), step(0, 8), step(1, 8), COUNT)).as("bytes written twice").isEmpty();
        assertThat(found(COPY, COMPARE, step(0, 1), step(1, 1), COUNT)).as("reads what it writes").isEmpty();
        assertThat(found(new String[] {"local.get 0", "local.get 3", "i32.store8", "local.get 1", "local.set 3"}, step(0, 1),
                COUNT)).as("a value of the iteration before").isEmpty();
        assertThat(found(FILL, step(0, 1), new String[] {"i32.const 1", "memory.grow 0", "drop"}, COUNT)).as("effects")
                .isEmpty();
    }
}
