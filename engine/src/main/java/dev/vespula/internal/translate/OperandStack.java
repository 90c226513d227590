package dev.vespula.internal.translate;

import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;
import java.util.Arrays;

/**
 * The operand stack of the function under translation. An operand is a node of {@link Expressions}: a slot, a constant or
 * an expression that waits for its use. Each height has a fixed temporary slot, its <em>home</em>, so that values that
 * come from different paths meet at the same place; an operand is <em>forced</em> by writing it there.
 *
 * <p>When an operand must be forced:
 * <ul>
 * <li>it can trap, and a statement with an effect, another trap or a branch is about to be written: traps come in order;
 * <li>it reads a local, a global, a table, a memory or its size, and that is about to change;
 * <li>it reads a temporary slot that is about to be written ({@link #freeTempsBelow});
 * <li>control flow begins above it: all paths must find it at the same place;
 * <li>its tree is too deep or too large to become part of another one.
 * </ul>
 * An operand's tree reads temporaries only at or behind its own home, for they held operands that it replaced. So forcing
 * from the bottom to the top never overwrites what a later one reads.
 *
 * <p>All operands below {@code settled} are at home or fixed. Not more than {@link #WINDOW} operands are left unsettled,
 * which bounds the work of each check by a constant.
 */
final class OperandStack {
    /** A deeper tree is not built: its operands are forced first. */
    static final int MAX_DEPTH = 12;
    /** A larger operand is forced before it becomes part of a tree. */
    static final int MAX_SIZE = 48;
    /** If the operands of a statement are larger together, they are forced. As large as a tree can be at most. */
    private static final int MAX_STATEMENT = 3 * MAX_SIZE + 12;
    /** More operands of a statement are forced. */
    private static final int MAX_TREES = 64;
    private static final int WINDOW = 16;
    /** Limit of a frame. */
    static final int MAX_SLOTS = 65_535;

    final Expressions expressions = new Expressions();
    private final IrWriter code;
    private int[] nodes = new int[64];
    private int[] homes = new int[65];
    private int height;
    private int settled;
    private int frameSlots;
    private int firstRefSlot;
    private int endRefSlot;
    /** Is told what becomes of references; null in all but the translations that look for them. */
    private LiveReferences watcher;

    OperandStack(IrWriter code) {
        this.code = code;
    }

    /** Begins a function whose locals take so many slots. */
    void reset(int localSlots) {
        expressions.reset(localSlots);
        height = 0;
        settled = 0;
        homes[0] = localSlots;
        frameSlots = localSlots;
        firstRefSlot = Integer.MAX_VALUE;
        endRefSlot = 0;
    }

    /** From now on someone is told of operands; null for nobody. */
    void watch(LiveReferences who) {
        watcher = who;
    }

    // ---- the frame

    /** Slots that the frame needs so far. */
    int frameSlots() {
        return frameSlots;
    }

    /** First slot that may hold a reference. */
    int firstRefSlot() {
        return Math.min(firstRefSlot, endRefSlot);
    }

    /** Slot after the last that may hold a reference. */
    int endRefSlot() {
        return endRefSlot;
    }

    /** Notes that a slot holds values of an IR type. */
    void useSlot(int slot, int type) {
        int end = slot + Expressions.width(type);
        if (end > frameSlots) {
            frameSlots = end;
            if (end > MAX_SLOTS) {
                throw ModuleError.FRAME_SLOTS.at(-1, MAX_SLOTS);
            }
        }
        if (type == Ir.TYPE_REF) {
            firstRefSlot = Math.min(firstRefSlot, slot);
            endRefSlot = Math.max(endRefSlot, end);
        }
    }

    /** Notes that a callee's frame begins at a slot, which no operand may ever have been written to. */
    void useFrame(int slot) {
        frameSlots = Math.max(frameSlots, slot);
    }

    // ---- pushing, popping, looking

    int height() {
        return height;
    }

    /** Home of the operand at a height; at the current height: of the next operand. */
    int home(int operand) {
        return homes[operand];
    }

    /** Node of the operand at a height. */
    int node(int operand) {
        return nodes[operand];
    }

    /** Node of the topmost operand. */
    int top() {
        return nodes[height - 1];
    }

    void push(int node) {
        if (height == nodes.length) {
            nodes = Arrays.copyOf(nodes, height * 2);
            homes = Arrays.copyOf(homes, height * 2 + 1);
        }
        if (watcher != null) {
            watcher.pushed(height);
        }
        nodes[height] = node;
        int next = homes[height] + Expressions.width(expressions.type(node));
        if (next > MAX_SLOTS) {
            throw ModuleError.FRAME_SLOTS.at(-1, MAX_SLOTS);
        }
        homes[++height] = next;
        if (height - settled > WINDOW) {
            settleOne();
        }
    }

