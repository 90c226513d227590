package dev.vespula.internal.ir;

import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks that the IR of a function is well formed.
 *
 * <p>First its structure: ops at statement and operand places, operand types, depth, indices, slots within the frame,
 * targets at labels, a terminator at the end, an entry of the source map for each statement. Then its data flow: on every
 * path a temporary is written before it is read, with the type that is read, and what a call may have overwritten is not
 * read behind it. The ways from calls and throws to the handlers around them are paths too.
 */
public final class IrVerifier {
    private static final int MAX_DEPTH = 12;
    /** Type of a slot that has no value: never written, overwritten by a callee, or different on two paths. */
    private static final byte UNDEFINED = 0;

    private final ModuleModel module;
    private final IrFunction function;
    private final int[] code;
    private final BitSet statements = new BitSet();
    private final BitSet labels = new BitSet();
    private final byte[] localTypes;

    private IrVerifier(ModuleModel module, IrFunction function, int[] locals) {
        this.module = module;
        this.function = function;
        this.code = function.code();
        this.localTypes = localTypes(function, locals);
    }

    /**
     * Checks a function.
     *
     * @param module   the module that it is of
     * @param function its IR
     * @param locals   types of its locals as ints of ValTypes, parameters first
     * @throws IllegalStateException when something is wrong
     */
    public static void verify(ModuleModel module, IrFunction function, int[] locals) {
        IrVerifier verifier = new IrVerifier(module, function, locals);
        verifier.structure();
        verifier.flow();
    }

    private static byte[] localTypes(IrFunction function, int[] locals) {
        byte[] types = new byte[function.localSlots()];
        int slot = 0;
        for (int local : locals) {
            types[slot] = (byte) irType(local);
            slot += ValTypes.slots(local);
        }
        return types;
    }

    private static int irType(int valType) {
        return switch (valType) {
            case ValTypes.I32 -> Ir.TYPE_I32;
            case ValTypes.I64 -> Ir.TYPE_I64;
            case ValTypes.F32 -> Ir.TYPE_F32;
            case ValTypes.F64 -> Ir.TYPE_F64;
            case ValTypes.V128 -> Ir.TYPE_V128;
            default -> Ir.TYPE_REF;
        };
    }

    // ---- structure

    private void structure() {
        check(function.frameSlots() <= 65_535, 0, "frame too large");
        check(function.localSlots() <= function.frameSlots(), 0, "locals outside of the frame");
        check(function.resultSlots() <= function.frameSlots(), 0, "results outside of the frame");
        int at = 0;
        int last = -1;
        while (at < code.length) {
            statements.set(at);
            last = at;
            int kind = Ir.kind(Ir.op(code[at]));
            check(kind == Ir.KIND_STMT || kind == Ir.KIND_TERM, at, "no statement: " + name(at));
            check(function.sourceMap().offsetAt(at) >= 0, at, "no source");
            at = part(at, 0);
        }
        check(at == code.length, last, "last statement reaches beyond the code");
        check(last >= 0 && Ir.kind(Ir.op(code[last])) == Ir.KIND_TERM && !continues(Ir.op(code[last])), Math.max(last, 0),
                "control runs off the end");
        int before = -1;
        for (int label : function.labels()) {
            check(label > before, label, "labels not ascending");
            check(statements.get(label), label, "label inside of a statement");
            labels.set(label);
            before = label;
        }
        for (at = 0; at < code.length; at = IrReader.next(code, at)) {
            for (int target : targets(at)) {
                check(target >= 0 && labels.get(target), at, "target " + target + " is no label");
            }
            if (Ir.op(code[at]) == Ir.LOOP) {
                check(labels.get(at), at, "loop header is no label");
            }
        }
        handlers();
    }

