package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.Slots;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.expression.ExpressionCode;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import org.objectweb.asm.Opcodes;

/** Statements that are neither branches nor calls. */
final class Statements {
    private final MethodBody body;
    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;
    private final WideStatements wide;

    Statements(MethodBody body, ExpressionCode expressions, WideStatements wide) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
        this.wide = wide;
    }

    /** Writes a statement. */
    void statement(int pc) {
        int word = words[pc];
        int op = Ir.op(word);
        int field = Ir.field(word);
        if (Ir.isSet(op)) {
            set(pc, field, Ir.operand(op, 0));
        } else if (op >= Ir.EVAL_I32 && op <= Ir.EVAL_REF) {
            expressions.value(pc + 1);
            expressions.drop(Ir.operand(op, 0));
        } else if (op >= Ir.GLOBAL_SET_I32 && op <= Ir.GLOBAL_SET_REF && Ir.operand(op, 0) != Ir.TYPE_V128) {
            globalSet(pc, field, Ir.operand(op, 0));
        } else if (Ir.operands(op) == Ir.VARIADIC || op == Ir.STRUCT_NEW_DEFAULT) {
            new Constructors(body, expressions).make(pc);
            body.store(field, Kind.REF);
        } else if (Ir.has(op, Ir.FLAG_OPERATION)) {
            expressions.operations().statement(pc);
        } else {
            if (Ir.has(op, Ir.FLAG_VECTOR)) {
                expressions.vectors().storeToMemory(pc);
            } else {
                expressions.accesses().store(pc);
            }
        }
    }

    private void set(int pc, int slot, int type) {
        if (type == Ir.TYPE_I32 && increment(pc, slot)) {
            return;
        }
        expressions.value(pc + 1);
        if (type == Ir.TYPE_V128) {
            body.store(slot + 1, Kind.LONG);
        }
        body.store(slot, Kind.ofIr(type));
    }

    /** Writes the addition of a constant to the slot itself, if it is that. */
    private boolean increment(int pc, int slot) {
        if (Ir.op(words[pc + 1]) != Ir.I32_ADD || words[pc + 2] != Ir.word(Ir.SLOT_I32, slot)
                || Ir.op(words[pc + 3]) != Ir.CONST_I32 || words[pc + 4] != (short) words[pc + 4]
                || body.isResident(slot, Kind.INT)) {
            return false;
        }
        code.increment(body.local(body.variables.of(slot, Kind.INT).number()), words[pc + 4]);
        return true;
    }

    private void globalSet(int pc, int global, int type) {
        body.loadGlobal(global);
        expressions.value(pc + 1);
        if (type == Ir.TYPE_REF) {
            code.put(Engine.GlobalCell.REF);
        } else {
            Slots.toCell(code, Kind.ofIr(type));
            code.put(Engine.GlobalCell.BITS);
        }
    }

    /** Writes {@code throw} or {@code throw_ref}. */
    void throwException(int pc) {
        int mark = code.mark();
        int exception = code.variable(Kind.REF);
        if (Ir.op(words[pc]) == Ir.THROW) {
            makeException(pc, exception);
        } else {
            expressions.value(IrReader.operands(words, pc));
            body.at(pc);
            code.invoke(Engine.Exceptions.NON_NULL);
            code.store(Kind.REF, exception);
        }
        body.loadStack();
        code.load(Kind.REF, exception);
        code.invoke(Engine.MachineStack.THROWN);
        code.instruction(Opcodes.ATHROW);
        code.release(mark);
    }

    /** Makes an exception whose values are in the variables of consecutive slots. */
    private void makeException(int pc, int exception) {
        int tag = Ir.field(words[pc]);
        int first = words[pc + 1];
        if (body.frame.isOpen() && wide.isWide(pc)) {
            body.loadTag(tag);
            body.loadStack();
            body.loadPosition();
            code.push(first);
            code.invoke(Engine.Exceptions.MAKE);
            code.store(Kind.REF, exception);
            return;
        }
        code.type(Opcodes.NEW, Engine.ExceptionInstance.NAME);
        code.instruction(Opcodes.DUP);
        body.loadTag(tag);
        code.invoke(Engine.ExceptionInstance.CONSTRUCTOR);
        code.store(Kind.REF, exception);
        for (Shape.Value value : Shape.values(body.use.tag(tag).params)) {
            code.load(Kind.REF, exception);
            code.get(value.kind() == Kind.REF ? Engine.ExceptionInstance.REFS : Engine.ExceptionInstance.CELLS);
            code.push(value.slot());
            body.load(first + value.slot(), value.kind());
            Slots.write(code, value.kind());
        }
    }
}
