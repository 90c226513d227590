package dev.vespula.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.SourceMap;
import dev.vespula.internal.runtime.Samples;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A function that branches one way or the other: block 0 to block 2, or on to block 1. */
class FrequenciesTest {
    private static final int THEN = 3;
    private static final int ELSE = 4;
    private static final int END = 5;
    private static final int[] CODE = {Ir.word(Ir.BR_IF, 0), ELSE, Ir.word(Ir.SLOT_I32, 0),
        Ir.word(Ir.UNREACHABLE, 0),
        Ir.word(Ir.LOOP, 0),
        Ir.word(Ir.RETURN, 0)};

    private final Flow flow = flow();

    private static Flow flow() {
        Effort effort = new Effort();
        effort.begin(CODE.length);
        return new Flow(new IrFunction(0, CODE, new int[] {ELSE, END}, 1, 1, 1, 0, 0, 0, HandlerTable.EMPTY,
                new SourceMap.Builder().build()), new BitSet(), effort);
    }

    private Frequencies of(Samples samples) {
        return new Frequencies(flow, new LoopNest(flow), samples);
    }

    private static double weight(Frequencies frequencies, int from, int to) {
        double[] found = new double[1];
        frequencies.edges((begin, end, weight) -> found[0] += begin == from && end == to ? weight : 0);
        return found[0];
    }

    @Test
    void whatWasNotSeenIsGuessed() {
        Frequencies guess = of(Samples.NONE);
        assertThat(guess.of(0)).isEqualTo(1);
        assertThat(guess.of(flow.blockAt(ELSE))).as("traps are rare").isGreaterThan(guess.of(flow.blockAt(THEN)));
    }

    @Test
    void fewSamplesTellNothing() {
        Frequencies few = of(new Samples(new int[] {0, THEN}, new int[] {10, 10}));
        assertThat(few.of(0)).isEqualTo(1);
    }

    @Test
    void samplesTellAndTheRestIsRare() {
        Frequencies seen = of(new Samples(new int[] {0, THEN}, new int[] {100, 90}));
        assertThat(seen.of(0)).isBetween(100., 101.);
        assertThat(seen.of(flow.blockAt(THEN))).isBetween(90., 91.);
        assertThat(seen.of(flow.blockAt(ELSE))).isPositive().isLessThan(1e-6);
        assertThat(weight(seen, 0, flow.blockAt(THEN))).isGreaterThan(99);
        assertThat(weight(seen, 0, flow.blockAt(ELSE))).isPositive().isLessThan(1e-6);
    }

    @Test
    void whatFollowsWithoutABranchWasSeenToo() {
        Frequencies seen = of(new Samples(new int[] {0, ELSE}, new int[] {100, 90}));
        assertThat(seen.of(flow.blockAt(END))).isBetween(90., 91.);
    }

    @Test
    void whatWasSeenOftenIsHot() {
        assertThat(of(new Samples(new int[] {0, THEN}, new int[] {100, 10})).hot()).isEqualTo(blocks(0));
        assertThat(of(new Samples(new int[] {0, THEN}, new int[] {100, 20})).hot()).isEqualTo(blocks(0, flow.blockAt(THEN)));
        assertThat(of(Samples.NONE).hot()).as("no loop goes back").isEqualTo(blocks());
    }

    @Test
    void smallLoopsAreHotIfThereIsNoOtherInThem() {
        Effort effort = new Effort();
        effort.begin(CODE.length);
        int[] code = {Ir.word(Ir.LOOP, 0), Ir.word(Ir.LOOP, 0),
            Ir.word(Ir.BR_IF, 0), 1, Ir.word(Ir.SLOT_I32, 0),
            Ir.word(Ir.BR, 0), 0};
        Flow nested = new Flow(new IrFunction(0, code, new int[] {0, 1}, 1, 1, 1, 0, 0, 0, HandlerTable.EMPTY,
                new SourceMap.Builder().build()), new BitSet(), effort);
        assertThat(new Frequencies(nested, new LoopNest(nested), Samples.NONE).hot()).isEqualTo(blocks(1));
    }

    private static BitSet blocks(int... numbers) {
        BitSet set = new BitSet();
        IntStream.of(numbers).forEach(set::set);
        return set;
    }
}
