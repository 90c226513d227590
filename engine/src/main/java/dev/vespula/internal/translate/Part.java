package dev.vespula.internal.translate;

import dev.vespula.internal.ir.IrWriter;

/** A part of the translator, which knows some families of instructions: what all of them work on. */
abstract class Part {
    final FunctionState state;
    final OperandStack operands;
    final Expressions expressions;
    final ControlStack control;
    final FuelUnits fuel;
    final IrWriter code;

    Part(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
        this.control = state.control;
        this.fuel = state.fuel;
        this.code = state.code;
    }
}
