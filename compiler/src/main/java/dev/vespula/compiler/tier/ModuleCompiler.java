package dev.vespula.compiler.tier;

import dev.vespula.ModuleException;
import dev.vespula.compiler.code.MemoryForm;
import dev.vespula.compiler.code.VectorCode;
import dev.vespula.compiler.entry.EntryClasses;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.compiler.image.CodePlace;
import dev.vespula.compiler.image.LoopPlace;
import dev.vespula.compiler.method.Targets;
import dev.vespula.compiler.plan.Effort;
import dev.vespula.compiler.plan.SizeEstimate;
import dev.vespula.compiler.unit.UnitCompiler;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Writes the classes with a module's code, and knows which class has the code of which function: code in a later class calls
 * code in an earlier one directly. Loads nothing. Used by one thread at a time.
 */
final class ModuleCompiler implements Targets {
    private static final String PACKAGE = "dev/vespula/compiled/";
    /**
     * Words of IR that one class takes before the next one is begun. A class is loaded and verified as a whole when the first of
     * its functions is called. With 60,000 a program of 1 MB that uses a tenth of its functions takes 0.51 s to start from the
     * cache, with 10,000 it takes 0.45 s.
     */
    private static final int UNIT_WORDS = 10_000;
    /** Entries of its constant pool, of at most 65,535, of which the parts of split functions need none. */
    private static final int UNIT_CONSTANTS = 40_000;

    private final ModuleCode module;
    private final MethodNames names;
    private final MemoryForm memory;
    private final VectorCode vectors;
    /** The class of each function's code, or null. */
    private final String[] owners;
    /** Functions that cannot be compiled; they stay interpreted. */
    private final BitSet failed = new BitSet();
    private final Effort effort;
    private int classes;

    /** For a module without code, which can be used by other JVMs: those may lack what this one has. */
    ModuleCompiler(ModuleCode module, MethodNames names) {
        this(module, names, MemoryForm.EXACT, VectorCode.LANES, new String[module.functionCount()], 0);
    }

    /**
     * For a module some of whose functions are compiled.
     *
     * @param memory  what the code may rely on
     * @param vectors how it computes with vectors
     * @param owners  the class of each function's code, or null
     * @param classes names of classes that are used up
     */
    ModuleCompiler(ModuleCode module, MethodNames names, MemoryForm memory, VectorCode vectors, String[] owners, int classes) {
        this.module = module;
        this.names = names;
        this.memory = memory;
        this.vectors = vectors;
        this.owners = owners;
        this.classes = classes;
        this.effort = module.engine.policy.isExtreme() ? Effort.withoutBound() : new Effort();
    }

    @Override
    public String owner(int function) {
        return owners[function];
    }

    @Override
    public String method(int function) {
        return names.of(function);
    }

    /** How many names of classes are used up. */
    int classes() {
        return classes;
    }

    private String newClass() {
        return PACKAGE + names.module() + "/Unit" + classes++;
    }

    /**
     * Compiles functions, those left out that are compiled and those that cannot be.
     *
     * @throws IllegalStateException if ASM is missing
     */
    Batch compile(List<FunctionCode> functions) {
        Assembler.require();
        List<FunctionCode> fresh = new ArrayList<>();
        for (FunctionCode function : functions) {
            if (owners[function.index] == null && !failed.get(function.index)) {
                fresh.add(function);
            }
        }
        try {
            return writeAll(fresh);
        } catch (RuntimeException e) {
            // One of them is to blame: code that is written together calls one another, so nothing of it can be used.
            fresh.removeIf(function -> !isCompilable(function));
            return writeAll(fresh);
        }
    }

