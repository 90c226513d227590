package dev.vespula.compiler.expression;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.OperatorMethods;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.operations.Operation;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** The ops whose rows say by themselves what they do: pushes what the method wants, calls it, takes the result. */
public final class OperationCode {
    private static final int CAN_STOP = Ir.FLAG_TRAP | Ir.FLAG_CHARGES | Ir.FLAG_ALLOCATES;

    private final MethodBody body;
    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;

    public OperationCode(MethodBody body, ExpressionCode expressions) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
    }

    /** Writes a statement. */
    public void statement(int pc) {
        value(pc);
        int slot = IrReader.target(words, pc);
        if (slot >= 0) {
            int type = IrReader.resultType(words, pc);
            if (type == Ir.TYPE_V128) {
                body.store(slot + 1, Kind.LONG);
            }
            body.store(slot, Kind.ofIr(type));
        }
    }

    /** Pushes what an expression gives, or what a statement puts into its slot. Returns the index behind it. */
    public int value(int pc) {
        int op = Ir.op(words[pc]);
        List<Operation.Call> calls = Operation.of(op).calls();
        int[] next = {IrReader.operands(words, pc)};
        if (calls.size() == 1) {
            call(pc, calls.get(0), argument -> next[0] = argument.source() == Operation.Source.ADDRESS
                    ? expressions.accesses().effectiveAddress(pc) : operand(pc, argument.place(), next[0]));
            if (Ir.result(op) == Ir.TYPE_IDX && IrReader.resultType(words, pc) == Ir.TYPE_I32) {
                code.instruction(Opcodes.L2I);
            }
            return next[0];
        }
        int mark = code.mark();
        int count = Ir.operands(op);
        int[][] variables = new int[count][];
        for (int k = 0; k < count; k++) {
            next[0] = operand(pc, k, next[0]);
            variables[k] = code.keep(kind(pc, k), Ir.operand(op, k) == Ir.TYPE_V128 ? 2 : 1);
        }
        for (Operation.Call call : calls) {
            call(pc, call, argument -> {
                for (int variable : variables[argument.place()]) {
                    code.load(kind(pc, argument.place()), variable);
                }
            });
        }
        code.release(mark);
        return next[0];
    }

    private int operand(int pc, int operand, int expression) {
        return Ir.operand(Ir.op(words[pc]), operand) == Ir.TYPE_IDX
                ? expressions.index(expression, IrReader.operandType(words, pc, operand)) : expressions.value(expression);
    }

    private Kind kind(int pc, int operand) {
        int type = Ir.operand(Ir.op(words[pc]), operand);
        return type == Ir.TYPE_IDX ? Kind.LONG : Kind.ofIr(type);
    }

    /** Pushes an operand, or an address, which takes the first operand. */
    private interface Operands {
        void push(Operation.Argument argument);
    }

    private void call(int pc, Operation.Call call, Operands operands) {
        for (Operation.Argument argument : call.arguments()) {
            int immediate = IrReader.immediate(words, pc, argument.place());
            switch (argument.source()) {
                case INSTANCE -> body.loadInstance();
                case STORE -> body.loadStore();
                case MEMORY -> body.loadMemory(immediate & IrReader.INDEX);
                case TABLE -> body.loadTable(immediate & IrReader.INDEX);
                case GLOBAL -> body.loadGlobal(immediate);
                case NUMBER -> code.push(immediate);
                case OBJECT_TYPE -> body.unit.pushObjectType(code, immediate);
                case TYPE_TEST -> body.unit.pushTest(code, immediate);
                case WORD, SHIFT, BITS -> code.push(field(type(pc), immediate, argument.source()));
                default -> operands.push(argument);
            }
        }
        if (Ir.has(Ir.op(words[pc]), CAN_STOP)) {
            body.at(pc);
        }
        code.invoke(OperatorMethods.of(call));
    }

    private ObjectType type(int pc) {
        int place = IrReader.place(Ir.op(words[pc]), Ir.MEANING_TYPE);
        return body.module.engine.objectType(body.module.typeId(IrReader.immediate(words, pc, place)));
    }

    private static int field(ObjectType type, int field, Operation.Source source) {
        return switch (source) {
            case WORD -> type.word(field);
            case SHIFT -> type.shift(field);
            default -> type.bits(field);
        };
    }

    /**
     * Sets a field or element of a new object in a Java variable to the value of an expression. Returns the index behind it.
     *
     * @param op the op that does so
     */
    public int set(int op, ObjectType type, int item, int object, int expression) {
        Operation.Call call = Operation.of(op).calls().get(0);
        int value = Ir.operands(op) - 1;
        int next = expression;
        for (Operation.Argument argument : call.arguments()) {
            if (argument.source() != Operation.Source.OPERAND) {
                code.push(field(type, item, argument.source()));
            } else if (argument.place() == 0) {
                code.load(Kind.REF, object);
            } else if (argument.place() < value) {
                code.push(item);
            } else {
                next = expressions.value(expression);
            }
        }
        code.invoke(OperatorMethods.of(call));
        return next;
    }
}
