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

/** Throws Wasm's exceptions. */
final class Throwing {
    private final MethodBody body;
    private final Code code;
    private final ExpressionCode expressions;
    private final WideStatements wide;

    Throwing(MethodBody body, ExpressionCode expressions, WideStatements wide) {
        this.body = body;
        this.code = body.code;
        this.expressions = expressions;
        this.wide = wide;
    }

    /** Writes {@code throw} or {@code throw_ref}. */
    void write(int pc) {
        int mark = code.mark();
        int exception = code.variable(Kind.REF);
        if (Ir.op(body.words[pc]) == Ir.THROW) {
            make(pc, exception);
        } else {
            expressions.value(IrReader.operands(body.words, pc));
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
    private void make(int pc, int exception) {
        int tag = Ir.field(body.words[pc]);
        int first = body.words[pc + 1];
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