    private void handlers() {
        HandlerTable table = function.handlers();
        int before = 0;
        for (int region = 0; region < table.regions(); region++) {
            int start = table.start(region);
            check(start >= before && start <= table.end(region), 0, "region " + region + " out of order");
            check(statements.get(start) || start == code.length, 0, "region " + region + " begins inside of a statement");
            check(table.end(region) == code.length || statements.get(table.end(region)), 0, "region " + region
                    + " ends inside of a statement");
            check(table.next(region) < region, 0, "region " + region + " goes on inwards");
            before = start;
        }
        for (int clause = 0; clause < table.clauses(); clause++) {
            int target = table.target(clause);
            check(labels.get(target), 0, "handler at " + target + ", which is no label");
            int slot = table.values(clause);
            if (table.tag(clause) >= 0) {
                for (int param : module.tagDefinition(table.tag(clause)).params()) {
                    slot(target, slot, irType(param));
                    slot += ValTypes.slots(param);
                }
            }
            if (table.reference(clause) >= 0) {
                slot(target, table.reference(clause), Ir.TYPE_REF);
            }
        }
    }

    /** Checks a statement or expression and returns the index after it. */
    private int part(int index, int depth) {
        int word = code[index];
        int op = Ir.op(word);
        check(op < Ir.COUNT, index, "no op");
        check(depth <= MAX_DEPTH + 1, index, "tree too deep");
        item(index, Ir.fieldMeaning(op), Ir.field(word), index);
        int at = index + 1;
        for (int k = 0; k < Ir.wordEntries(op); k++) {
            int meaning = Ir.wordMeaning(op, k);
            int count = IrReader.words(word, meaning);
            check(at + count <= code.length, index, "truncated");
            item(index, meaning, code[at], at);
            at += count;
        }
        int operands = IrReader.operandCount(code, index);
        for (int k = 0; k < operands; k++) {
            int operand = Ir.op(code[at]);
            int kind = Ir.kind(operand);
            check(kind == Ir.KIND_LEAF || kind == Ir.KIND_EXPR, at, "no expression: " + name(at));
            int expected = operandType(index, k);
            int actual = IrReader.resultType(code, at);
            check(expected == actual, at, name(at) + " where " + name(index) + " wants type " + expected);
            at = part(at, depth + 1);
        }
        return at;
    }

    private int operandType(int index, int operand) {
        int type = IrReader.operandType(code, index, operand);
        if (type != Ir.TYPE_ANY) {
            return type;
        }
        int op = Ir.op(code[index]);
        int field = op == Ir.STRUCT_NEW ? operand : 0;
        TypeDefinition made = module.type(code[index + 1]);
        boolean isDescriptor = made.hasDescriptor() && field == made.fieldCount();
        return isDescriptor ? Ir.TYPE_REF : irType(ValTypes.unpacked(made.field(field)));
    }

    private void item(int index, int meaning, int value, int place) {
        switch (meaning) {
            case Ir.MEANING_SLOT -> slot(index, value, slotType(index));
            case Ir.MEANING_FRAME -> frame(index, value);
            case Ir.MEANING_FUNC -> check(value < module.functionCount(), place, "function " + value);
            case Ir.MEANING_GLOBAL -> {
                check(value < module.globalCount(), place, "global " + value);
                int op = Ir.op(code[index]);
                int type = op >= Ir.GLOBAL_SET_I32 ? Ir.operand(op, 0) : Ir.result(op);
                check(irType(module.globalType(value)) == type, place, "type of global " + value);
            }
            case Ir.MEANING_MEMORY -> {
                int memory = value & IrReader.INDEX;
                check(memory < module.memoryCount(), place, "memory " + memory);
                check(module.memory(memory).address64() == ((value & IrReader.ADDRESS_64) != 0), place, "flag addr64");
            }
            case Ir.MEANING_TABLE -> {
                int table = value & IrReader.INDEX;
                check(table < module.tableCount(), place, "table " + table);
                check(module.table(table).address64() == ((value & IrReader.ADDRESS_64) != 0), place, "flag addr64");
            }
            case Ir.MEANING_ELEM -> check(value < module.elementCount(), place, "element segment " + value);
            case Ir.MEANING_DATA -> check(value < module.dataCount(), place, "data segment " + value);
            case Ir.MEANING_TAG -> check(value < module.tagCount(), place, "tag " + value);
            case Ir.MEANING_TYPE -> check(value < module.typeCount(), place, "type " + value);
            case Ir.MEANING_NONE -> check(value == 0 || place != index, index, "field without meaning");
            default -> {
                // Constants need no check; targets and counts are checked when all statements are known.
            }
        }
    }

