package dev.vespula.internal.validate;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.stop.StopCheck;

/**
 * Validates function bodies in one pass over their bytes, telling a {@link CodeSink} what it finds: section 3.4 of the
 * specification, by the algorithm of its appendix.
 *
 * <p>The loop looks up an instruction's family in a table; instructions with fixed operands and results are done right
 * there from their packed signature, all others in the class of their family. (One switch over all instructions would
 * be larger than what HotSpot compiles.)
 *
 * <p>An instance works for one module and is used by one thread at a time; it can validate any number of functions.
 */
public final class FunctionValidator {
    /** Instructions between two looks whether the work is still wanted: some 50 microseconds. */
    private static final int INTERVAL = 4_096;
    /** Lanes that a shuffle chooses from. */
    private static final int SHUFFLED_LANES = 32;

    private final ModuleModel module;
    /** Null if it always is. */
    private StopCheck stop;
    /** Entries of {@link Family}, made when an instruction is met first: few programs use more than a hundred. */
    private final int[] entries = new int[Opcode.INDEX_COUNT];
    private final FunctionBody body;
    private final ControlInstructions control;
    private final BranchInstructions branches;
    private final CallInstructions calls;
    private final VariableInstructions variables;
    private final MemoryInstructions memories;
    private final TableInstructions tables;
    private final ReferenceInstructions references;
    private final AggregateInstructions aggregates;
    private final StackInstructions stacks;

    public FunctionValidator(ModuleModel module) {
        this.module = module;
        this.body = new FunctionBody(module);
        this.control = new ControlInstructions(body);
        this.branches = new BranchInstructions(body);
        this.calls = new CallInstructions(body);
        this.variables = new VariableInstructions(body);
        this.memories = new MemoryInstructions(body);
        this.tables = new TableInstructions(body);
        this.references = new ReferenceInstructions(body);
        this.aggregates = new AggregateInstructions(body);
        this.stacks = new StackInstructions(body);
    }

    /** Validates all functions that are not imported. */
    public void validateAll() {
        for (int k = module.importedFunctionCount(); k < module.functionCount(); k++) {
            validate(k, null);
        }
    }

    /**
     * Validates a function.
     *
     * @param function index of a function that is not imported
     * @param sink is told the live code, or null; after an exception what it was told is void
     * @throws MalformedException if the body's binary format is violated
     * @throws InvalidException if the body is not valid
     * @throws LimitException if it has too many locals
     */
    public void validate(int function, CodeSink sink) {
        try {
            body.start(function, sink);
            run();
            if (body.remaining() > 0) {
                throw ModuleError.CODE_AFTER_END.at(body.position());
            }
        } catch (ModuleException e) {
            throw ModuleError.in(function, module.names().function(function), e);
        }
    }

    /** As the other one; ends with an exception of {@code check}, which may be null, when it is no longer wanted. */
    public void validate(int function, CodeSink sink, StopCheck check) {
        stop = check;
        validate(function, sink);
    }

    /** Validates a constant expression; that its instructions are constant ones the decoder has seen. */
    void validateExpression(int offset, int type) {
        body.startExpression(offset, type);
        run();
    }

    /** Whether this validates functions of a module. */
    public boolean isFor(ModuleModel other) {
        return module == other;
    }

    /** The type of an operand, counted from the lowest; for a sink that is told an instruction. */
    public int operand(int index) {
        return body.operand(index);
    }

    private void run() {
        FunctionBody body = this.body;
        int[] entries = this.entries;
        int left = INTERVAL;
        do {
            if (--left == 0) {
                left = INTERVAL;
                checkStop();
            }
            int index = body.readOpcode();
            int entry = entries[index];
            if (entry == 0) {
                entry = makeEntry(index);
            }
            int family = entry & Family.FAMILY_MASK;
            boolean told = family == Family.END ? body.isFrameTold() : body.isLive();
            if (family == Family.PLAIN) {
                body.apply(entry);
            } else {
                dispatch(family, entry, index);
            }
            if (told) {
                body.tell(index, family);
            }
        } while (body.depth() > 0);
    }

    private void checkStop() {
        if (stop != null) {
            stop.checkStop();
        }
    }

    private int makeEntry(int index) {
        int entry = Family.entry(index, module.features());
        entries[index] = entry;
        return entry;
    }

    /** The frequent families, apart from the others: with all of them HotSpot gave up inlining at {@code local.tee}. */
    private void dispatch(int family, int entry, int index) {
        switch (family) {
            case Family.LOCAL_GET -> variables.localGet();
            case Family.LOCAL_SET -> variables.localSet();
            case Family.LOCAL_TEE -> variables.localTee();
            case Family.CONSTANT -> {
                readConstant(Opcode.ofIndex(index));
                body.push(-(entry >>> Family.TYPES_SHIFT));
            }
            case Family.ACCESS -> memories.access(Opcode.ofIndex(index), entry);
            default -> dispatchOther(family, entry, Opcode.ofIndex(index));
        }
    }

    private void dispatchOther(int family, int entry, Opcode opcode) {
        switch (family) {
            case Family.GLOBAL -> variables.global(opcode);
            case Family.BLOCK -> control.open(opcode);
            case Family.END -> control.close(opcode);
            case Family.BRANCH -> branches.validate(opcode);
            case Family.CALL -> calls.validate(opcode);
            case Family.PARAMETRIC -> variables.parametric(opcode);
            case Family.MEMORY -> memories.validate(opcode, entry);
            case Family.TABLE -> tables.validate(opcode, entry);
            case Family.LANE_ACCESS -> memories.laneAccess(opcode, entry);
            case Family.LANE -> {
                readLanes(opcode);
                body.apply(entry);
            }
            case Family.REFERENCE -> references.validate(opcode);
            case Family.AGGREGATE -> aggregates.validate(opcode);
            case Family.STACK -> stacks.validate(opcode);
            default -> throw body.illegalOpcode(opcode, body.instruction.offset);
        }
    }

    private void readConstant(Opcode opcode) {
        Instruction instruction = body.instruction;
        if (opcode == Opcode.I32_CONST) {
            instruction.low = body.readS32();
        } else if (opcode == Opcode.I64_CONST) {
            instruction.low = body.readS64();
        } else if (opcode == Opcode.F32_CONST) {
            instruction.low = body.readFixed32();
        } else {
            instruction.low = body.readFixed64();
            if (opcode == Opcode.V128_CONST) {
                instruction.high = body.readFixed64();
            }
        }
    }

    private void readLanes(Opcode opcode) {
        if (opcode.immediates() == Immediates.SHUFFLE) {
            body.instruction.low = readLaneNumbers();
            body.instruction.high = readLaneNumbers();
        } else {
            // The number of lanes is part of the name: i8x16, i16x8, i32x4, i64x2.
            String mnemonic = opcode.mnemonic();
            int count = Integer.parseInt(mnemonic, mnemonic.indexOf('x') + 1, mnemonic.indexOf('.'), 10);
            body.instruction.second = body.readLane(count);
        }
    }

    /** Eight lane numbers, one byte each, the first in the lowest. */
    private long readLaneNumbers() {
        long numbers = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            numbers |= (long) body.readLane(SHUFFLED_LANES) << shift;
        }
        return numbers;
    }
}
