package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.SlotUse;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.runtime.ModuleCode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * A method that is being written: its Java variables, and what all parts of the emitter need. The instance is the first
 * parameter, the position the second.
 */
public final class MethodBody {
    /** Java variable of the instance. */
    public static final int INSTANCE = 0;
    /** Java variable of the position. */
    public static final int POSITION = 1;
    /** No Java variable. */
    public static final int NONE = -1;
    /** More globals than this are looked up in the instance each time. */
    private static final int MOST_GLOBALS = 6;
    private static final int LOCALS_PER_UNIT = 16;

    public final UnitClass unit;
    public final ModuleCode module;
    public final IrFunction ir;
    public final int[] words;
    public final Code code;
    public final Flow flow;
    public final SlotUse use;
    public final Variables variables;
    /** Whether fuel is metered. */
    public final boolean metered;
    /** Whether the array of memory 0 has exactly the size of the memory. */
    public final boolean exact;
    /** Blocks on which the speed of the function depends. */
    private final BitSet hot;
    /** Lines of the instructions, or null if they do not fit. */
    final Lines lines;
    /** Where the code stands, for traps and captures: a position in the IR. */
    public final int pc;
    /** The store. */
    public final int store;
    /** The fuel that is left, or {@link #NONE}. */
    public int fuel = NONE;
    /** The frame's slots on the value stack, in a method that uses them throughout. */
    public final FrameSlots frame;
    /** Memory 0, or {@link #NONE} where it is not used or its content cannot be one array. */
    public int linear = NONE;
    /** The array of memory 0. */
    public int bytes = NONE;
    /** The size of memory 0. */
    public int limit = NONE;
    /** Memory 0 where it is used and its content cannot be one array, or {@link #NONE}. */
    public int general = NONE;

    private final int[] locals;
    private final Map<Integer, Integer> globals = new HashMap<>();

    public MethodBody(UnitClass unit, IrFunction ir, Flow flow, SlotUse use, Variables variables, BitSet hot, Lines lines,
            Code code) {
        this.unit = unit;
        this.module = unit.module;
        this.ir = ir;
        this.words = ir.code();
        this.flow = flow;
        this.use = use;
        this.variables = variables;
        this.code = code;
        this.metered = module.engine.metered;
        this.exact = unit.isExact();
        this.hot = hot;
        this.lines = lines;
        this.locals = new int[variables.count()];
        Arrays.fill(locals, NONE);
        code.spend(locals.length / LOCALS_PER_UNIT);
        frame = new FrameSlots(this);
        pc = code.variable(Kind.INT);
        store = code.variable(Kind.REF);
    }

    // ---- variables

    /** Gives a variable its Java variable. */
    public void assign(Variables.Variable variable, int local) {
        locals[variable.number()] = local;
    }

    /** The Java variable of a variable, or {@link #NONE} if the method has none. */
    public int local(int variable) {
        return locals[variable];
    }

    /** Whether a slot is not kept in a Java variable: it is always on the value stack. */
    public boolean isResident(int slot, Kind kind) {
        return local(variables.of(slot, kind).number()) == NONE;
    }

    /** Pushes the value of a slot. */
    public void load(int slot, Kind kind) {
        int local = local(variables.of(slot, kind).number());
        if (local != NONE) {
            code.load(kind, local);
        } else {
            frame.load(slot, kind);
        }
    }

    /** Pops the value of a slot. */
    public void store(int slot, Kind kind) {
        int local = local(variables.of(slot, kind).number());
        if (local != NONE) {
            code.store(kind, local);
        } else {
            int mark = code.mark();
            int value = code.keep(kind);
            frame.store(slot, kind, value);
            code.release(mark);
        }
    }

    // ---- the instance

    public void loadInstance() {
        code.load(Kind.REF, INSTANCE);
    }

    public void loadPosition() {
        code.load(Kind.LONG, POSITION);
    }

    public void loadStore() {
        code.load(Kind.REF, store);
    }

    /** Pushes the stack of the activation. */
    public void loadStack() {
        loadStore();
        code.get(Engine.StoreState.STACK);
    }

    /** Pushes an element of one of the instance's arrays. */
    private void loadElement(JavaField array, int index) {
        loadInstance();
        code.get(array);
        code.push(index);
        code.instruction(Opcodes.AALOAD);
    }

    /** Pushes a memory. */
    public void loadMemory(int index) {
        if (index == 0 && linear != NONE) {
            code.load(Kind.REF, linear);
        } else if (index == 0 && general != NONE) {
            code.load(Kind.REF, general);
        } else {
            loadElement(Engine.ModuleInstance.MEMORIES, index);
        }
    }

    /** Pushes a table. */
    public void loadTable(int index) {
        loadElement(Engine.ModuleInstance.TABLES, index);
    }

    /** Pushes an imported function. */
    public void loadImport(int index) {
        loadElement(Engine.ModuleInstance.FUNCTIONS, index);
    }

