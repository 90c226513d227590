package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;

/** Tells which slots the statements of a function read and write, and as what. Both halves of a v128 are told apart. */
public final class SlotUse {
    private final Effort effort;
    private final ModuleCode module;
    private final Signature own;
    private final int[] code;
    private final HandlerTable handlers;

    /** The statements of a function. */
    public SlotUse(FunctionCode function, IrFunction ir, Effort effort) {
        this.effort = effort;
        this.module = function.module;
        this.own = function.signature;
        this.code = ir.code();
        this.handlers = ir.handlers();
    }

    /** Told of the slots. */
    public interface Visitor {
        /** A slot is read, or written. */
        void slot(int slot, Kind kind);
    }

    /** Tells the slots that a statement reads. */
    public void reads(int pc, Visitor visitor) {
        int op = Ir.op(code[pc]);
        int end = IrReader.next(code, pc);
        for (int k = IrReader.operands(code, pc); k < end; k += 1 + IrReader.words(code[k])) {
            int leaf = Ir.op(code[k]);
            if (leaf >= Ir.SLOT_I32 && leaf <= Ir.SLOT_REF) {
                tell(visitor, Ir.field(code[k]), Ir.result(leaf));
            }
        }
        if (Ir.isCall(op)) {
            values(called(pc).params, IrReader.frame(code, pc), visitor);
        } else if (op == Ir.THROW) {
            values(tag(Ir.field(code[pc])).params, IrReader.frame(code, pc), visitor);
        } else if (op == Ir.RETURN) {
            values(own.results, 0, visitor);
        }
    }

    /** Tells the slots that a statement writes. */
    public void writes(int pc, Visitor visitor) {
        int slot = IrReader.target(code, pc);
        if (slot >= 0) {
            tell(visitor, slot, IrReader.resultType(code, pc));
        } else if (Ir.isReturningCall(Ir.op(code[pc]))) {
            values(called(pc).results, IrReader.frame(code, pc), visitor);
        }
    }

    /** Tells the slots that a clause of a handler fills. */
    public void filled(int clause, Visitor visitor) {
        int tag = handlers.tag(clause);
        if (tag >= 0) {
            values(tag(tag).params, handlers.values(clause), visitor);
        }
        if (handlers.reference(clause) >= 0) {
            visitor.slot(handlers.reference(clause), Kind.REF);
        }
    }

    /** The type of what the call at a position calls. */
    public Signature called(int pc) {
        return module.called(code, pc);
    }

    /** The values that an exception of a tag carries. */
    public Signature tag(int tag) {
        return module.engine.signature(module.typeId(module.model.tagType(tag)));
    }

    private void values(int[] types, int first, Visitor visitor) {
        effort.spend(types.length);
        int slot = first;
        for (int type : types) {
            Kind kind = Kind.ofValue(type);
            visitor.slot(slot++, kind);
            if (type == ValTypes.V128) {
                visitor.slot(slot++, kind);
            }
        }
    }

    private static void tell(Visitor visitor, int slot, int type) {
        visitor.slot(slot, Kind.ofIr(type));
        if (type == Ir.TYPE_V128) {
            visitor.slot(slot + 1, Kind.LONG);
        }
    }
}
