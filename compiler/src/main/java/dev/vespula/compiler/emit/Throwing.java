package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.TagInstance;
import org.objectweb.asm.Opcodes;

/** Throws Wasm's exceptions. */
final class Throwing {
    private static final String EXCEPTION = Names.name(ExceptionInstance.class);
    private static final String TAG = Names.type(Names.name(TagInstance.class));

    private final Body body;
    private final Code code;
    private final Expressions expressions;
    private final WideStatements wide;

    Throwing(Body body, Expressions expressions, WideStatements wide) {
        this.body = body;
        this.code = body.code;
        this.expressions = expressions;
        this.wide = wide;
    }

    /** Writes {@code throw} or {@code throw_ref}. */
    void write(int at) {
        int mark = code.mark();
        int exception = code.variable(Kind.REF);
        if (Ir.op(body.words[at]) == Ir.THROW) {
            make(at, exception);
        } else {
            expressions.value(IrReader.operands(body.words, at));
            body.at(at);
            code.invokeStatic(Names.SUPPORT, "nonNullException",
                    "(" + Names.type(Names.OBJECT) + ")" + Names.type(EXCEPTION));
            code.store(Kind.REF, exception);
        }
        body.loadStack();
        code.load(Kind.REF, exception);
        code.invokeVirtual(Names.STACK, "thrown", "(" + Names.type(EXCEPTION) + ")Ljava/lang/RuntimeException;");
        code.instruction(Opcodes.ATHROW, -1);
        code.release(mark);
    }

    /** Makes an exception whose values are in the variables of consecutive slots. */
    private void make(int at, int exception) {
        int tag = Ir.field(body.words[at]);
        int first = body.words[at + 1];
        if (body.frame.isOpen() && wide.isWide(at)) {
            body.loadTag(tag);
            body.loadStack();
            body.loadPosition();
            code.push(first);
            code.invokeStatic(Names.SUPPORT, "exception",
                    "(" + TAG + Names.type(Names.STACK) + "JI)" + Names.type(EXCEPTION));
            code.store(Kind.REF, exception);
            return;
        }
        code.type(Opcodes.NEW, EXCEPTION);
        code.instruction(Opcodes.DUP, 1);
        body.loadTag(tag);
        code.invokeSpecial(EXCEPTION, "<init>", "(" + TAG + ")V");
        code.store(Kind.REF, exception);
        for (Shape.Value value : Shape.values(body.use.tag(tag).params)) {
            boolean isRef = value.kind() == Kind.REF;
            code.load(Kind.REF, exception);
            code.getField(EXCEPTION, isRef ? "refs" : "cells", isRef ? "[Ljava/lang/Object;" : "[J");
            code.push(value.slot());
            body.load(first + value.slot(), value.kind());
            Slots.toCell(code, value.kind());
            code.instruction(isRef ? Opcodes.AASTORE : Opcodes.LASTORE, isRef ? -3 : -4);
        }
    }
}
