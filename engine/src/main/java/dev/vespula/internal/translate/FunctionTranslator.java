package dev.vespula.internal.translate;

import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.validate.CatchClause;
import dev.vespula.internal.validate.CodeSink;
import dev.vespula.internal.validate.FunctionValidator;
import dev.vespula.internal.validate.LocalTypes;

/**
 * Takes the instructions of one function body from the validator and hands each to the part of the translator that knows
 * its family. Reusable for one function after another; not thread-safe.
 */
final class FunctionTranslator implements CodeSink {
    private static final int MOST_WORDS_KEPT = 1 << 18;

    private final FunctionState state = new FunctionState();
    private final NumericPart numbers = new NumericPart(state);
    private final VariablePart variables = new VariablePart(state);
    private final MemoryPart memories = new MemoryPart(state);
    private final VectorPart vectors = new VectorPart(state, memories);
    private final AtomicPart atomics = new AtomicPart(state, memories);
    private final WidePart wide = new WidePart(state);
    private final TablePart tables = new TablePart(state);
    private final AggregatePart aggregates = new AggregatePart(state);
    private final CastPart casts = new CastPart(state);
    private final CallPart calls = new CallPart(state);
    private final BranchPart branches = new BranchPart(state);
    private final BlockPart blocks = new BlockPart(state, branches);
    private final ExceptionPart exceptions = new ExceptionPart(state, blocks, branches, calls);
    /** Looks for references in frames; null in an ordinary translation. */
    private LiveReferences watcher;

    /** Prepares for the body of a function. */
    void reset(ModuleModel module, TranslatorOptions options) {
        state.module = module;
        state.code.reset();
        state.handlers.reset();
        state.fuel.reset(options.operatorCosts());
        state.nans = options.nans();
    }

    /** Looks for the references in frames that stand at some positions, ascending, while the body is told. */
    LiveReferences watch(FunctionValidator validator, int[] positions) {
        watcher = new LiveReferences(state, validator, positions);
        return watcher;
    }

    /** The function that the validator has told. */
    IrFunction result() {
        int[] results = state.control.results(0);
        int paramSlots = state.locals.slot(state.control.params(0).length);
        int resultSlots = IrTypes.slots(results);
        OperandStack operands = state.operands;
        int frameSlots = Math.max(operands.frameSlots(), resultSlots);
        return new IrFunction(state.function, state.code.code(), state.code.labels(), paramSlots, localsEnd(), frameSlots,
                resultSlots, operands.firstRefSlot(), operands.endRefSlot(), state.handlers.build(),
                state.code.sourceMap());
    }

    /** Whether the buffers are small enough to be kept for the next function. */
    boolean isWorthKeeping() {
        return state.code.capacity() <= MOST_WORDS_KEPT;
    }

    /** Lets go of the module. */
    void clear() {
        watcher = null;
        state.operands.watch(null);
        state.module = null;
        state.locals = null;
        state.control.reset();
    }

    private int localsEnd() {
        return state.locals.slot(state.locals.count());
    }

    // ---- the body

    @Override
    public void begin(int function, int[] params, int[] results, LocalTypes locals) {
        state.function = function;
        state.offset = state.module.bodyStart(function);
        state.locals = locals;
        state.reachable = true;
        if (localsEnd() > OperandStack.MAX_SLOTS) {
            throw state.limit("the locals of a function exceed the limit of " + OperandStack.MAX_SLOTS + " slots");
        }
        state.operands.reset(localsEnd());
        if (locals.endReferenceSlot() > 0) {
            state.operands.useSlot(locals.firstReferenceSlot(), Ir.TYPE_REF);
            state.operands.useSlot(locals.endReferenceSlot() - 1, Ir.TYPE_REF);
        }
        if (watcher != null) {
            watcher.begin(localsEnd());
        }
        blocks.begin(params, results);
        state.fuel.begin(state.offset);
        state.fuel.add(locals.count() - params.length);
    }

    @Override
    public void finish() {
        blocks.finish();
        if (watcher != null) {
            watcher.instruction();
        }
    }

    @Override
    public void instruction(Opcode opcode, int offset) {
        state.offset = offset;
        if (watcher != null) {
            watcher.instruction();
        }
        if (state.reachable) {
            state.fuel.operator(opcode.index());
        }
    }

    // ---- blocks and branches

    @Override
    public void block(int[] params, int[] results) {
        blocks.block(params, results);
    }

    @Override
    public void loop(int[] params, int[] results) {
        blocks.loop(params, results);
    }

    @Override
    public void if_(int[] params, int[] results) {
        blocks.if_(params, results);
    }

    @Override
    public void else_() {
        blocks.else_();
    }

    @Override
    public void end() {
        blocks.end();
    }

