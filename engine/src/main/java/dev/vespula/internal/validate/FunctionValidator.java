package dev.vespula.internal.validate;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

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
    private static volatile FamilyTable lastTable = FamilyTable.of(Features.DEFAULT);

    /** Instructions between two looks whether the work is still wanted: some 50 microseconds. */
    private static final int INTERVAL = 4_096;

    private final ModuleModel module;
    /** Null if it always is. */
    private final StopCheck stop;
    /** Entries of {@link Family}, made when an instruction is met first: few programs use more than a hundred. */
    private final int[] entries;
    private final Body body;
    private final ControlInstructions control;
    private final BranchInstructions branches;
    private final CallInstructions calls;
    private final VariableInstructions variables;
    private final MemoryInstructions memories;
    private final TableInstructions tables;
    private final LaneInstructions lanes;
    private final ReferenceInstructions references;
    private final AggregateInstructions aggregates;
    private final ExceptionInstructions exceptions;

    public FunctionValidator(ModuleModel module) {
        this(module, null);
    }

    /** As the other one; validation ends with an exception when it is no longer wanted. */
    public FunctionValidator(ModuleModel module, StopCheck stop) {
        this.module = module;
        this.stop = stop;
        this.entries = entries(module.features());
        this.body = new Body(module);
        this.control = new ControlInstructions(body);
        this.branches = new BranchInstructions(body);
        this.calls = new CallInstructions(body);
        this.variables = new VariableInstructions(body);
        this.memories = new MemoryInstructions(body);
        this.tables = new TableInstructions(body);
        this.lanes = new LaneInstructions(body, memories);
        this.references = new ReferenceInstructions(body);
        this.aggregates = new AggregateInstructions(body);
        this.exceptions = new ExceptionInstructions(body, control);
    }

    /** Validates one function of a module; see {@link #validate(int, CodeSink)}. */
    public static void validate(ModuleModel module, int function, CodeSink sink) {
        new FunctionValidator(module).validate(function, sink);
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
            if (sink != null) {
                sink.finish();
            }
        } catch (MalformedException e) {
            throw e.in(function, module.names().function(function));
        } catch (InvalidException e) {
            throw e.in(function, module.names().function(function));
        } catch (LimitException e) {
            throw new LimitException(e.reason(), e.offset(), function, module.names().function(function));
        }
    }

    /** The type of an operand, counted from the lowest; for a sink that is told an instruction. */
    public int operand(int at) {
        return body.operand(at);
    }

    private void run() {
        Body body = this.body;
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
            if (body.live != null) {
                tellInstruction(index, family);
            }
            if (family == Family.PLAIN) {
                applySignature(index, entry);
            } else {
                dispatch(family, index, entry);
            }
        } while (body.depth() > 0);
        if (body.remaining() > 0) {
            throw new MalformedException("section size mismatch: code after the end of the function", body.position());
        }
    }

    private void checkStop() {
        if (stop != null) {
            stop.checkStop();
        }
    }

    /** Threads may make the same entry at the same time, and make it equal. */
    private int makeEntry(int index) {
        int entry = Family.entry(index, module.features());
        entries[index] = entry;
        return entry;
    }

    private void tellInstruction(int index, int family) {
        if (family != Family.ILLEGAL) {
            body.live.instruction(Opcode.ofIndex(index), body.instructionAt);
        }
    }

    private void dispatch(int family, int index, int entry) {
        switch (family) {
            case Family.LOCAL_GET -> variables.localGet();
            case Family.LOCAL_SET -> variables.localSet();
            case Family.LOCAL_TEE -> variables.localTee();
            case Family.CONSTANT -> constant(index);
            case Family.ACCESS -> memories.access(index, entry);
            case Family.GLOBAL -> variables.global(index);
            case Family.BLOCK -> control.open(Opcode.ofIndex(index));
            case Family.END -> control.close(Opcode.ofIndex(index));
            case Family.BRANCH -> branches.validate(Opcode.ofIndex(index));
            case Family.CALL -> calls.validate(Opcode.ofIndex(index));
            default -> dispatchRare(family, Opcode.ofIndex(index));
        }
    }

    private void dispatchRare(int family, Opcode opcode) {
        switch (family) {
            case Family.PARAMETRIC -> variables.parametric(opcode);
            case Family.MEMORY -> memories.validate(opcode);
            case Family.TABLE -> tables.validate(opcode);
            case Family.LANE -> lanes.validate(opcode);
            case Family.REFERENCE -> references.validate(opcode);
            case Family.AGGREGATE -> aggregates.validate(opcode);
            case Family.EXCEPTION -> exceptions.validate(opcode);
            default -> throw body.illegalOpcode(opcode);
        }
    }

    private void applySignature(int index, int entry) {
        Body body = this.body;
        int types = entry >>> Family.TYPES_SHIFT;
        for (int k = entry >> Family.OPERANDS_SHIFT & Family.OPERANDS_MASK; k > 0; k--) {
            body.pop(-(types & 7));
            types >>>= Family.TYPE_BITS;
        }
        for (int k = entry >> Family.RESULTS_SHIFT & Family.RESULTS_MASK; k > 0; k--) {
            body.push(-(types & 7));
            types >>>= Family.TYPE_BITS;
        }
        if (body.live != null) {
            body.live.numeric(Opcode.ofIndex(index));
        }
    }

    private void constant(int index) {
        Body body = this.body;
        CodeSink live = body.live;
        if (index == Opcode.I32_CONST.code()) {
            int value = body.readS32();
            body.push(ValTypes.I32);
            if (live != null) {
                live.i32Const(value);
            }
        } else if (index == Opcode.I64_CONST.code()) {
            long value = body.readS64();
            body.push(ValTypes.I64);
            if (live != null) {
                live.i64Const(value);
            }
        } else if (index == Opcode.F32_CONST.code()) {
            int bits = body.readFixed32();
            body.push(ValTypes.F32);
            if (live != null) {
                live.f32Const(bits);
            }
        } else if (index == Opcode.F64_CONST.code()) {
            long bits = body.readFixed64();
            body.push(ValTypes.F64);
            if (live != null) {
                live.f64Const(bits);
            }
        } else {
            long low = body.readFixed64();
            long high = body.readFixed64();
            body.push(ValTypes.V128);
            if (live != null) {
                live.v128Const(low, high);
            }
        }
    }

    private static int[] entries(Features features) {
        FamilyTable table = lastTable;
        if (table.features.bits() != features.bits()) {
            table = FamilyTable.of(features);
            lastTable = table;
        }
        return table.entries;
    }

    /** The table that was needed last: an engine's modules all have the same features. */
    private record FamilyTable(Features features, int[] entries) {
        static FamilyTable of(Features features) {
            return new FamilyTable(features, new int[Opcode.INDEX_COUNT]);
        }
    }
}
