package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;
import java.util.function.IntConsumer;

/**
 * Tells which variables the statements of a function read and write, by their numbers. Both halves of a v128 are told apart.
 */
public final class SlotUse {
    private final Effort effort;
    private final ModuleCode module;
    private final Signature own;
    private final Variables variables;
    private final int[] words;
    private final HandlerTable handlers;

    /** The statements of a function; {@code variables}: those told, made if there are none. */
    public SlotUse(FunctionCode function, IrFunction ir, Variables variables, Effort effort) {
        this.effort = effort;
        this.variables = variables;
        this.module = function.module;
        this.own = function.signature;
        this.words = ir.code();
        this.handlers = ir.handlers();
    }

    /** Tells the variables that a statement reads. */
    public void reads(int pc, IntConsumer visitor) {
        int op = Ir.op(words[pc]);
        int end = IrReader.next(words, pc);
        for (int k = IrReader.operands(words, pc); k < end; k += 1 + IrReader.words(words[k])) {
            int leaf = Ir.op(words[k]);
            if (leaf >= Ir.SLOT_I32 && leaf <= Ir.SLOT_REF) {
                tellIr(visitor, Ir.field(words[k]), Ir.result(leaf));
            }
        }
        if (Ir.isCall(op)) {
            values(called(pc).params, IrReader.frame(words, pc), visitor);
        } else if (op == Ir.THROW) {
            values(tag(Ir.field(words[pc])).params, IrReader.frame(words, pc), visitor);
        } else if (op == Ir.RETURN) {
            values(own.results, 0, visitor);
        }
    }

    /** Tells the variables that a statement writes. */
    public void writes(int pc, IntConsumer visitor) {
        int slot = IrReader.target(words, pc);
        if (slot >= 0) {
            tellIr(visitor, slot, IrReader.resultType(words, pc));
        } else if (Ir.isReturningCall(Ir.op(words[pc]))) {
            values(called(pc).results, IrReader.frame(words, pc), visitor);
        }
    }

    /** Tells the variables that a clause of a handler fills. */
    public void filled(int clause, IntConsumer visitor) {
        int tag = handlers.tag(clause);
        if (tag >= 0) {
            values(tag(tag).params, handlers.values(clause), visitor);
        }
        if (handlers.reference(clause) >= 0) {
            tell(visitor, handlers.reference(clause), Kind.REF);
        }
    }

    /** The type of what the call at a position calls. */
    public Signature called(int pc) {
        return module.called(words, pc);
    }

    /** The values that an exception of a tag carries. */
    public Signature tag(int tag) {
        return module.engine.signature(module.typeId(module.model.tagType(tag)));
    }

    private void values(int[] types, int first, IntConsumer visitor) {
        effort.spend(types.length);
        int slot = first;
        for (int type : types) {
            Kind kind = Kind.ofValue(type);
            tell(visitor, slot++, kind);
            if (type == ValTypes.V128) {
                tell(visitor, slot++, kind);
            }
        }
    }

    private void tellIr(IntConsumer visitor, int slot, int type) {
        tell(visitor, slot, Kind.ofIr(type));
        if (type == Ir.TYPE_V128) {
            tell(visitor, slot + 1, Kind.LONG);
        }
    }

    private void tell(IntConsumer visitor, int slot, Kind kind) {
        visitor.accept(variables.of(slot, kind).number());
    }
}
