package dev.vespula.internal.linked;

import dev.vespula.internal.ir.MemoryLoop;
import dev.vespula.internal.memory.MemoryLoops;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Does most iterations of a {@link MemoryLoop} at once, where one begins. What is left to do is the same as if they had been
 * interpreted: then come the statements of the loop.
 */
final class MemoryLoopNode extends Node {
    /** With fewer iterations left they are interpreted: a step takes as long as two or three. */
    static final int LEAST = 4;

    /** A {@link MemoryLoop.Sum} for evaluation. Most are of one slot or none, which no array is looked at for. */
    private static final class Sum {
        private final int slot;
        private final int factor;
        private final long constant;
        private final Sum more;

        Sum(MemoryLoop.Sum sum) {
            this(sum, sum.slots().keySet().iterator());
        }

        private Sum(MemoryLoop.Sum sum, Iterator<Integer> slots) {
            slot = slots.hasNext() ? slots.next() : MemoryLoop.NONE;
            factor = slot == MemoryLoop.NONE ? 0 : sum.slots().get(slot);
            more = slots.hasNext() ? new Sum(sum, slots) : null;
            constant = more == null ? sum.constant() : 0;
        }

        /** The value; of an i32 the lower half. */
        long value(long[] cells, int fp) {
            long value = slot == MemoryLoop.NONE ? constant : constant + factor * cells[fp + slot];
            return more == null ? value : value + more.value(cells, fp);
        }
    }

    /** A {@link MemoryLoop.Count} for evaluation. */
    private static final class Count {
        private final boolean untilEqual;
        private final boolean isSigned;
        private final Sum first;
        private final Sum second;
        private final int more;
        private final int speed;

        Count(MemoryLoop.Count count) {
            untilEqual = count.relation() == MemoryLoop.Relation.UNEQUAL;
            isSigned = count.relation() == MemoryLoop.Relation.LESS_SIGNED;
            first = new Sum(count.first());
            second = new Sum(count.second());
            more = count.more();
            speed = count.speed();
        }

        int left(long[] cells, int fp) {
            int from = (int) first.value(cells, fp);
            int to = (int) second.value(cells, fp);
            return untilEqual ? MemoryLoops.untilEqual(from, to, speed)
                    : isSigned ? MemoryLoops.whileLessSigned(from, to, more, speed)
                    : MemoryLoops.whileLess(from, to, more, speed);
        }
    }

    /** One of the things that are done with memory: gives how many iterations that leaves or, if it writes, does. */
    private interface Part {
        int go(int count, Context context, long[] cells, int fp);
    }

    private final int direction;
    private final int way;
    private final int most;
    private final Count[] counts;
    private final Part[] parts;
    private final boolean writes;
    private final int[] slots;
    private final int[] steps;
    /** Fuel for an iteration, 0 if that is not metered. */
    private final long cost;

    MemoryLoopNode(MemoryLoop loop, boolean isMetered) {
        direction = loop.direction();
        way = loop.way();
        most = MemoryLoops.most(loop);
        counts = loop.counts().stream().map(Count::new).toArray(Count[]::new);
        parts = Stream.of(loop.equalities().stream().map(MemoryLoopNode::part),
                loop.searches().stream().map(MemoryLoopNode::part),
                Stream.ofNullable(loop.effect()).map(MemoryLoopNode::part))
                .flatMap(part -> part).toArray(Part[]::new);
        writes = loop.effect() != null;
        slots = loop.steps().keySet().stream().mapToInt(slot -> slot).toArray();
        steps = loop.steps().values().stream().mapToInt(step -> step).toArray();
        cost = isMetered ? loop.cost() : 0;
    }

    private static Part part(MemoryLoop.Equality test) {
        Sum base = new Sum(test.place().base());
        Sum other = new Sum(test.other().base());
        int low = test.place().low();
        int otherLow = test.other().low();
        int step = test.step();
        return (count, context, cells, fp) -> MemoryLoops.compare(count, context.memory, (int) context.limit,
                (int) base.value(cells, fp), low, (int) other.value(cells, fp), otherLow, step);
    }

    private static Part part(MemoryLoop.Search search) {
        Sum base = new Sum(search.place().base());
        Sum value = new Sum(search.value());
        int low = search.place().low();
        int test = search.test();
        return (count, context, cells, fp) -> MemoryLoops.search(count, context.memory, (int) context.limit,
                (int) base.value(cells, fp), low, (int) value.value(cells, fp), test);
    }

    private static Part part(MemoryLoop.Effect effect) {
        Sum base = new Sum(effect.target().base());
        int low = effect.target().low();
        int step = effect.step();
        if (effect.source() == null) {
            Sum value = new Sum(effect.value());
            int width = effect.width();
            return (count, context, cells, fp) -> MemoryLoops.fill(count, context.memory, (int) context.limit,
                    (int) base.value(cells, fp), low, step, value.value(cells, fp), width);
        }
        Sum source = new Sum(effect.source().base());
        int sourceLow = effect.source().low();
        int apart = effect.apart();
        return (count, context, cells, fp) -> MemoryLoops.copy(count, context.memory, (int) context.limit,
                (int) base.value(cells, fp), low, (int) source.value(cells, fp), sourceLow, step, apart);
    }

    @Override
    public void execute(Context context, long[] cells, int fp) {
        if (direction != MemoryLoop.NONE && (int) cells[fp + direction] != way) {
            return;
        }
        int left = most;
        for (Count count : counts) {
            left = Math.min(left, count.left(cells, fp));
        }
        if (left >= LEAST) {
            skip(left, context, cells, fp);
        }
    }

    private void skip(int left, Context context, long[] cells, int fp) {
        int count = cost == 0 ? left : MemoryLoops.afford(left, context.store.fuel, cost);
        for (Part part : parts) {
            count = part.go(count, context, cells, fp);
        }
        int done = writes ? count : count - 1;
        if (done <= 0) {
            return;
        }
        for (int k = 0; k < slots.length; k++) {
            cells[fp + slots[k]] = cells[fp + slots[k]] + done * steps[k] & 0xFFFF_FFFFL;
        }
        context.store.fuel -= done * cost;
    }
}
