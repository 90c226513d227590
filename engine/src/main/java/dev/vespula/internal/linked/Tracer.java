package dev.vespula.internal.linked;

import dev.vespula.Trap;
import dev.vespula.V128;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.ir.Disassembler;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.policy.Watching;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;

/**
 * Writes what the machine does, line by line, indented by the depth of calls. Functions that are traced are linked with
 * {@link TracedNodes}; a machine without a tracer has none of them.
 */
public final class Tracer {
    private static final String INDENT = "  ";

    private final Watching.Trace trace;
    /** The levels of a thread: where the activation that runs begins, and where its current function stands. */
    private final ThreadLocal<int[]> levels = ThreadLocal.withInitial(() -> new int[2]);

    private Tracer(Watching.Trace trace) {
        this.trace = trace;
    }

    /** What is told to whoever watches; null if nothing is. */
    public static Tracer of(Watching watching) {
        return watching.trace() == null ? null : new Tracer(watching.trace());
    }

    /** What tells of the executions of an engine; null if nothing does. */
    public static Tracer of(EngineState engine) {
        return (Tracer) engine.tracer;
    }

    boolean traces(FunctionCode code) {
        return trace.isOf(code.module.displayName(code.index)) || trace.isOf(Integer.toString(code.index));
    }

    boolean tracesStatements() {
        return trace.detail() == Watching.Detail.INSTRUCTIONS;
    }

    // ---- functions

    /** A function begins; its arguments stand in its frame. */
    void entered(Context context, FunctionCode code) {
        int[] level = levels.get();
        level[1] = level[0] + context.depth;
        line(level[1] - 1, "call " + name(code) + list(context, context.fp, code.signature, code.signature.params));
    }

    /** A function has left its results at the beginning of its frame. */
    void left(Context context, FunctionCode code, int fp, int depth) {
        int[] level = levels.get();
        level[1] = level[0] + depth - 1;
        line(level[1], name(code) + " returns" + results(context, fp, code.signature));
    }

    /** A trap ends the activation in which it arose. */
    public void trapped(Trap trap) {
        line(levels.get()[1], "trap: " + trap.detail());
    }

    private static String name(FunctionCode code) {
        String name = code.module.displayName(code.index);
        return name == null ? "func " + code.index : PrintableName.of(name);
    }

    // ---- functions of the host

    /** The body of a host function, told of; the same if nothing is to be. */
    public HostBody traced(HostBody body) {
        return (frame, function) -> call(body, frame, function);
    }

    private void call(HostBody body, HostFrame frame, HostFunctionInstance function) {
        String name = name(function, frame.caller());
        if (!trace.isOf(name)) {
            body.call(frame, function);
            return;
        }
        int[] level = levels.get();
        int outer = level[0];
        int mine = level[1];
        line(mine, "host " + name + list(frame, frame.base, function.signature, function.signature.params));
        level[0] = mine + 1;
        String outcome = " throws";
        try {
            body.call(frame, function);
            outcome = " returns" + results(frame, frame.base, function.signature);
        } finally {
            level[0] = outer;
            level[1] = mine;
            line(mine, name + outcome);
        }
    }

    /** The name under which the instance that calls has imported a function, if it has. */
    public static String name(HostFunctionInstance function, ModuleInstance caller) {
        if (caller != null) {
            ModuleCode module = caller.module;
            for (int k = 0; k < module.importedFunctionCount(); k++) {
                if (caller.functions[k] == function) {
                    ModuleCode.ImportName name = module.importOf(ExternKind.FUNCTION, k);
                    return PrintableName.of(name.module(), name.name());
                }
            }
        }
        return "function";
    }

    // ---- statements

    /** A statement was executed: what it has set, else what its slots hold. */
    void executed(Context context, LinkedFunction function, int fp, int pc) {
        statement(function, pc, set(context, function.ir, fp, pc));
    }

    /** The last statement of a block is about to be executed. */
    void reached(Context context, LinkedFunction function, int fp, int pc) {
        statement(function, pc, read(context, function.ir.code(), fp, pc));
    }

    /** A statement has ended with an exception. */
    void failed(Context context, LinkedFunction function, int fp, int pc) {
        String slots = read(context, function.ir.code(), fp, pc);
        statement(function, pc, slots.isEmpty() ? "fails" : slots + ", fails");
    }

    private void statement(LinkedFunction function, int pc, String values) {
        IrFunction ir = function.ir;
        line(levels.get()[1], "0x" + Integer.toHexString(ir.sourceMap().offsetAt(pc)) + "  "
                + Disassembler.statement(ir, pc) + (values.isEmpty() ? "" : "  ; " + values));
    }

    private static String set(Context context, IrFunction ir, int fp, int pc) {
        int[] code = ir.code();
        int op = Ir.op(code[pc]);
        if (Ir.fieldMeaning(op) != Ir.MEANING_SLOT) {
            return read(context, code, fp, pc);
        }
        int slot = fp + Ir.field(code[pc]);
        boolean isExpression = op >= Ir.SET_I32 && op <= Ir.SET_REF;
        return isExpression ? value(context, slot, valType(IrReader.resultType(code, pc + 1))) : Long.toString(
                context.cells[slot]);
    }

    private static String read(Context context, int[] code, int fp, int pc) {
        StringBuilder text = new StringBuilder();
        int end = IrReader.next(code, pc);
        for (int at = pc; at < end; at = IrReader.operands(code, at)) {
            int op = Ir.op(code[at]);
            if (op >= Ir.SLOT_I32 && op <= Ir.SLOT_REF) {
                text.append(text.length() == 0 ? "" : ", ").append(value(context, fp + Ir.field(code[at]), valType(Ir.result(
                        op))));
            }
        }
        return text.toString();
    }

    private static int valType(int type) {
        return switch (type) {
            case Ir.TYPE_I32 -> ValTypes.I32;
            case Ir.TYPE_I64 -> ValTypes.I64;
            case Ir.TYPE_F32 -> ValTypes.F32;
            case Ir.TYPE_F64 -> ValTypes.F64;
            case Ir.TYPE_V128 -> ValTypes.V128;
            default -> ValTypes.ANYREF;
        };
    }

    // ---- values

    private static String list(HostFrame frame, int base, Signature signature, int[] types) {
        StringBuilder text = new StringBuilder("(");
        for (int k = 0; k < types.length; k++) {
            int slot = types == signature.params ? signature.paramSlot(k) : signature.resultSlot(k);
            text.append(k == 0 ? "" : ", ").append(value(frame, base + slot, types[k]));
        }
        return text.append(')').toString();
    }

    private static String results(HostFrame frame, int base, Signature signature) {
        return switch (signature.results.length) {
            case 0 -> "";
            case 1 -> " " + value(frame, base, signature.results[0]);
            default -> " " + list(frame, base, signature, signature.results);
        };
    }

    private static String value(HostFrame frame, int slot, int type) {
        long cell = frame.cells[slot];
        return switch (type) {
            case ValTypes.I32 -> Integer.toString((int) cell);
            case ValTypes.I64 -> Long.toString(cell);
            case ValTypes.F32 -> Float.toString(Float.intBitsToFloat((int) cell));
            case ValTypes.F64 -> Double.toString(Double.longBitsToDouble(cell));
            case ValTypes.V128 -> new V128(cell, frame.cells[slot + 1]).toString();
            default -> frame.refs == null || frame.refs[slot] == null ? "null" : frame.refs[slot].getClass().getSimpleName();
        };
    }

    private void line(int level, String text) {
        trace.lines().accept(INDENT.repeat(Math.max(0, level)) + text);
    }
}
