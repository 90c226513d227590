package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;

/**
 * Blocks, loops and ifs. When one begins, all operands below it are settled, so that they are the same on every path out
 * of it. The values at a label that branches go to are at their homes; where no branch does, they stay what they are.
 */
final class BlockPart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;
    private final ControlStack control;
    private final FuelUnits fuel;
    private final IrWriter code;
    private final BranchPart branches;

    BlockPart(FunctionState state, BranchPart branches) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
        this.control = state.control;
        this.fuel = state.fuel;
        this.code = state.code;
        this.branches = branches;
    }

    /** Opens the function's body. */
    void begin(int[] params, int[] results) {
        control.reset();
        control.push(ControlStack.BODY, 0, params, results, FuelUnits.NONE);
    }

    void block(int[] params, int[] results) {
        int base = operands.height() - params.length;
        operands.settle(base);
        control.push(ControlStack.BLOCK, base, params, results, fuel.unit());
    }

    void loop(int[] params, int[] results) {
        int base = enter(params);
        operands.repeat(base);
        control.push(ControlStack.LOOP, base, params, results, fuel.unit());
        control.setLabel(control.top(), code.pc());
        code.label();
        state.statement(Ir.LOOP, 0);
        fuel.begin(state.offset);
    }

    void if_(int[] params, int[] results) {
        int condition = operands.pop();
        int base = enter(params);
        control.push(ControlStack.IF, base, params, results, fuel.unit());
        int block = control.top();
        if (expressions.isConstant(condition)) {
            // As in Wasmi the first arm, if it is the only one left, is part of the unit around it.
            if (expressions.bits(condition) == 0) {
                control.setElseReachable(block);
                state.reachable = false;
            }
        } else {
            control.setElseReachable(block);
            control.setElseChain(block, branches.branchUnless(condition));
            fuel.begin(state.offset);
        }
        operands.release();
    }

    void else_() {
        int block = control.top();
        if (state.reachable) {
            bringHome(control.results(block));
            branches.jump(block);
        }
        operands.dropTo(control.base(block));
        control.setKind(block, ControlStack.ELSE);
        fuel.setUnit(control.unit(block));
        state.reachable = control.isElseReachable(block);
        if (state.reachable) {
            code.bind(control.elseChain(block));
            fuel.begin(state.offset);
            state.pushHomes(control.params(block));
        }
    }

    void end() {
        int block = control.top();
        if (block == 0) {
            finish();
            return;
        }
        if (control.kind(block) == ControlStack.IF) {
            endWithoutElse(block);
        } else if (control.kind(block) == ControlStack.LOOP) {
            endLoop(block);
        } else if (control.kind(block) == ControlStack.CATCH) {
            endArm(block);
        } else {
            if (control.kind(block) == ControlStack.TRY || control.kind(block) == ControlStack.TRY_TABLE) {
                state.handlers.end(control.tried(block), code.pc());
            }
            endAtLabel(block);
        }
        fuel.setUnit(control.unit(block));
        control.pop();
    }

    /** The end of the body. */
    private void finish() {
        boolean branched = control.label(0) != IrWriter.NO_CHAIN;
        if (state.reachable) {
            int first = operands.height() - control.results(0).length;
            branches.prepareReturn(first);
            code.bind(control.label(0));
            branches.writeReturn(first);
        } else if (branched) {
            code.bind(control.label(0));
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

    private void endLoop(int block) {
        if (!state.reachable) {
            operands.dropTo(control.base(block));
        }
    }

    private void endAtLabel(int block) {
        int chain = control.label(block);
        if (chain == IrWriter.NO_CHAIN) {
            if (!state.reachable) {
                operands.dropTo(control.base(block));
            }
            return;
        }
        if (state.reachable) {
            bringHome(control.results(block));
        } else {
            operands.dropTo(control.base(block));
            state.pushHomes(control.results(block));
            state.reachable = true;
        }
        code.bind(chain);
    }

    /** The end of the last arm of a legacy try, or of its label if that cannot be reached. */
    private void endArm(int block) {
        boolean reachable = state.reachable || control.label(block) != IrWriter.NO_CHAIN;
        if (state.reachable) {
            leaveArm(block);
        }
        operands.dropTo(control.base(block));
        code.bind(control.label(block));
        if (reachable) {
            state.pushHomes(control.results(block));
        }
        state.reachable = reachable;
    }

    /** Moves the results of an arm down to where those of the block are: below them is the exception, see ExceptionPart. */
    void leaveArm(int block) {
        branches.move(operands.home(control.base(block)), operands.height() - control.results(block).length);
    }

    /** An if without else: its parameters are its results. */
    private void endWithoutElse(int block) {
        int[] results = control.results(block);
        if (!control.isElseReachable(block)) {
            endAtLabel(block);
            return;
        }
        // As in Wasmi the missing arm is a fuel unit when it hands on values.
        int chain = control.elseChain(block);
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
        code.bind(control.label(block));
        operands.dropTo(control.base(block));
        state.pushHomes(results);
        state.reachable = true;
    }
}
