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
    public void reads(int at, Visitor visitor) {
        int op = Ir.op(code[at]);
        int end = IrReader.next(code, at);
        for (int k = IrReader.operands(code, at); k < end; k += 1 + IrReader.words(code[k])) {
            int leaf = Ir.op(code[k]);
            if (leaf >= Ir.SLOT_I32 && leaf <= Ir.SLOT_REF) {
                tell(visitor, Ir.field(code[k]), Ir.result(leaf));
            }
        }
        if (isCall(op)) {
            values(called(at).params, frame(at), visitor);
        } else if (op == Ir.THROW) {
            values(tag(Ir.field(code[at])).params, code[at + 1], visitor);
        } else if (op == Ir.RETURN) {
            values(own.results, 0, visitor);
        }
    }

    /** Tells the slots that a statement writes. */
    public void writes(int at, Visitor visitor) {
        int word = code[at];
        int op = Ir.op(word);
        if (op >= Ir.SET_I32 && op <= Ir.SET_REF) {
            tell(visitor, Ir.field(word), Ir.operand(op, 0));
        } else if (op == Ir.CALL || op == Ir.CALL_INDIRECT || op == Ir.CALL_REF) {
            values(called(at).results, frame(at), visitor);
        } else if (Ir.has(op, Ir.FLAG_ATOMIC)) {
            if (Ir.wordEntries(op) > 1) {
                visitor.slot(atomicTarget(at), atomicKind(op));
            }
        } else if (Ir.kind(op) == Ir.KIND_STMT && Ir.fieldMeaning(op) == Ir.MEANING_SLOT) {
            switch (op) {
                case Ir.MEMORY_GROW, Ir.TABLE_GROW -> visitor.slot(Ir.field(word),
                        (code[at + 1] & IrReader.ADDRESS_64) != 0 ? Kind.LONG : Kind.INT);
                case Ir.I64_ADD128, Ir.I64_SUB128, Ir.I64_MUL_WIDE_S, Ir.I64_MUL_WIDE_U ->
                        tell(visitor, Ir.field(word), Ir.TYPE_V128);
                default -> visitor.slot(Ir.field(word), Kind.REF);
            }
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

    /** Whether an op calls a function. */
    public static boolean isCall(int op) {
        return switch (op) {
            case Ir.CALL, Ir.CALL_INDIRECT, Ir.CALL_REF, Ir.RETURN_CALL, Ir.RETURN_CALL_INDIRECT, Ir.RETURN_CALL_REF -> true;
            default -> false;
        };
    }

    /** Whether an op calls a function in place of the frame. */
    public static boolean isTailCall(int op) {
        return op == Ir.RETURN_CALL || op == Ir.RETURN_CALL_INDIRECT || op == Ir.RETURN_CALL_REF;
    }

    /** The type of what the call at a position calls. */
    public Signature called(int at) {
        int op = Ir.op(code[at]);
        return op == Ir.CALL || op == Ir.RETURN_CALL ? module.signature(Ir.field(code[at]))
                : module.engine.signature(module.typeId(code[at + 1]));
    }

    /** Where the callee's frame of the call at a position begins. */
    public int frame(int at) {
        int op = Ir.op(code[at]);
        return code[op == Ir.CALL || op == Ir.RETURN_CALL ? at + 1 : at + 2];
    }

    /** The values that an exception of a tag carries. */
    public Signature tag(int tag) {
        return module.engine.signature(module.typeId(module.model.tagType(tag)));
    }

    /** The slot for the result of the atomic access at a position. */
    public int atomicTarget(int at) {
        return code[at + 1 + IrReader.words(code[at], Ir.MEANING_MEMARG)];
    }

    /** The kind of the result of an atomic access. */
    public static Kind atomicKind(int op) {
        return Ir.name(op).startsWith("i64.") ? Kind.LONG : Kind.INT;
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
