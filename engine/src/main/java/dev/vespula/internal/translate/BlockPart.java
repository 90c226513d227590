package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;
import dev.vespula.internal.translate.ControlStack.Block;
import dev.vespula.internal.translate.ControlStack.Kind;

/**
 * Blocks, loops and ifs. When one begins, all operands below it are settled, so that they are the same on every path out
 * of it. The values at a label that branches go to are at their homes; where no branch does, they stay what they are.
 */
final class BlockPart extends Part {
    private final BranchPart branches;

    BlockPart(FunctionState state, BranchPart branches) {
        super(state);
        this.branches = branches;
    }

    /** Opens the function's body. */
    void begin(int[] params, int[] results) {
        control.reset();
        control.push(Kind.BODY, 0, params, results, FuelUnits.NONE);
    }

    void block(int[] params, int[] results) {
        int base = operands.height() - params.length;
        operands.settle(base);
        control.push(Kind.BLOCK, base, params, results, fuel.unit());
    }

    void loop(int[] params, int[] results) {
        int base = enter(params);
        operands.repeat(base);
        control.push(Kind.LOOP, base, params, results, fuel.unit()).label = code.pc();
        code.label();
        state.statement(Ir.LOOP, 0);
        fuel.begin(state.offset);
    }

    void if_(int[] params, int[] results) {
        int condition = operands.pop();
        int base = enter(params);
        Block block = control.push(Kind.IF, base, params, results, fuel.unit());
        if (expressions.isConstant(condition)) {
            // As in Wasmi the first arm, if it is the only one left, is part of the unit around it.
            if (expressions.bits(condition) == 0) {
                block.elseReachable = true;
                state.reachable = false;
            }
        } else {
            block.elseReachable = true;
            block.elseChain = branches.branchUnless(condition);
            fuel.begin(state.offset);
        }
        operands.release();
    }

    void else_() {
        Block block = control.top();
        if (state.reachable) {
            bringHome(block.results);
            branches.jump(block);
        }
        operands.dropTo(block.base);
        block.kind = Kind.ELSE;
        fuel.setUnit(block.unit);
        state.reachable = block.elseReachable;
        if (state.reachable) {
            code.bind(block.elseChain);
            fuel.begin(state.offset);
            state.pushHomes(block.params);
        }
    }

    void end() {
        Block block = control.top();
        if (block == control.body()) {
            finish();
            return;
        }
        if (block.kind == Kind.IF) {
            endWithoutElse(block);
        } else if (block.kind == Kind.LOOP) {
            endWithoutLabel(block);
        } else if (block.kind == Kind.CATCH) {
            endArm(block);
        } else {
            if (block.kind == Kind.TRY || block.kind == Kind.TRY_TABLE) {
                state.handlers.end(block.tried, code.pc());
            }
            endAtLabel(block);
        }
        fuel.setUnit(block.unit);
        control.pop();
    }

    /** The end of the body. */
    private void finish() {
        Block body = control.body();
        if (state.reachable) {
            int first = operands.height() - body.results.length;
            branches.prepareReturn(first);
            code.bind(body.label);
            branches.writeReturn(first);
        } else if (body.hasBranches()) {
            code.bind(body.label);
            state.statement(Ir.RETURN, 0);
        }
    }

    /** Brings all operands home, for what follows can be entered by more than one path, and says where the block begins. */
    private int enter(int[] params) {
        int base = operands.height() - params.length;
        operands.settle(base);
        operands.forceAll(base, operands.height());
        return base;
    }

    /** Brings the topmost operands home. */
    void bringHome(int[] types) {
        operands.forceAll(operands.height() - types.length, operands.height());
    }

    /** The end of a block that nobody branches out of. */
    private void endWithoutLabel(Block block) {
        if (!state.reachable) {
            operands.dropTo(block.base);
        }
    }

    private void endAtLabel(Block block) {
        if (!block.hasBranches()) {
            endWithoutLabel(block);
            return;
        }
        if (state.reachable) {
            bringHome(block.results);
        } else {
            operands.dropTo(block.base);
            state.pushHomes(block.results);
            state.reachable = true;
        }
        code.bind(block.label);
    }

    /** The end of the last arm of a legacy try, or of its label if that cannot be reached. */
    private void endArm(Block block) {
        boolean reachable = state.reachable || block.hasBranches();
        if (state.reachable) {
            leaveArm(block);
        }
        operands.dropTo(block.base);
        code.bind(block.label);
        if (reachable) {
            state.pushHomes(block.results);
        }
        state.reachable = reachable;
    }

    /** Moves the results of an arm down to where those of the block are: below them is the exception, see ExceptionPart. */
    void leaveArm(Block block) {
        branches.move(operands.home(block.base), operands.height() - block.results.length);
    }

    /** An if without else: its parameters are its results. */
    private void endWithoutElse(Block block) {
        int[] results = block.results;
        if (!block.elseReachable) {
            endAtLabel(block);
            return;
        }
        // As in Wasmi the missing arm is a fuel unit when it hands on values.
        int chain = block.elseChain;
        boolean hasUnit = fuel.isOn() && results.length > 0 && chain != IrWriter.NO_CHAIN;
        if (state.reachable) {
            bringHome(results);
            if (hasUnit) {
                branches.jump(block);
            }
        }
        code.bind(chain);
        if (hasUnit) {
            fuel.begin(state.offset);
        }
        code.bind(block.label);
        operands.dropTo(block.base);
        state.pushHomes(results);
        state.reachable = true;
    }
}