    /** Pushes a reference that the program does not know of and a handler leaves at its home. */
    void pushHidden(int offset) {
        if (watcher != null) {
            watcher.hide(height);
        }
        pushHome(Ir.TYPE_REF, offset);
    }

    /** A loop begins whose parameters are the operands from a height on. */
    void repeat(int first) {
        if (watcher != null) {
            watcher.repeated(first);
        }
    }

    /** Pushes a value that a statement leaves at the operand's home. */
    void pushHome(int type, int offset) {
        int slot = homes[height];
        useSlot(slot, type);
        push(expressions.slot(type, slot, offset));
    }

    /** Takes the topmost operand; its node is valid until the next {@link #release} or push. */
    int pop() {
        height--;
        if (settled > height) {
            settled = height;
        }
        return nodes[height];
    }

    /** Takes all operands from a height on; their nodes are valid until the next {@link #release} or push. */
    void popTo(int newHeight) {
        height = newHeight;
        settled = Math.min(settled, newHeight);
    }

    /** Drops all operands from a height on. */
    void dropTo(int newHeight) {
        if (watcher != null) {
            watcher.dropped(newHeight);
        }
        popTo(newHeight);
        release();
    }

    /** Frees the nodes of popped operands: a statement has been written. */
    void release() {
        expressions.release(height == 0 ? -1 : nodes[height - 1]);
    }

    // ---- forcing

    /** Writes {@code slot = node}. */
    void set(int slot, int node, int offset) {
        int type = expressions.type(node);
        useSlot(slot, type);
        code.mapped(Ir.word(Ir.SET_I32 + type - Ir.TYPE_I32, slot), offset);
        expressions.write(node, code);
    }

    /** Brings the operand at a height to its home. */
    void force(int operand) {
        int node = nodes[operand];
        int home = homes[operand];
        if (expressions.isSlot(node, home)) {
            return;
        }
        if (expressions.has(node, Expressions.TRAPS)) {
            forceBelow(operand, Expressions.TRAPS);
        }
        freeTempsBelow(operand, home);
        set(home, node, expressions.offset(node));
        expressions.makeSlot(node, home);
        if (watcher != null) {
            watcher.forced(operand, home);
        }
    }

    /** Forces all operands below a height that have one of the flags of {@link Expressions}. */
    void forceBelow(int end, int flags) {
        for (int operand = settled; operand < end; operand++) {
            if (expressions.has(nodes[operand], flags)) {
                force(operand);
            }
        }
    }

    /** Brings all operands from one height to below another one home, constants too. */
    void forceAll(int first, int end) {
        for (int operand = first; operand < end; operand++) {
            force(operand);
        }
    }

    /** Forces what reads a local that is about to be set. */
    void freeLocal(int slot, int width) {
        for (int operand = settled; operand < height; operand++) {
            int node = nodes[operand];
            if (expressions.readsLocal(node, slot) || width == 2 && expressions.readsLocal(node, slot + 1)) {
                force(operand);
            }
        }
    }

    /** Forces what reads temporaries from a slot on, which are about to be written, below a height. */
    void freeTempsBelow(int operand, int slot) {
        for (int k = settled; k < operand; k++) {
            if (expressions.readsTempFrom(nodes[k], slot)) {
                force(k);
            }
        }
    }

    /** Settles all operands below a height: control flow begins above them. Fixed values stay what they are. */
    void settle(int end) {
        while (settled < end) {
            settleOne();
        }
    }

    /** Makes sure that the topmost operands may become operands of one tree. */
    void limit(int count) {
        for (int operand = height - count; operand < height; operand++) {
            int node = nodes[operand];
            if (expressions.depth(node) >= MAX_DEPTH || expressions.size(node) > MAX_SIZE) {
                force(operand);
            }
        }
    }

    /** Makes sure that the topmost operands may become operands of one statement. */
    void limitTogether(int count) {
        int size = 0;
        for (int operand = height - count; operand < height; operand++) {
            size += expressions.size(nodes[operand]);
        }
        if (size > MAX_STATEMENT || count > MAX_TREES) {
            for (int operand = height - count; operand < height; operand++) {
                if (!expressions.isFixed(nodes[operand])) {
                    force(operand);
                }
            }
        }
    }

    private void settleOne() {
        if (!expressions.isFixed(nodes[settled])) {
            force(settled);
        }
        settled++;
    }
}