    @Override
    public void unreachable() {
        if (state.reachable) {
            branches.unreachable();
        }
    }

    @Override
    public void br(int depth) {
        if (state.reachable) {
            branches.br(depth);
        }
    }

    @Override
    public void brIf(int depth) {
        if (state.reachable) {
            branches.brIf(depth);
        }
    }

    @Override
    public void brTable(int[] depths) {
        if (state.reachable) {
            branches.brTable(depths);
        }
    }

    @Override
    public void return_() {
        if (state.reachable) {
            branches.return_();
        }
    }

    @Override
    public void brOnNull(int depth) {
        if (state.reachable) {
            branches.brOnNull(depth);
        }
    }

    @Override
    public void brOnNonNull(int depth) {
        if (state.reachable) {
            branches.brOnNonNull(depth);
        }
    }

    // ---- exceptions

    @Override
    public void tryTable(int[] params, int[] results, CatchClause[] clauses) {
        exceptions.tryTable(params, results, clauses);
    }

    @Override
    public void try_(int[] params, int[] results) {
        exceptions.try_(params, results);
    }

    @Override
    public void catch_(int tag) {
        exceptions.catch_(tag);
    }

    @Override
    public void catchAll() {
        exceptions.catchAll();
    }

    @Override
    public void delegate(int depth) {
        exceptions.delegate(depth);
    }

    @Override
    public void rethrow(int depth) {
        if (state.reachable) {
            exceptions.rethrow(depth);
        }
    }

    @Override
    public void throw_(int tag) {
        if (state.reachable) {
            exceptions.throw_(tag);
        }
    }

    @Override
    public void throwRef() {
        if (state.reachable) {
            exceptions.throwRef();
        }
    }

    // ---- calls

    @Override
    public void call(int function) {
        if (state.reachable) {
            calls.call(function);
        }
    }

    @Override
    public void callIndirect(int typeIndex, int table) {
        if (state.reachable) {
            calls.callIndirect(typeIndex, table);
        }
    }

    @Override
    public void callRef(int typeIndex) {
        if (state.reachable) {
            calls.callRef(typeIndex);
        }
    }

    @Override
    public void returnCall(int function) {
        if (state.reachable) {
            calls.returnCall(function);
        }
    }

    @Override
    public void returnCallIndirect(int typeIndex, int table) {
        if (state.reachable) {
            calls.returnCallIndirect(typeIndex, table);
        }
    }

    @Override
    public void returnCallRef(int typeIndex) {
        if (state.reachable) {
            calls.returnCallRef(typeIndex);
        }
    }

    // ---- operands and variables

    @Override
    public void drop(int type) {
        if (state.reachable) {
            variables.drop();
        }
    }

    @Override
    public void select(int type) {
        if (state.reachable) {
            variables.select();
        }
    }

    @Override
    public void localGet(int local) {
        if (state.reachable) {
            variables.getLocal(local);
        }
    }

    @Override
    public void localSet(int local) {
        if (state.reachable) {
            variables.setLocal(local);
        }
    }

    @Override
    public void localTee(int local) {
        if (state.reachable) {
            variables.teeLocal(local);
        }
    }

    @Override
    public void globalGet(int global) {
        if (state.reachable) {
            variables.getGlobal(global);
        }
    }

    @Override
    public void globalSet(int global) {
        if (state.reachable) {
            variables.setGlobal(global);
        }
    }

    // ---- tables

    @Override
    public void tableGet(int table) {
        if (state.reachable) {
            tables.get(table);
        }
    }

    @Override
    public void tableSet(int table) {
        if (state.reachable) {
            tables.set(table);
        }
    }

    @Override
    public void tableSize(int table) {
        if (state.reachable) {
            tables.size(table);
        }
    }

    @Override
    public void tableGrow(int table) {
        if (state.reachable) {
            tables.grow(table);
        }
    }

    @Override
    public void tableFill(int table) {
        if (state.reachable) {
            tables.fill(table);
        }
    }

    @Override
    public void tableCopy(int destination, int source) {
        if (state.reachable) {
            tables.copy(destination, source);
        }
    }

    @Override
    public void tableInit(int table, int element) {
        if (state.reachable) {
            tables.init(table, element);
        }
    }

    @Override
    public void elemDrop(int element) {
        if (state.reachable) {
            tables.dropElement(element);
        }
    }

    // ---- memories

    @Override
    public void load(Opcode opcode, int memory, long offset) {
        if (state.reachable) {
            memories.load(Operators.op(opcode), memory, offset);
        }
    }

    @Override
    public void store(Opcode opcode, int memory, long offset) {
        if (state.reachable) {
            memories.store(Operators.op(opcode), memory, offset);
        }
    }

