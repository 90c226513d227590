package dev.vespula.compiler.tier;

import dev.vespula.LimitException;
import dev.vespula.ModuleException;
import dev.vespula.compiler.code.CodeForm;
import dev.vespula.compiler.code.HomeClass;
import dev.vespula.compiler.code.MemoryForm;
import dev.vespula.compiler.code.VectorCode;
import dev.vespula.compiler.entry.EntryClasses;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.compiler.image.CodeImage;
import dev.vespula.compiler.image.CodePlace;
import dev.vespula.compiler.image.Hashes;
import dev.vespula.compiler.image.LoopPlace;
import dev.vespula.compiler.image.Traits;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.Targets;
import dev.vespula.compiler.plan.Effort;
import dev.vespula.compiler.plan.SizeEstimate;
import dev.vespula.compiler.unit.UnitCompiler;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.CodeProfile;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.LinkedCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Samples;
import dev.vespula.internal.types.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Writes the classes with a module's code, and knows which class has the code of which function: code in a later class calls
 * code in an earlier one directly. Loads nothing. Used by one thread at a time.
 */
final class ModuleCompiler implements Targets {
    private static final String PACKAGE = "dev/vespula/compiled/";
    private static final String HOME = "Home";
    /** Bytes of its identity in the name of a package. */
    private static final int NAME_BYTES = 12;
    /**
     * Words of IR that one class takes before the next one is begun. A class is loaded and verified as a whole when the first of
     * its functions is called. With 60,000 a program of 1 MB that uses a tenth of its functions takes 0.51 s to start from the
     * cache, with 10,000 it takes 0.45 s.
     */
    private static final int UNIT_WORDS = 10_000;
    /** Entries of its constant pool, of at most 65,535, of which the parts of split functions need none. */
    private static final int UNIT_CONSTANTS = 40_000;

    /**
     * Shapes of calls that an image of all functions has the classes of, 4 KB each: with 66,000 of them a module of 0.9 MB became
     * a jar of 132 MB. Programs have some hundred, those that are compiled from Dart some thousand types.
     */
    private static final int MOST_SHAPES = 10_000;

    private final ModuleCode module;
    private final MethodNames names;
    /** Where the classes are. */
    private final String folder;
    private final CodeForm form;
    /** The class of each function's code, or null. */
    private final String[] owners;
    /** Functions that cannot be compiled; they stay interpreted. */
    private final BitSet failed = new BitSet();
    private final Effort effort;
    /** Where functions were seen by others; null if this process is to tell. */
    private CodeProfile profile;
    private int units;

    /** Whether all functions of a module may be compiled together. */
    static boolean admitsAll(ModuleCode module) {
        Set<Shape> different = new HashSet<>();
        for (int type = 0; type < module.model.typeCount() && different.size() <= MOST_SHAPES; type++) {
            if (module.model.type(type).kind() == TypeKind.FUNC) {
                different.add(Shape.of(module.engine.signature(module.typeId(type))));
            }
        }
        return different.size() <= MOST_SHAPES;
    }

    /**
     * Whether a module has structs or arrays. What tells their types must be constants: Kotlin's program takes 1.25 times as long
     * where the instance is asked for them.
     */
    private static boolean hasObjects(ModuleCode module) {
        for (int type = 0; type < module.model.typeCount(); type++) {
            if (module.model.type(type).kind() != TypeKind.FUNC) {
                return true;
            }
        }
        return false;
    }

    /**
     * An image of all functions of a module, which can be used by other JVMs: those may lack what this one has. Functions that the
     * profile has seen share classes, so that only those are loaded when the same is done again.
     *
     * @throws LimitException if the module is not {@linkplain #admitsAll admitted}
     */
    static CodeImage compileAll(ModuleCode module, CodeProfile profile, Traits traits) {
        if (!admitsAll(module)) {
            throw new LimitException("the module exceeds the limit of " + MOST_SHAPES
                    + " different function types for code ahead of time", -1);
        }
        List<FunctionCode> all = BackgroundTier.functions(module);
        all.sort(Comparator.comparing(function -> !profile.functions().containsKey(function.index)));
        MethodNames names = new MethodNames(module);
        String folder = folder(names, HexFormat.of().formatHex(identity(module, profile, traits), 0, NAME_BYTES));
        CodeForm form = hasObjects(module) ? CodeForm.ofEngine(MemoryForm.EXACT, VectorCode.LANES) : CodeForm.shared(folder
                + HOME);
        ModuleCompiler compiler = new ModuleCompiler(module, names, folder, form, new String[module.functionCount()], 0);
        compiler.profile = profile;
        Batch batch = compiler.compile(all);
        if (form.home() != null) {
            batch.home = form.home();
            batch.add(new ClassFile(form.home(), HomeClass.write(form.home())));
        }
        for (FunctionCode function : all) {
            // What others can get hold of. Of the rest only the interpreter wants entries, if it ever meets a function.
            CodePlace place = batch.places.get(function.index);
            if (place != null && (module.model.isDeclared(function.index) || module.model.start() == function.index)) {
                batch.add(entry(names, function, place));
            }
            batch.add(Shape.of(function.signature));
        }
        return batch.image();
    }

    /**
     * For a module some of whose functions are compiled.
     *
     * @param owners the class of each function's code, or null
     * @param units  names of classes that are used up
     */
    ModuleCompiler(ModuleCode module, MethodNames names, CodeForm form, String[] owners, int units) {
        this(module, names, folder(names, ""), form, owners, units);
    }

