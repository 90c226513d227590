package dev.vespula.internal.translate;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;
import dev.vespula.internal.translate.ControlStack.Block;
import dev.vespula.internal.translate.ControlStack.Kind;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.validate.CatchClause;

/**
 * Exceptions, in both forms. A body that is tried becomes a region of the function's {@link HandlerTable}; entering it
 * costs nothing. What a clause catches is put into slots by the machine, where code expects it that was written here:
 *
 * <ul>
 * <li>Each clause of a {@code try_table} has a <em>pad</em>, a branch to the clause's label, before the body. The values
 *     are then at their homes at that label. (If the label is the function's body, at temporaries that the pad returns.)
 * <li>A legacy {@code catch} is code behind the body. The exception itself is its lowest operand, hidden from the program,
 *     for {@code rethrow}; so the arm's operands are one slot further up than those of the body, and its results are moved
 *     down when it ends.
 * </ul>
 *
 * <p>Locals are always up to date at a statement, and all operands below a block are settled when it begins, so a handler
 * finds everything else as it was at the call or throw.
 */
final class ExceptionPart extends Part {
    private final BlockPart blocks;
    private final BranchPart branches;
    private final CallPart calls;

    ExceptionPart(FunctionState state, BlockPart blocks, BranchPart branches, CallPart calls) {
        super(state);
        this.blocks = blocks;
        this.branches = branches;
        this.calls = calls;
    }

    // ---- throwing

    void throw_(int tag) {
        TypeDefinition type = state.module.tagDefinition(tag);
        int frame = calls.passArguments(type.params());
        state.statement(Ir.THROW, state.field(tag));
        code.word(frame);
        state.reachable = false;
    }

    void throwRef() {
        int exception = operands.pop();
        operands.forceBelow(operands.height(), Expressions.TRAPS);
        state.statement(Ir.THROW_REF, 0);
        expressions.write(exception, code);
        operands.release();
        state.reachable = false;
    }

    /** Throws what the arm of a legacy {@code try} has caught. */
    void rethrow(int label) {
        Block block = control.target(label);
        operands.forceBelow(operands.height(), Expressions.TRAPS);
        state.statement(Ir.THROW_REF, 0);
        code.word(Ir.word(Ir.SLOT_REF, operands.home(block.base)));
        state.reachable = false;
    }

    // ---- try_table

    void tryTable(int[] params, int[] results, CatchClause[] clauses) {
        if (clauses.length == 0) {
            blocks.block(params, results);
            return;
        }
        // All operands, so that nothing is forced within a pad.
        operands.settle(operands.height());
        state.statement(Ir.BR, 0);
        int body = code.chain(IrWriter.NO_CHAIN);
        int region = state.handlers.open(control.top().region);
        for (CatchClause clause : clauses) {
            pad(region, clause.tag(), clause.label(), clause.hasReference());
        }
        code.bind(body);
        state.handlers.begin(region, code.pc());
        control.push(Kind.TRY_TABLE, operands.height() - params.length, params, results, fuel.unit()).setTried(region);
    }

    /**
     * Writes the code that continues at a label with what a clause hands over, and adds the clause to its region.
     *
     * @param tag          the tag, negative for every exception
     * @param hasReference whether the exception, or the continuation, is handed over behind the values of the tag
     */
    void pad(int region, int tag, int label, boolean hasReference) {
        Block block = control.target(label);
        int height = operands.height();
        int slot = operands.home(block == control.body() ? height : block.base);
        int end = tag < 0 ? slot : slot + IrTypes.slots(state.module.tagDefinition(tag).params());
        state.handlers.clause(region, tag, code.pc(), slot, hasReference ? end : HandlerTable.NONE);
        code.label();
        if (block == control.body()) {
            state.pushHomes(control.body().results);
            branches.writeReturn(height);
            operands.dropTo(height);
        } else {
            state.useSlots(slot, block.labelTypes());
            branches.jump(block);
        }
    }

    // ---- the legacy form

    void try_(int[] params, int[] results) {
        blocks.block(params, results);
        Block block = control.top();
        block.kind = Kind.TRY;
        int region = state.handlers.open(block.region);
        state.handlers.begin(region, code.pc());
        block.setTried(region);
    }

    void catch_(int tag) {
        arm(tag, state.module.tagDefinition(tag).params());
    }

    void catchAll() {
        arm(HandlerTable.EVERY_TAG, new int[0]);
    }

    private void arm(int tag, int[] values) {
        Block block = control.top();
        if (block.kind == Kind.TRY) {
            beginArms(block);
        } else if (state.reachable) {
            blocks.leaveArm(block);
            branches.jump(block);
        }
        operands.dropTo(block.base);
        int hidden = operands.home(operands.height());
        operands.pushHidden(state.offset);
        state.handlers.clause(block.tried, tag, code.pc(), operands.home(operands.height()), hidden);
        code.label();
        fuel.begin(state.offset);
        state.pushHomes(values);
        state.reachable = true;
    }

    /** Ends the body of a legacy {@code try} that has arms. */
    private void beginArms(Block block) {
        if (state.reachable) {
            blocks.bringHome(block.results);
            branches.jump(block);
        }
        int region = block.tried;
        state.handlers.end(region, code.pc());
        block.region = state.handlers.outer(region);
        block.kind = Kind.CATCH;
    }

    void delegate(int label) {
        int region = control.top().tried;
        blocks.end();
        state.handlers.delegate(region, control.target(label).region);
    }
}
