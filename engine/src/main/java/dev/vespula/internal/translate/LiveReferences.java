package dev.vespula.internal.translate;

import dev.vespula.internal.ir.FrameTypes;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.IrWriter;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.validate.FunctionValidator;
import java.util.Arrays;

/**
 * Finds, while a function is translated anew, which slots hold references that may still be read when its execution stands
 * at certain statements, and of which types those are: what a captured frame must have there. Slots of operands that are
 * not written yet or not read any more may hold anything; they are not told.
 *
 * <p>The types are those of the validator, which is one instruction ahead of the translator while that writes code; so the
 * types of operands are kept here, by height, and brought up to date before each instruction. Only references that stand
 * in their temporary slots matter, and the trees that wait for their use read no others.
 */
final class LiveReferences implements IrWriter.Watcher {
    private final FunctionState state;
    private final FunctionValidator validator;
    /** The statements asked for, ascending, and what was found at each. */
    private final int[] pcs;
    private final FrameTypes[] found;
    private int reached;
    /** How many of those reached are complete. */
    private int complete;
    private FrameTypes.Builder slots = new FrameTypes.Builder();

    private int localSlots;
    /** Types of the operands by height, as they were before the instruction in hand. */
    private int[] types = new int[64];
    /** The type of what was written last to each slot of the frame that is no local's. */
    private int[] written = new int[64];
    /** The lowest operand that the instruction in hand has pushed. */
    private int lowest = Integer.MAX_VALUE;
    /** Heights of operands that the program does not know: exceptions that arms of a legacy try keep. */
    private int[] hidden = new int[4];
    private int hiddenCount;

    LiveReferences(FunctionState state, FunctionValidator validator, int[] pcs) {
        this.state = state;
        this.validator = validator;
        this.pcs = pcs;
        this.found = new FrameTypes[pcs.length];
        state.code.watch(this, pcs.length == 0 ? -1 : pcs[0]);
        state.operands.watch(this);
    }

    /** What was found at each pc; null where no statement begins. */
    FrameTypes[] found() {
        return found;
    }

    void begin(int slotsOfLocals) {
        localSlots = slotsOfLocals;
    }

    // ---- what the translator tells

    /** An operand was pushed at a height. */
    void pushed(int height) {
        lowest = Math.min(lowest, height);
    }

    /** The operands from a height on were taken to the beginning of a loop: others may stand there when it is repeated. */
    void repeated(int height) {
        lowest = Math.min(lowest, height);
    }

    /** The operand at a height was written to its slot. */
    void forced(int height, int slot) {
        write(slot, height < types.length ? types[height] : 0);
    }

    /** The next operand to be pushed is hidden from the program. */
    void hide(int height) {
        if (hiddenCount == hidden.length) {
            hidden = Arrays.copyOf(hidden, 2 * hiddenCount);
        }
        hidden[hiddenCount++] = height;
    }

    /** All operands from a height on were dropped. */
    void dropped(int height) {
        while (hiddenCount > 0 && hidden[hiddenCount - 1] >= height) {
            hiddenCount--;
        }
    }

    /** A statement that was asked for is about to be written. */
    @Override
    public int reached(int pc, int word) {
        if (!isUnitBegin(word)) {
            addOperands();
        }
        reached++;
        return reached < pcs.length ? pcs[reached] : -1;
    }

    /** The instruction before the next one, or before the end, is translated. */
    void instruction() {
        while (complete < reached) {
            int pc = pcs[complete];
            boolean isUnitBegin = isUnitBegin(state.code.get(pc));
            if (isUnitBegin) {
                update();
                addOperands();
            }
            addLocals();
            slots.statement();
            if (!isUnitBegin) {
                addReads(pc);
            }
            found[complete++] = slots.build();
            slots = new FrameTypes.Builder();
        }
        update();
    }

    // ---- types

    /** All operands stand at home where a unit of fuel begins; some are only pushed when its charge is written. */
    private static boolean isUnitBegin(int word) {
        int op = Ir.op(word);
        return op == Ir.CHARGE || op == Ir.LOOP;
    }

    private void update() {
        OperandStack operands = state.operands;
        int height = operands.height();
        if (state.reachable && height > 0) {
            if (types.length < height) {
                types = Arrays.copyOf(types, Math.max(height, 2 * types.length));
            }
            int unknown = hiddenCount;
            // The topmost may have got another type without being pushed: by a cast in a branch.
            for (int operand = height - 1; operand >= Math.min(lowest, height - 1); operand--) {
                while (unknown > 0 && hidden[unknown - 1] > operand) {
                    unknown--;
                }
                boolean isHidden = unknown > 0 && hidden[unknown - 1] == operand;
                types[operand] = isHidden ? ValTypes.EXNREF : validator.operand(operand - unknown);
                if (operands.expressions.isSlot(operands.node(operand), operands.home(operand))) {
                    write(operands.home(operand), types[operand]);
                }
            }
        }
        lowest = Integer.MAX_VALUE;
    }

    private void write(int slot, int type) {
        if (slot >= written.length) {
            written = Arrays.copyOf(written, Math.max(slot + 1, 2 * written.length));
        }
        written[slot] = type;
    }

    // ---- reads

    private void addLocals() {
        for (int local = 0; local < state.locals.count(); local++) {
            if (ValTypes.isReference(state.locals.type(local))) {
                slots.add(state.locals.slot(local), state.locals.type(local));
            }
        }
    }

    /** What all operands read. */
    private void addOperands() {
        for (int operand = 0; operand < state.operands.height(); operand++) {
            state.expressions.references(state.operands.node(operand), this::add);
        }
    }

    /** What the operands of a statement read. */
    private void addReads(int pc) {
        int[] code = state.code.written();
        int end = IrReader.next(code, pc);
        for (int operand = IrReader.operands(code, pc); operand < end; operand = IrReader.operands(code, operand)) {
            if (Ir.op(code[operand]) == Ir.SLOT_REF) {
                add(Ir.field(code[operand]));
            }
        }
    }

    private void add(int slot) {
        if (slot >= localSlots) {
            slots.add(slot, written[slot]);
        }
    }
}
