package dev.vespula.compiler.emit;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.ByteLoop;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.SlotUse;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import org.objectweb.asm.Opcodes;

/** Statements that are neither branches nor calls. */
final class Statements {
    private final Body body;
    private final Code code;
    private final int[] words;
    private final Expressions expressions;

    Statements(Body body, Expressions expressions) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
    }

    /** Whether a statement charges fuel that depends on its operands. */
    static boolean charges(int op) {
        return switch (op) {
            case Ir.MEMORY_GROW, Ir.MEMORY_FILL, Ir.MEMORY_COPY, Ir.MEMORY_INIT, Ir.TABLE_GROW, Ir.TABLE_FILL,
                    Ir.TABLE_COPY, Ir.TABLE_INIT -> true;
            default -> Objects.charges(op);
        };
    }

    /** Writes a statement. */
    void statement(int at) {
        int word = words[at];
        int op = Ir.op(word);
        int field = Ir.field(word);
        if (op >= Ir.SET_I32 && op <= Ir.SET_REF) {
            set(at, field, Ir.operand(op, 0));
        } else if (op >= Ir.EVAL_I32 && op <= Ir.EVAL_REF) {
            expressions.value(at + 1);
            expressions.drop(Ir.operand(op, 0));
        } else if (op >= Ir.GLOBAL_SET_I32 && op <= Ir.GLOBAL_SET_REF) {
            globalSet(at, field, Ir.operand(op, 0));
        } else if (Ir.has(op, Ir.FLAG_OBJECT)) {
            expressions.objects().statement(at);
            if (Ir.fieldMeaning(op) == Ir.MEANING_SLOT) {
                body.store(field, Kind.REF);
            }
        } else if (Ir.has(op, Ir.FLAG_ATOMIC)) {
            atomic(at, op);
        } else if (Ir.width(op) > 0) {
            if (Ir.has(op, Ir.FLAG_VECTOR)) {
                expressions.vectors().storeToMemory(at);
            } else {
                expressions.accesses().store(at);
            }
        } else {
            bulk(at, op, field);
        }
    }

    /**
     * Does what a loop does, before its first iteration. The hash function of argon2, compiled for a machine without
     * {@code memory.copy}, spends two thirds of its time in such loops: 24 -> 12 ms.
     */
    void byteLoop(ByteLoop loop) {
        code.load(Kind.REF, body.bytes);
        body.pushSize();
        body.load(loop.target(), Kind.INT);
        expressions.value(loop.value());
        body.load(loop.index(), Kind.INT);
        if (loop.isCopy()) {
            expressions.value(loop.end());
            expressions.value(loop.step());
        }
        code.invoke(loop.isCopy() ? Engine.ByteLoops.COPY : Engine.ByteLoops.FILL);
        body.store(loop.index(), Kind.INT);
    }

    private void set(int at, int slot, int type) {
        if (type == Ir.TYPE_I32 && increment(at, slot)) {
            return;
        }
        expressions.value(at + 1);
        if (type == Ir.TYPE_V128) {
            body.store(slot + 1, Kind.LONG);
        }
        body.store(slot, Kind.ofIr(type));
    }

    /** Writes the addition of a constant to the slot itself, if it is that. */
    private boolean increment(int at, int slot) {
        if (Ir.op(words[at + 1]) != Ir.I32_ADD || words[at + 2] != Ir.word(Ir.SLOT_I32, slot)
                || Ir.op(words[at + 3]) != Ir.CONST_I32 || words[at + 4] != (short) words[at + 4]
                || body.isResident(slot, Kind.INT)) {
            return false;
        }
        code.increment(body.local(body.variables.of(slot, Kind.INT).number()), words[at + 4]);
        return true;
    }

    private void globalSet(int at, int global, int type) {
        if (type == Ir.TYPE_V128) {
            int mark = code.mark();
            int high = code.variable(Kind.LONG);
            int low = code.variable(Kind.LONG);
            expressions.value(at + 1);
            code.store(Kind.LONG, high);
            code.store(Kind.LONG, low);
            body.loadGlobal(global);
            code.load(Kind.LONG, low);
            code.put(Engine.GlobalCell.BITS);
            body.loadGlobal(global);
            code.load(Kind.LONG, high);
            code.put(Engine.GlobalCell.HIGH);
            code.release(mark);
            return;
        }
        body.loadGlobal(global);
        expressions.value(at + 1);
        if (type == Ir.TYPE_REF) {
            code.put(Engine.GlobalCell.REF);
        } else {
            Slots.toCell(code, Kind.ofIr(type));
            code.put(Engine.GlobalCell.BITS);
        }
    }

    // ---- bulk operations

    private int index(int at, int operand, int expression) {
        return expressions.index(expression, IrReader.operandType(words, at, operand));
    }

    private void bulk(int at, int op, int field) {
        int operands = IrReader.operands(words, at);
        int space = field & IrReader.INDEX;
        switch (op) {
            case Ir.TABLE_SET -> {
                body.loadTable(space);
                expressions.value(index(at, 0, operands));
                body.at(at);
                code.invoke(Engine.TableInstance.SET);
            }
            case Ir.TABLE_GROW -> {
                body.loadInstance();
                code.push(words[at + 1] & IrReader.INDEX);
                index(at, 1, expressions.value(operands));
                body.at(at);
                code.invoke(Engine.BulkOperations.TABLE_GROW);
                grown(at, field);
            }
            case Ir.MEMORY_GROW -> {
                body.loadInstance();
                code.push(words[at + 1] & IrReader.INDEX);
                index(at, 0, operands);
                body.at(at);
                code.invoke(Engine.BulkOperations.MEMORY_GROW);
                grown(at, field);
            }
            case Ir.TABLE_FILL, Ir.MEMORY_FILL -> {
                body.loadInstance();
                code.push(space);
                index(at, 2, expressions.value(index(at, 0, operands)));
                body.at(at);
                code.invoke(op == Ir.TABLE_FILL ? Engine.BulkOperations.TABLE_FILL : Engine.BulkOperations.MEMORY_FILL);
            }
            case Ir.TABLE_COPY, Ir.MEMORY_COPY -> {
                body.loadInstance();
                code.push(space);
                code.push(words[at + 1] & IrReader.INDEX);
                index(at, 2, index(at, 1, index(at, 0, operands)));
                body.at(at);
                code.invoke(op == Ir.TABLE_COPY ? Engine.BulkOperations.TABLE_COPY : Engine.BulkOperations.MEMORY_COPY);
            }
            case Ir.TABLE_INIT, Ir.MEMORY_INIT -> {
                body.loadInstance();
                code.push(space);
                code.push(words[at + 1]);
                expressions.value(expressions.value(index(at, 0, operands)));
                body.at(at);
                code.invoke(op == Ir.TABLE_INIT ? Engine.BulkOperations.TABLE_INIT : Engine.BulkOperations.MEMORY_INIT);
            }
            case Ir.ELEM_DROP, Ir.DATA_DROP -> {
                body.loadInstance();
                code.push(field);
                code.invoke(op == Ir.ELEM_DROP ? Engine.ModuleInstance.DROP_ELEMENTS : Engine.ModuleInstance.DROP_DATA);
            }
            case Ir.ATOMIC_FENCE -> code.invoke(Jdk.FULL_FENCE);
            default -> wide(op, field, operands);
        }
    }

    /** Stores the former size on the stack. */
    private void grown(int at, int slot) {
        if ((words[at + 1] & IrReader.ADDRESS_64) != 0) {
            body.store(slot, Kind.LONG);
        } else {
            code.instruction(Opcodes.L2I);
            body.store(slot, Kind.INT);
        }
    }

    // ---- wide arithmetic

    private void wide(int op, int slot, int operands) {
        int count = Ir.operands(op);
        int mark = code.mark();
        int[] locals = new int[count];
        int next = operands;
        for (int k = 0; k < count; k++) {
            locals[k] = code.variable(Kind.LONG);
            next = expressions.value(next);
            code.store(Kind.LONG, locals[k]);
        }
        switch (op) {
            case Ir.I64_ADD128 -> addOrSubtract(locals, Opcodes.LADD, Engine.WideOps.ADD_HIGH);
            case Ir.I64_SUB128 -> addOrSubtract(locals, Opcodes.LSUB, Engine.WideOps.SUB_HIGH);
            default -> {
                code.load(Kind.LONG, locals[0]);
                code.load(Kind.LONG, locals[1]);
                code.instruction(Opcodes.LMUL);
                code.load(Kind.LONG, locals[0]);
                code.load(Kind.LONG, locals[1]);
                if (op == Ir.I64_MUL_WIDE_S) {
                    code.invoke(Jdk.MULTIPLY_HIGH);
                } else {
                    code.invoke(Engine.WideOps.MUL_HIGH_U);
                }
            }
        }
        body.store(slot + 1, Kind.LONG);
        body.store(slot, Kind.LONG);
        code.release(mark);
    }

    private void addOrSubtract(int[] locals, int opcode, JavaMethod high) {
        code.load(Kind.LONG, locals[0]);
        code.load(Kind.LONG, locals[2]);
        code.instruction(opcode);
        for (int local : locals) {
            code.load(Kind.LONG, local);
        }
        code.invoke(high);
    }

    // ---- atomic accesses

    private void atomic(int at, int op) {
        int width = Ir.width(op);
        String name = Ir.name(op);
        boolean isNumber = !name.startsWith("memory.");
        Kind kind = SlotUse.atomicKind(op);
        boolean isWait = name.startsWith("memory.atomic.wait");
        if (isWait) {
            body.loadStore();
        }
        if (name.contains(".rmw") && !name.contains("cmpxchg")) {
            code.get(update(name));
        }
        body.loadMemory(Ir.field(words[at]) & IrReader.INDEX);
        int next = expressions.accesses().effectiveAddress(at);
        for (int k = 1; k < Ir.operands(op); k++) {
            next = expressions.value(next);
            boolean isInt = Ir.operand(op, k) == Ir.TYPE_I32;
            if (isInt && (isNumber || isWait)) {
                NumericCode.unsigned(code);
            }
        }
        if (!name.equals("memory.atomic.notify")) {
            code.push(width);
        }
        body.at(at);
        if (isWait) {
            code.invoke(Engine.AtomicAccess.AWAIT);
        } else if (!isNumber) {
            code.invoke(Engine.AtomicAccess.WAKE);
        } else if (name.contains("cmpxchg")) {
            code.invoke(Engine.AtomicAccess.COMPARE_EXCHANGE);
        } else if (name.contains(".rmw")) {
            code.invoke(Engine.AtomicAccess.UPDATE);
        } else if (name.contains(".load")) {
            code.invoke(Engine.AtomicAccess.LOAD);
        } else {
            code.invoke(Engine.AtomicAccess.STORE);
            return;
        }
        if (isNumber && kind == Kind.INT) {
            code.instruction(Opcodes.L2I);
        }
        body.store(body.use.atomicTarget(at), kind);
    }

    /** The constant of the operator of a read-modify-write access. */
    private static JavaField update(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1).replace("_u", "")) {
            case "add" -> Engine.AtomicUpdate.ADD;
            case "sub" -> Engine.AtomicUpdate.SUB;
            case "and" -> Engine.AtomicUpdate.AND;
            case "or" -> Engine.AtomicUpdate.OR;
            case "xor" -> Engine.AtomicUpdate.XOR;
            default -> Engine.AtomicUpdate.EXCHANGE;
        };
    }
}