    /** Type of the slot that an op reads or writes. */
    private int slotType(int index) {
        return IrReader.resultType(code, index);
    }

    private void slot(int index, int slot, int type) {
        int end = slot + (type == Ir.TYPE_V128 ? 2 : 1);
        check(end <= function.frameSlots(), index, "slot " + slot + " outside of the frame");
        if (type == Ir.TYPE_REF) {
            check(slot >= function.firstRefSlot() && slot < function.endRefSlot(), index, "slot " + slot
                    + " holds no references");
        }
    }

    private void frame(int index, int frame) {
        check(frame >= function.localSlots(), index, "callee's frame over the locals");
        check(frame <= function.frameSlots(), index, "callee's frame apart from the caller's");
        TypeDefinition type = calleeType(index);
        int slot = frame;
        for (int param : type.params()) {
            slot(index, slot, irType(param));
            slot += ValTypes.slots(param);
        }
        if (continues(Ir.op(code[index]))) {
            slot = frame;
            for (int result : type.results()) {
                slot(index, slot, irType(result));
                slot += ValTypes.slots(result);
            }
        }
    }

    private TypeDefinition calleeType(int index) {
        int op = Ir.op(code[index]);
        if (op == Ir.THROW) {
            return module.tagDefinition(Ir.field(code[index]));
        }
        return op == Ir.CALL || op == Ir.RETURN_CALL
                ? module.functionDefinition(Ir.field(code[index]))
                : module.type(code[index + 1]);
    }

    private int calleeFrame(int index) {
        int op = Ir.op(code[index]);
        return code[op == Ir.CALL || op == Ir.RETURN_CALL || op == Ir.THROW ? index + 1 : index + 2];
    }

    /** Whether the statement after a terminator can be reached through it. */
    private static boolean continues(int op) {
        return switch (op) {
            case Ir.BR_IF, Ir.BR_UNLESS, Ir.CALL, Ir.CALL_INDIRECT, Ir.CALL_REF -> true;
            default -> false;
        };
    }

    private int[] targets(int index) {
        int op = Ir.op(code[index]);
        return switch (op) {
            case Ir.BR, Ir.BR_IF, Ir.BR_UNLESS -> new int[] {code[index + 1]};
            case Ir.BR_TABLE -> Arrays.copyOfRange(code, index + 1, index + 1 + Ir.field(code[index]));
            default -> new int[0];
        };
    }

    // ---- data flow

    /** Types of the slots where a block begins, by its position, as far as the paths seen so far agree. */
    private final Map<Integer, byte[]> entries = new HashMap<>();
    private final ArrayDeque<Integer> work = new ArrayDeque<>();

    private void flow() {
        byte[] start = Arrays.copyOf(localTypes, function.frameSlots());
        merge(0, start);
        while (!work.isEmpty()) {
            int at = work.poll();
            byte[] types = entries.get(at).clone();
            boolean inBlock = true;
            while (inBlock) {
                int next = run(at, types);
                if (next < 0) {
                    inBlock = false;
                } else if (labels.get(next)) {
                    merge(next, types);
                    inBlock = false;
                } else {
                    at = next;
                }
            }
        }
    }

    private void merge(int position, byte[] types) {
        byte[] known = entries.get(position);
        if (known == null) {
            entries.put(position, types.clone());
            work.add(position);
            return;
        }
        boolean changed = false;
        for (int k = 0; k < known.length; k++) {
            if (known[k] != types[k] && known[k] != UNDEFINED) {
                known[k] = UNDEFINED;
                changed = true;
            }
        }
        if (changed) {
            work.add(position);
        }
    }