    private ModuleCompiler(ModuleCode module, MethodNames names, String folder, CodeForm form, String[] owners, int units) {
        this.module = module;
        this.names = names;
        this.folder = folder;
        this.form = form;
        this.owners = owners;
        this.units = units;
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

    @Override
    public Samples samples(FunctionCode function) {
        if (profile != null) {
            return profile.samples(function.index);
        }
        LinkedCode linked = function.linked;
        return linked == null ? Samples.NONE : linked.samples();
    }

    /** The folder of classes of a module, which other code of the module must not have if others may find it by its name. */
    private static String folder(MethodNames names, String identity) {
        return PACKAGE + names.module() + (identity.isEmpty() ? "" : "_" + identity) + "/";
    }

    /** The same for equal code only: on a class path there may be that of other modules, profiles and versions of Vespula. */
    private static byte[] identity(ModuleCode module, CodeProfile profile, Traits traits) {
        return Hashes.of(module.hash(), traits.values().toString().getBytes(StandardCharsets.UTF_8),
                profile.functions().isEmpty() ? new byte[0] : profile.toBytes());
    }

    /** How many names of classes are used up. */
    int units() {
        return units;
    }

    private String newClass() {
        return folder + "Unit" + units++;
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
            if (owners[function.index] == null && !failed.get(function.index) && !staysInterpreted(function)) {
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

    /**
     * Whether a function leaves or enters continuations. Those have frames of the interpreter, which suspends and resumes one in
     * 0.14 microseconds, where V8 takes 0.13; compiled frames would have to become such ones each time. What the function
     * calls is compiled.
     */
    private boolean staysInterpreted(FunctionCode function) {
        try {
            int[] words = function.ir().code();
            for (int pc = 0; pc < words.length; pc = IrReader.next(words, pc)) {
                if (Ir.has(Ir.op(words[pc]), Ir.FLAG_SWITCHES)) {
                    failed.set(function.index);
                    function.heat = FunctionCode.NEVER_HOT;
                    return true;
                }
            }
        } catch (ModuleException e) {
            // Its body is invalid: see below.
        }
        return false;
    }

    /** Whether a function can be compiled; if not, that is remembered. */
    private boolean isCompilable(FunctionCode function) {
        try {
            owners[function.index] = folder + "Attempt";
            write(List.of(function));
            return true;
        } catch (ModuleException e) {
            // Its body is invalid, which the mode leaves to its first call.
            failed.set(function.index);
            return false;
        } catch (RuntimeException e) {
            failed.set(function.index);
            report("function " + function.index, e);
            return false;
        } finally {
            owners[function.index] = null;
        }
    }

    /** The code in question stays interpreted, and whoever wants to know is told. */
    private void report(String what, RuntimeException failure) {
        String message = what + " of " + names.source() + " was not compiled";
        if (module.engine.policy.failures() == TierPolicy.Failures.THROWN) {
            throw new IllegalStateException(message, failure);
        }
        if (failure instanceof Effort.Exceeded) {
            // It would have taken too much work: nothing is wrong with the compiler.
            module.engine.activity.refused();
        } else {
            System.getLogger("dev.vespula.compiler").log(System.Logger.Level.WARNING, message, failure);
        }
    }

    /** Writes all functions or, if there is an exception, none. */
    private Batch writeAll(List<FunctionCode> functions) {
        boolean isDone = false;
        try {
            assignClasses(functions);
            Batch batch = write(functions);
            batch.units = units;
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
            UnitCompiler unit = new UnitCompiler(module, owner, names.source(), form, this);
            int to = from;
            while (to < functions.size() && owners[functions.get(to).index].equals(owner)) {
                FunctionCode function = functions.get(to++);
                IrFunction ir = function.ir();
                findCalls(ir, batch);
                unit.add(function, ir, effort);
                batch.places.put(function.index,
                        new CodePlace(owner, FunctionPlan.leavesTailCalls(function, ir), function.fingerprint()));
            }
            unit.toClasses().forEach(batch::add);
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
                batch.entered.add(callee);
            }
        }
    }

    /** Writes the classes of a loop of a function, to be entered by interpreted frames; null if it cannot be compiled. */
    Batch compileLoop(FunctionCode function, int pc) {
        try {
            return writeLoop(function, pc);
        } catch (RuntimeException e) {
            report("loop " + pc + " of function " + function.index, e);
            return null;
        }
    }

    private Batch writeLoop(FunctionCode function, int pc) {
        Assembler.require();
        IrFunction ir = function.ir();
        LoopPlace loop = new LoopPlace(function.index, pc, newClass(), function.fingerprint());
        String method = method(function.index) + "$loop" + pc;
        UnitCompiler unit = new UnitCompiler(module, loop.owner(), names.source(), form, this);
        Batch batch = new Batch();
        findCalls(ir, batch);
        unit.addLoop(function, ir, pc, method, effort);
        unit.toClasses().forEach(batch::add);
        batch.add(new ClassFile(loop.entry(), EntryClasses.loop(loop.entry(), loop.owner(), method,
                Shape.of(function.signature), FunctionPlan.leavesTailCalls(function, ir))));
        batch.loops.add(loop);
        batch.units = units;
        return batch;
    }

    /** Writes the class of the entry of a compiled function. */
    static ClassFile entry(MethodNames names, FunctionCode function, CodePlace place) {
        String name = place.entry(function.index);
        return new ClassFile(name, EntryClasses.function(name, place.owner(), names.of(function.index),
                Shape.of(function.signature), place.isLeaver()));
    }
}