    /** Pushes a tag. */
    public void loadTag(int index) {
        loadElement(Engine.ModuleInstance.TAGS, index);
    }

    /** Pushes the cell of a global. */
    public void loadGlobal(int index) {
        Integer local = globals.get(index);
        if (local != null) {
            code.load(Kind.REF, local);
        } else {
            loadElement(Engine.ModuleInstance.GLOBALS, index);
        }
    }

    /**
     * Pushes whether the translation of the function is still to be paid in this instance. Whatever the configuration, so that
     * code for metered engines does not depend on their compilation mode.
     */
    public void loadUnpaid(int function) {
        loadInstance();
        code.get(Engine.ModuleInstance.UNPAID);
        code.push(function);
        code.instruction(Opcodes.BALOAD);
    }

    /** Pushes the size of memory 0, which is one array. */
    public void pushSize() {
        if (exact) {
            code.load(Kind.REF, bytes);
            code.instruction(Opcodes.ARRAYLENGTH);
        } else {
            code.load(Kind.INT, limit);
        }
    }

    /** Notes where the code stands, for an access that throws an exception of Java: a line suffices. */
    public void atAccess(int access) {
        if (lines != null) {
            lines.write(code, access);
        } else {
            at(access);
        }
    }

    /** Notes where the code stands. */
    public void at(int instruction) {
        code.push(instruction);
        code.store(Kind.INT, pc);
    }

    // ---- what is kept in Java variables

    /** Whether accesses of memory 0 may go to the one array: a shared memory is never one. */
    public boolean isFlat(int memory) {
        return memory == 0 && module.memory(0).sharing() == MemoryShape.Sharing.UNSHARED;
    }

    /** Whether the speed of the function depends on an instruction. */
    public boolean isHot(int instruction) {
        return hot.get(flow.blockAt(instruction));
    }

    /** Puts the store into its Java variable. */
    public void keepStore() {
        loadInstance();
        code.get(Engine.ModuleInstance.STORE);
        code.store(Kind.REF, store);
    }

    /** Keeps in Java variables what the statements of some blocks use of the instance. */
    public void keep(BitSet blocks) {
        Map<Integer, Integer> counts = new HashMap<>();
        boolean memory = false;
        for (int block = blocks.nextSetBit(0); block >= 0; block = blocks.nextSetBit(block + 1)) {
            for (int pc = flow.start(block); pc < flow.end(block); pc += 1 + IrReader.words(words[pc])) {
                int op = Ir.op(words[pc]);
                if (Ir.width(op) > 0 && !Ir.has(op, Ir.FLAG_ATOMIC) && (Ir.field(words[pc]) & IrReader.INDEX) == 0) {
                    memory = true;
                } else if (Ir.fieldMeaning(op) == Ir.MEANING_GLOBAL) {
                    counts.merge(Ir.field(words[pc]), 1, Integer::sum);
                }
            }
        }
        counts.forEach((global, count) -> {
            if (count > 1 && globals.size() < MOST_GLOBALS) {
                loadElement(Engine.ModuleInstance.GLOBALS, global);
                globals.put(global, code.keep(Kind.REF));
            }
        });
        if (!memory) {
            return;
        }
        loadElement(Engine.ModuleInstance.MEMORIES, 0);
        int kept = code.keep(Kind.REF);
        if (!isFlat(0)) {
            general = kept;
        } else {
            linear = kept;
            bytes = code.variable(Kind.REF);
            if (!exact) {
                limit = code.variable(Kind.INT);
            }
        }
    }

    /** Reads the array and the size of memory 0 again. */
    public void reloadMemory() {
        code.load(Kind.REF, linear);
        code.get(Engine.LinearMemory.BYTES);
        code.store(Kind.REF, bytes);
        if (!exact) {
            code.load(Kind.REF, linear);
            code.get(Engine.LinearMemory.LIMIT);
            code.store(Kind.INT, limit);
        }
    }

    /** Branches if memory 0, which was read again, is no longer as the code needs it. */
    public void branchIfUnfit(Label target) {
        if (exact) {
            code.load(Kind.REF, bytes);
            code.instruction(Opcodes.ARRAYLENGTH);
            code.load(Kind.REF, linear);
            code.get(Engine.LinearMemory.LIMIT);
            code.jump(Opcodes.IF_ICMPNE, target);
        } else {
            code.load(Kind.INT, limit);
            code.jump(Opcodes.IFLT, target);
        }
    }

    /** Gives the fuel that is left to the store: something else may charge. */
    public void flushFuel() {
        if (metered) {
            loadStore();
            code.load(Kind.LONG, fuel);
            code.put(Engine.Account.FUEL);
        }
    }

    /** Takes the fuel that is left from the store. */
    public void reloadFuel() {
        if (metered) {
            loadStore();
            code.get(Engine.Account.FUEL);
            code.store(Kind.LONG, fuel);
        }
    }

    /** Java variables of the globals that are kept. */
    public Iterable<Integer> keptGlobals() {
        return globals.values();
    }
}