    /** Runs over one statement; returns the one after it, or -1 when control does not get there. */
    private int run(int index, byte[] types) {
        int op = Ir.op(code[index]);
        int at = IrReader.operands(code, index);
        int operands = IrReader.operandCount(code, index);
        for (int k = 0; k < operands; k++) {
            at = reads(at, types);
        }
        for (int target : targets(index)) {
            merge(target, types);
        }
        if (Ir.kind(op) == Ir.KIND_TERM) {
            if (Ir.has(op, Ir.FLAG_CALL) || op == Ir.THROW) {
                callee(index, types);
            } else if (op == Ir.THROW_REF) {
                thrown(index, types);
            } else if (op == Ir.RETURN) {
                results(index, types);
            }
            return continues(op) ? at : -1;
        }
        int slot = IrReader.target(code, index);
        if (slot >= 0) {
            // Wide arithmetic gives two numbers.
            boolean isPair = Ir.result(op) == Ir.TYPE_V128 && !Ir.isSet(op);
            write(types, slot, isPair ? Ir.TYPE_I64 : slotType(index));
            if (isPair) {
                write(types, slot + 1, Ir.TYPE_I64);
            }
        }
        return at;
    }

    private int reads(int index, byte[] types) {
        int op = Ir.op(code[index]);
        if (op <= Ir.SLOT_REF) {
            read(index, types, Ir.field(code[index]), Ir.result(op));
        }
        int at = IrReader.operands(code, index);
        int operands = IrReader.operandCount(code, index);
        for (int k = 0; k < operands; k++) {
            at = reads(at, types);
        }
        return at;
    }

    private void read(int index, byte[] types, int slot, int type) {
        check(types[slot] == type, index, "slot " + slot + " read as type " + type + " but holds " + types[slot]);
    }

    private static void write(byte[] types, int slot, int type) {
        if (slot > 0 && types[slot - 1] == Ir.TYPE_V128) {
            types[slot - 1] = UNDEFINED;
        }
        types[slot] = (byte) type;
        if (type == Ir.TYPE_V128) {
            types[slot + 1] = UNDEFINED;
        }
    }

    private void callee(int index, byte[] types) {
        int frame = calleeFrame(index);
        TypeDefinition type = calleeType(index);
        int slot = frame;
        for (int param : type.params()) {
            read(index, types, slot, irType(param));
            slot += ValTypes.slots(param);
        }
        Arrays.fill(types, frame, types.length, UNDEFINED);
        if (continues(Ir.op(code[index])) || Ir.op(code[index]) == Ir.THROW) {
            thrown(index, types);
        }
        if (continues(Ir.op(code[index]))) {
            slot = frame;
            for (int result : type.results()) {
                write(types, slot, irType(result));
                slot += ValTypes.slots(result);
            }
        }
    }

    /** Follows the ways to the handlers around a statement that throws. */
    private void thrown(int index, byte[] types) {
        HandlerTable table = function.handlers();
        for (int region = table.regionAt(index); region >= 0; region = table.next(region)) {
            for (int clause = table.firstClause(region); clause < table.endClause(region); clause++) {
                byte[] caught = types.clone();
                int slot = table.values(clause);
                if (table.tag(clause) >= 0) {
                    for (int param : module.tagDefinition(table.tag(clause)).params()) {
                        write(caught, slot, irType(param));
                        slot += ValTypes.slots(param);
                    }
                }
                if (table.reference(clause) >= 0) {
                    write(caught, table.reference(clause), Ir.TYPE_REF);
                }
                merge(table.target(clause), caught);
            }
        }
    }

    private void results(int index, byte[] types) {
        int slot = 0;
        for (int result : module.functionDefinition(function.index()).results()) {
            read(index, types, slot, irType(result));
            slot += ValTypes.slots(result);
        }
    }

    private String name(int index) {
        int op = Ir.op(code[index]);
        return op < Ir.COUNT ? Ir.name(op) : "op " + op;
    }

    private void check(boolean holds, int index, String complaint) {
        if (!holds) {
            throw new IllegalStateException("function " + function.index() + " at " + index + ": " + complaint + "\n"
                    + Disassembler.list(function, Disassembler.Detail.OFFSETS));
        }
    }
}