    @Override
    public void memorySize(int memory) {
        if (state.reachable) {
            memories.size(memory);
        }
    }

    @Override
    public void memoryGrow(int memory) {
        if (state.reachable) {
            memories.grow(memory);
        }
    }

    @Override
    public void memoryFill(int memory) {
        if (state.reachable) {
            memories.fill(memory);
        }
    }

    @Override
    public void memoryCopy(int destination, int source) {
        if (state.reachable) {
            memories.copy(destination, source);
        }
    }

    @Override
    public void memoryInit(int memory, int data) {
        if (state.reachable) {
            memories.init(memory, data);
        }
    }

    @Override
    public void dataDrop(int data) {
        if (state.reachable) {
            memories.dropData(data);
        }
    }

    // ---- numbers

    @Override
    public void i32Const(int value) {
        if (state.reachable) {
            constant(Ir.TYPE_I32, value);
        }
    }

    @Override
    public void i64Const(long value) {
        if (state.reachable) {
            constant(Ir.TYPE_I64, value);
        }
    }

    @Override
    public void f32Const(int bits) {
        if (state.reachable) {
            constant(Ir.TYPE_F32, bits);
        }
    }

    @Override
    public void f64Const(long bits) {
        if (state.reachable) {
            constant(Ir.TYPE_F64, bits);
        }
    }

    private void constant(int type, long bits) {
        state.operands.push(state.expressions.constant(type, bits, state.offset));
    }

    @Override
    public void v128Const(long low, long high) {
        if (state.reachable) {
            vectors.constant(low, high);
        }
    }

    @Override
    public void numeric(Opcode opcode) {
        if (state.reachable) {
            if (opcode != Opcode.NOP) {
                operator(Operators.op(opcode));
            }
        }
    }

    private void operator(int op) {
        if (Ir.has(op, Ir.FLAG_VECTOR)) {
            vectors.operator(op);
        } else if (Ir.kind(op) == Ir.KIND_STMT) {
            wide.operator(op);
        } else {
            numbers.operator(op);
        }
    }

    // ---- lanes of vectors, atomic accesses

    @Override
    public void lane(Opcode opcode, int lane) {
        if (state.reachable) {
            vectors.lane(Operators.op(opcode), lane);
        }
    }

    @Override
    public void shuffle(long low, long high) {
        if (state.reachable) {
            vectors.shuffle(low, high);
        }
    }

    @Override
    public void loadLane(Opcode opcode, int memory, long offset, int lane) {
        if (state.reachable) {
            vectors.loadLane(Operators.op(opcode), memory, offset, lane);
        }
    }

    @Override
    public void storeLane(Opcode opcode, int memory, long offset, int lane) {
        if (state.reachable) {
            vectors.storeLane(Operators.op(opcode), memory, offset, lane);
        }
    }

    @Override
    public void atomic(Opcode opcode, int memory, long offset) {
        if (state.reachable) {
            atomics.operator(opcode, memory, offset);
        }
    }

    @Override
    public void atomicFence() {
        if (state.reachable) {
            atomics.fence();
        }
    }

    // ---- references

    @Override
    public void refNull(int heap) {
        if (state.reachable) {
            variables.refNull();
        }
    }

    @Override
    public void refFunc(int function) {
        if (state.reachable) {
            variables.refFunc(function);
        }
    }

    @Override
    public void refIsNull() {
        if (state.reachable) {
            variables.refIsNull();
        }
    }

    @Override
    public void refAsNonNull() {
        if (state.reachable) {
            variables.refAsNonNull();
        }
    }

    // ---- structs, arrays, casts

    @Override
    public void brOnCast(int depth, int from, int to) {
        if (state.reachable) {
            branches.brOnCast(depth, to);
        }
    }

    @Override
    public void brOnCastFail(int depth, int from, int to) {
        if (state.reachable) {
            branches.brOnCastFail(depth, to);
        }
    }

    @Override
    public void refEq() {
        if (state.reachable) {
            casts.equal();
        }
    }

    @Override
    public void struct(Opcode opcode, int typeIndex, int field) {
        if (state.reachable) {
            aggregates.struct(opcode, typeIndex, field);
        }
    }

    @Override
    public void array(Opcode opcode, int typeIndex, int argument) {
        if (state.reachable) {
            aggregates.array(opcode, typeIndex, argument);
        }
    }

    @Override
    public void i31(Opcode opcode) {
        if (state.reachable) {
            casts.i31(Operators.op(opcode));
        }
    }

    @Override
    public void cast(Opcode opcode, int type) {
        if (state.reachable) {
            casts.cast(opcode, type);
        }
    }

    /** The same object stands for a reference in both hierarchies. */
    @Override
    public void convert(Opcode opcode) {
        // Nothing to do.
    }
}
