package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;

/**
 * A loop that copies or fills memory 0 byte by byte, as Binaryen writes them for {@code memory.copy} and {@code memory.fill}
 * where a program must do without these. An index runs to an end, and what it is added to stays as it is:
 *
 * <pre>
 *   loop   br_if out (index == end)   mem[target + index] = mem[source + index]   index += step   br loop
 *   loop   br_unless out (index)      index += -1   mem[target + index] = value   br loop
 * </pre>
 *
 * @param index  slot of the index
 * @param target slot of the address that is written to
 * @param value  position of the operand that is the source's address, or the byte to fill with
 * @param end    position of the operand that the index ends at, or {@link #NONE}: at zero
 * @param step   position of the operand that is added to the index, or {@link #NONE}: -1
 */
public record ByteLoop(int index, int target, int value, int end, int step) {
    /** No position. */
    public static final int NONE = -1;

    /** Whether it copies; otherwise it fills. */
    public boolean isCopy() {
        return end != NONE;
    }

    /** The loop that begins with a block and ends with the next one; null if it is no such loop. */
    public static ByteLoop at(Flow flow, int block) {
        if (block + 1 >= flow.blockCount() || count(flow, block) != 2 || count(flow, block + 1) != 3) {
            return null;
        }
        int[] words = flow.words;
        int start = flow.start(block);
        int back = flow.last(block + 1);
        if (Ir.op(words[start]) != Ir.LOOP || Ir.op(words[back]) != Ir.BR || words[back + 1] != start) {
            return null;
        }
        int exit = flow.last(block);
        int first = flow.start(block + 1);
        int second = flow.position(flow.firstStatement(block + 1) + 1);
        ByteLoop loop = switch (Ir.op(words[exit])) {
            case Ir.BR_IF -> copy(words, exit, first, second);
            case Ir.BR_UNLESS -> fill(words, exit, first, second);
            default -> null;
        };
        return loop != null && isInside(words, exit, start, back) ? null : loop;
    }

    private static int count(Flow flow, int block) {
        return flow.firstStatement(block + 1) - flow.firstStatement(block);
    }

    private static boolean isInside(int[] words, int exit, int start, int back) {
        return words[exit + 1] >= start && words[exit + 1] <= back;
    }

    private static ByteLoop copy(int[] words, int exit, int store, int advance) {
        int equal = exit + 2;
        int left = equal + 1;
        if (Ir.op(words[equal]) != Ir.I32_EQ || !isSimple(words, left)) {
            return null;
        }
        int right = IrReader.next(words, left);
        if (!isSimple(words, right) || !isByteAccess(words, store, Ir.I32_STORE8)) {
            return null;
        }
        int load = IrReader.next(words, store + 2);
        if (!isByteAccess(words, load, Ir.I32_LOAD8_U) || Ir.op(words[advance]) != Ir.SET_I32) {
            return null;
        }
        int index = Ir.field(words[advance]);
        int end = isSlot(words, left, index) ? right : isSlot(words, right, index) ? left : NONE;
        int target = added(words, store + 2, index);
        int source = added(words, load + 2, index);
        int step = added(words, advance + 1, index);
        boolean fits = end != NONE && target != NONE && source != NONE && step != NONE
                && isOther(words, end, index) && isOther(words, step, index)
                && Ir.op(words[target]) == Ir.SLOT_I32 && isOther(words, target, index) && isOther(words, source, index);
        return fits ? new ByteLoop(index, Ir.field(words[target]), source, end, step) : null;
    }

    private static ByteLoop fill(int[] words, int exit, int advance, int store) {
        int condition = exit + 2;
        if (Ir.op(words[condition]) != Ir.SLOT_I32 || Ir.op(words[advance]) != Ir.SET_I32
                || !isByteAccess(words, store, Ir.I32_STORE8)) {
            return null;
        }
        int index = Ir.field(words[condition]);
        int step = added(words, advance + 1, index);
        int target = added(words, store + 2, index);
        int value = IrReader.next(words, store + 2);
        boolean fits = Ir.field(words[advance]) == index && step != NONE && target != NONE
                && Ir.op(words[step]) == Ir.CONST_I32 && words[step + 1] == -1
                && Ir.op(words[target]) == Ir.SLOT_I32 && isOther(words, target, index)
                && isSimple(words, value) && isOther(words, value, index);
        return fits ? new ByteLoop(index, Ir.field(words[target]), value, NONE, NONE) : null;
    }

    /** Whether a byte of memory 0, whose addresses are i32, is accessed without an offset. */
    private static boolean isByteAccess(int[] words, int pc, int op) {
        return Ir.op(words[pc]) == op && Ir.field(words[pc]) == 0 && words[pc + 1] == 0;
    }

    private static boolean isSimple(int[] words, int pc) {
        int op = Ir.op(words[pc]);
        return op == Ir.SLOT_I32 || op == Ir.CONST_I32;
    }

    private static boolean isSlot(int[] words, int pc, int slot) {
        return Ir.op(words[pc]) == Ir.SLOT_I32 && Ir.field(words[pc]) == slot;
    }

    private static boolean isOther(int[] words, int pc, int slot) {
        return !isSlot(words, pc, slot);
    }

    /** Position of what an expression adds to a slot, if it does that and the summand is simple. */
    private static int added(int[] words, int sum, int slot) {
        if (Ir.op(words[sum]) != Ir.I32_ADD || !isSimple(words, sum + 1)) {
            return NONE;
        }
        int right = IrReader.next(words, sum + 1);
        if (!isSimple(words, right)) {
            return NONE;
        }
        return isSlot(words, sum + 1, slot) ? right : isSlot(words, right, slot) ? sum + 1 : NONE;
    }
}