    /** Whether a function can be compiled; if not, that is remembered. */
    private boolean isCompilable(FunctionCode function) {
        try {
            owners[function.index] = PACKAGE + names.module() + "/Attempt";
            write(List.of(function));
            return true;
        } catch (ModuleException e) {
            // Its body is invalid, which the mode leaves to its first call.
            failed.set(function.index);
            return false;
        } catch (Effort.Exceeded e) {
            failed.set(function.index);
            Failures.refuse("function " + function.index + " of " + names.source(), e, module.engine);
            return false;
        } catch (RuntimeException e) {
            failed.set(function.index);
            Failures.report("function " + function.index + " of " + names.source(), e, module.engine);
            return false;
        } finally {
            owners[function.index] = null;
        }
    }

    /** Writes all functions or, if there is an exception, none. */
    private Batch writeAll(List<FunctionCode> functions) {
        boolean isDone = false;
        try {
            assignClasses(functions);
            Batch batch = write(functions);
            isDone = true;
            return batch;
        } finally {
            if (!isDone) {
                functions.forEach(function -> owners[function.index] = null);
            }
        }
    }

    /** Before any of them is written, so that they call each other directly. */
    private void assignClasses(List<FunctionCode> functions) {
        String owner = null;
        int words = 0;
        int constants = 0;
        for (FunctionCode function : functions) {
            IrFunction ir = function.ir();
            int length = ir.code().length;
            int own = SizeEstimate.constants(ir);
            if (owner == null || words + length > UNIT_WORDS || constants + own > UNIT_CONSTANTS) {
                owner = newClass();
                words = 0;
                constants = 0;
            }
            words += length;
            constants += own;
            owners[function.index] = owner;
        }
    }

    private Batch write(List<FunctionCode> functions) {
        Batch batch = new Batch();
        int from = 0;
        while (from < functions.size()) {
            String owner = owners[functions.get(from).index];
            UnitCompiler unit = new UnitCompiler(module, owner, names.source(), memory, vectors, this);
            int to = from;
            while (to < functions.size() && owners[functions.get(to).index].equals(owner)) {
                FunctionCode function = functions.get(to++);
                IrFunction ir = function.ir();
                findCalls(ir, batch);
                unit.add(function, ir, effort);
                batch.places.put(function.index,
                        new CodePlace(owner, UnitCompiler.isLeaver(function, ir), function.fingerprint()));
            }
            batch.classes.addAll(unit.toClasses());
            from = to;
        }
        return batch;
    }

    private void findCalls(IrFunction ir, Batch batch) {
        int[] words = ir.code();
        for (int pc = 0; pc < words.length; pc = IrReader.next(words, pc)) {
            int op = Ir.op(words[pc]);
            if (!Ir.isCall(op)) {
                continue;
            }
            batch.shapes.add(Shape.of(module.called(words, pc)));
            int callee = Ir.field(words[pc]);
            if (Ir.fieldMeaning(op) == Ir.MEANING_FUNC && callee >= module.importedFunctionCount() && owners[callee] == null) {
                batch.entered.set(callee);
            }
        }
    }

    /** Writes the classes of a loop of a function, to be entered by interpreted frames. */
    Batch compileLoop(FunctionCode function, int pc) {
        Assembler.require();
        IrFunction ir = function.ir();
        LoopPlace loop = new LoopPlace(function.index, pc, newClass(), function.fingerprint());
        String method = method(function.index) + "$loop" + pc;
        UnitCompiler unit = new UnitCompiler(module, loop.owner(), names.source(), memory, vectors, this);
        Batch batch = new Batch();
        findCalls(ir, batch);
        unit.addLoop(function, ir, pc, method, effort);
        batch.classes.addAll(unit.toClasses());
        batch.classes.add(new ClassFile(loop.entry(), EntryClasses.loop(loop.entry(), loop.owner(), method,
                Shape.of(function.signature), UnitCompiler.isLeaver(function, ir))));
        batch.loops.add(loop);
        return batch;
    }

    /** Writes the class of the entry of a compiled function. */
    static ClassFile entry(MethodNames names, FunctionCode function, CodePlace place) {
        String name = place.entry(function.index);
        return new ClassFile(name, EntryClasses.function(name, place.owner(), names.of(function.index),
                Shape.of(function.signature), place.isLeaver()));
    }
}
