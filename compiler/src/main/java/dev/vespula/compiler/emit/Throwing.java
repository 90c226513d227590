package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.TagInstance;
import org.objectweb.asm.Opcodes;

/** Throws Wasm's exceptions. */
final class Throwing {
    private static final String EXCEPTION = Names.name(ExceptionInstance.class);
    private static final String TAG = Names.type(Names.name(TagInstance.class));

    private Throwing() {
    }

    /** Writes {@code throw} or {@code throw_ref}. */
    static void write(Body body, Expressions expressions, int at) {
        Code code = body.code;
        int mark = code.mark();
        int exception = code.variable(Kind.REF);
        if (Ir.op(body.words[at]) == Ir.THROW) {
            make(body, Ir.field(body.words[at]), body.words[at + 1], exception);
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
    private static void make(Body body, int tag, int first, int exception) {
        Code code = body.code;
        code.type(Opcodes.NEW, EXCEPTION);
        code.instruction(Opcodes.DUP, 1);
        body.loadTag(tag);
        code.invokeSpecial(EXCEPTION, "<init>", "(" + TAG + ")V");
        code.store(Kind.REF, exception);
        Signature signature = body.use.tag(tag);
        for (Shape.Value value : Shape.values(signature.params)) {
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
