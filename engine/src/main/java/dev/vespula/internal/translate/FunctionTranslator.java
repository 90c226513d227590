package dev.vespula.internal.translate;

import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.validate.CodeSink;
import dev.vespula.internal.validate.Family;
import dev.vespula.internal.validate.FunctionValidator;
import dev.vespula.internal.validate.Instruction;
import dev.vespula.internal.validate.LocalTypes;
import java.lang.ref.WeakReference;

/**
 * Takes the instructions of one function body from the validator and hands each to the part of the translator that knows
 * its family. Reusable for one function after another; not thread-safe.
 */
final class FunctionTranslator implements CodeSink {
    private static final int MOST_WORDS_KEPT = 1 << 18;

    private final FunctionState state = new FunctionState();
    private final NumericPart numbers = new NumericPart(state);
    private final VariablePart variables = new VariablePart(state);
    private final OperationPart operations = new OperationPart(state);
    private final CallPart calls = new CallPart(state);
    private final BranchPart branches = new BranchPart(state);
    private final BlockPart blocks = new BlockPart(state, branches);
    private final ExceptionPart exceptions = new ExceptionPart(state, blocks, branches, calls);
    private final StackPart stacks = new StackPart(state, operations, exceptions, calls);
    /** The validator of the function before; it does not keep a module that nobody else does. */
    private WeakReference<FunctionValidator> lastValidator = new WeakReference<>(null);
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

    /** What validates functions of a module: the validator of the function before if that was one of the same module. */
    FunctionValidator validator(ModuleModel module) {
        FunctionValidator validator = lastValidator.get();
        if (validator == null || !validator.isFor(module)) {
            validator = new FunctionValidator(module);
            lastValidator = new WeakReference<>(validator);
        }
        return validator;
    }

    /** Looks for the references in frames that stand at some pcs, ascending, while the body is told. */
    LiveReferences watch(FunctionValidator validator, int[] pcs) {
        watcher = new LiveReferences(state, validator, pcs);
        return watcher;
    }

    /** The function that the validator has told. */
    IrFunction result() {
        int[] results = state.control.body().results;
        int paramSlots = state.locals.slot(state.control.body().params.length);
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

    @Override
    public void begin(int function, int[] params, int[] results, LocalTypes locals) {
        state.function = function;
        state.offset = state.module.bodyStart(function);
        state.locals = locals;
        state.reachable = true;
        if (localsEnd() > OperandStack.MAX_SLOTS) {
            throw ModuleError.LOCAL_SLOTS.at(state.offset, OperandStack.MAX_SLOTS);
        }
        state.operands.reset(localsEnd());
        if (locals.endReferenceSlot() > 0) {
            state.operands.useSlot(locals.firstReferenceSlot(), Ir.TYPE_REF);
            state.operands.useSlot(locals.endReferenceSlot() - 1, Ir.TYPE_REF);
        }
        blocks.begin(params, results);
        state.fuel.begin(state.offset);
        state.fuel.add(locals.count() - params.length);
        if (watcher != null) {
            watcher.begin(localsEnd());
        }
    }

    @Override
    public boolean instruction(Instruction instruction) {
        state.offset = instruction.offset;
        if (state.reachable) {
            state.fuel.operator(instruction.opcodeIndex);
        }
        translate(instruction);
        if (watcher != null) {
            watcher.instruction();
        }
        return state.reachable;
    }

    /** The frequent families, apart from the others: with all of them HotSpot gave up inlining at {@code local.get}. */
    private void translate(Instruction instruction) {
        switch (instruction.family) {
            case Family.LOCAL_GET -> variables.getLocal(instruction.index);
            case Family.LOCAL_SET -> variables.setLocal(instruction.index);
            case Family.LOCAL_TEE -> variables.teeLocal(instruction.index);
            case Family.CONSTANT -> numbers.constant(instruction);
            case Family.PLAIN -> operator(instruction);
            case Family.ACCESS -> operations.access(instruction);
            default -> translateOther(instruction);
        }
    }

    private void translateOther(Instruction instruction) {
        switch (instruction.family) {
            case Family.GLOBAL -> variables.global(instruction);
            case Family.BLOCK, Family.END -> block(instruction);
            case Family.BRANCH -> branch(instruction);
            case Family.CALL -> calls.call(instruction);
            case Family.PARAMETRIC -> variables.parametric(instruction.opcode());
            case Family.LANE_ACCESS -> operations.access(instruction);
            case Family.STACK -> stacks.translate(instruction);
            case Family.REFERENCE -> variables.reference(instruction, operations);
            default -> operations.translate(instruction);
        }
    }

    private void operator(Instruction instruction) {
        int op = Operators.op(instruction.opcodeIndex);
        if (op < 0) {
            return; // nop
        }
        if (Ir.has(op, Ir.FLAG_VECTOR) || Ir.kind(op) == Ir.KIND_STMT) {
            operations.translate(instruction);
        } else {
            numbers.operator(op);
        }
    }

    private void block(Instruction instruction) {
        int[] params = instruction.params;
        int[] results = instruction.results;
        switch (instruction.opcode()) {
            case BLOCK -> blocks.block(params, results);
            case LOOP -> blocks.loop(params, results);
            case IF -> blocks.if_(params, results);
            case ELSE -> blocks.else_();
            case TRY_TABLE -> exceptions.tryTable(params, results, instruction.clauses);
            case TRY -> exceptions.try_(params, results);
            case CATCH -> exceptions.catch_(instruction.index);
            case CATCH_ALL -> exceptions.catchAll();
            case DELEGATE -> exceptions.delegate(instruction.index);
            default -> blocks.end();
        }
    }

    private void branch(Instruction instruction) {
        switch (instruction.opcode()) {
            case THROW -> exceptions.throw_(instruction.index);
            case THROW_REF -> exceptions.throwRef();
            case RETHROW -> exceptions.rethrow(instruction.index);
            default -> branches.branch(instruction);
        }
    }
}
