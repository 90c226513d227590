package dev.vespula.compiler.tier;

import dev.vespula.compiler.emit.EntryClasses;
import dev.vespula.compiler.emit.MemoryForm;
import dev.vespula.compiler.emit.Shape;
import dev.vespula.compiler.emit.Targets;
import dev.vespula.compiler.emit.UnitCompiler;
import dev.vespula.compiler.plan.SizeEstimate;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CodeLoader;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Support;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The compiled code of a module: which functions are compiled, and in which class each is. Classes are added as functions
 * become hot; all share one loader, so code in a later class calls code in an earlier one directly. Thread-safe: one thread
 * compiles at a time.
 */
final class CompiledModule implements Targets {
    private static final String PACKAGE = "dev/vespula/compiled/";
    /** Words of IR that one class takes before the next one is begun. */
    private static final int UNIT_WORDS = 60_000;
    /** Entries of its constant pool, of at most 65,535, of which the parts of split functions need none. */
    private static final int UNIT_CONSTANTS = 40_000;

    private final ModuleCode module;
    private final ShapeLoader shapes;
    private final CodeLoader loader;
    private final MethodNames names;
    /** The class of each function's code, or null. */
    private final String[] owners;
    /** Functions that cannot be compiled; they stay interpreted. */
    private final BitSet failed = new BitSet();
    private final Set<Loop> loops = new LinkedHashSet<>();
    private final AtomicBoolean loosening = new AtomicBoolean();
    private MemoryForm memory = MemoryForm.EXACT;
    private int classes;

    CompiledModule(ModuleCode module, ShapeLoader shapes) {
        this.module = module;
        this.shapes = shapes;
        this.loader = new CodeLoader(module, shapes);
        this.names = new MethodNames(module);
        this.owners = new String[module.functionCount()];
    }

    /** A loop of a function. */
    private record Loop(FunctionCode function, int position) {
    }

    @Override
    public String owner(int function) {
        return owners[function];
    }

    @Override
    public String method(int function) {
        return names.of(function);
    }

    private String newClass() {
        return PACKAGE + names.module() + "/Unit" + classes++;
    }

    private UnitCompiler newUnit(String name) {
        return new UnitCompiler(module, name, names.source(), memory, this);
    }

    private boolean isCompiled(FunctionCode function) {
        return owners[function.index] != null;
    }

    /** Compiles functions and lets everybody call them; those that are compiled already stay what they are. */
    void compileAndInstall(List<FunctionCode> functions) {
        compile(functions);
        functions.forEach(this::install);
    }

    private synchronized void compile(List<FunctionCode> functions) {
        List<FunctionCode> fresh = new ArrayList<>();
        for (FunctionCode function : functions) {
            if (!isCompiled(function) && !failed.get(function.index)) {
                fresh.add(function);
            }
        }
        try {
            emit(fresh);
        } catch (RuntimeException e) {
            // One of them is to blame: code that is emitted together calls one another, so nothing of it can be used.
            fresh.removeIf(function -> !isCompilable(function));
            emit(fresh);
        }
    }

    /** Whether a function can be compiled; if not, that is remembered. */
    private boolean isCompilable(FunctionCode function) {
        try {
            owners[function.index] = PACKAGE + names.module() + "/Attempt";
            write(newUnit(owners[function.index]), function).toBytes();
            return true;
        } catch (RuntimeException e) {
            failed.set(function.index);
            Failures.report("function " + function.index + " of " + names.source(), e);
            return false;
        } finally {
            owners[function.index] = null;
        }
    }

    private UnitCompiler write(UnitCompiler unit, FunctionCode function) {
        IrFunction ir = function.ir(null);
        prepareCalls(ir);
        unit.add(function, ir);
        return unit;
    }

    /** Emits functions: all of them, or, if there is an exception, none. */
    private void emit(List<FunctionCode> functions) {
        boolean isDone = false;
        try {
            assignOwners(functions);
            Map<String, byte[]> made = new LinkedHashMap<>();
            int from = 0;
            while (from < functions.size()) {
                String owner = owners[functions.get(from).index];
                UnitCompiler unit = newUnit(owner);
                int to = from;
                while (to < functions.size() && owners[functions.get(to).index].equals(owner)) {
                    write(unit, functions.get(to++));
                }
                made.putAll(unit.toBytes());
                from = to;
            }
            made.forEach(loader::add);
            isDone = true;
        } finally {
            if (!isDone) {
                functions.forEach(function -> owners[function.index] = null);
            }
        }
    }

    /** Says for all functions at once in which class each will be, so that they can call one another. */
    private void assignOwners(List<FunctionCode> functions) {
        int words = 0;
        int constants = 0;
        for (FunctionCode function : functions) {
            IrFunction ir = function.ir(null);
            int own = SizeEstimate.constants(ir);
            if (words == 0 || words + ir.code().length > UNIT_WORDS || constants + own > UNIT_CONSTANTS) {
                classes++;
                words = 0;
                constants = 0;
            }
            words += ir.code().length;
            constants += own;
            owners[function.index] = PACKAGE + names.module() + "/Unit" + (classes - 1);
        }
    }

    /** Makes the entries of the functions that code calls and that are not compiled, and the classes of its calls. */
    private void prepareCalls(IrFunction ir) {
        int[] words = ir.code();
        for (int at = 0; at < words.length; at = IrReader.next(words, at)) {
            switch (Ir.op(words[at])) {
                case Ir.CALL, Ir.RETURN_CALL -> {
                    int callee = Ir.field(words[at]);
                    shapes.add(new Shape(module.signature(callee)));
                    if (callee >= module.importedFunctionCount() && owners[callee] == null) {
                        loader.entries()[callee] = Support.entry(module.code(callee));
                    }
                }
                case Ir.CALL_INDIRECT, Ir.CALL_REF, Ir.RETURN_CALL_INDIRECT, Ir.RETURN_CALL_REF ->
                        shapes.add(new Shape(module.engine.signature(module.typeId(words[at + 1]))));
                default -> {
                    // No call.
                }
            }
        }
    }

    /** The entry of a function that is compiled; null if it is not. */
    synchronized CallEntry entry(FunctionCode function) {
        String owner = owners[function.index];
        if (owner == null) {
            return null;
        }
        CallEntry known = function.compiled();
        if (known != null && known.getClass().getName().startsWith(owner.replace('/', '.') + "$")) {
            return known;
        }
        Shape shape = new Shape(function.signature);
        shapes.add(shape);
        String name = owner + "$" + function.index;
        return define(name, EntryClasses.function(name, owner, method(function.index), shape,
                UnitCompiler.isLeaver(function, function.ir(null))));
    }

    /** Lets everybody call the compiled code of a function, if there is some. */
    private void install(FunctionCode function) {
        CallEntry entry = entry(function);
        if (entry == null) {
            return;
        }
        loader.entries()[function.index] = entry;
        function.install(entry);
    }

    /** Compiles a loop to be entered by interpreted frames, unless that has been done. */
    synchronized void compileLoop(FunctionCode function, int position) {
        if (!loops.add(new Loop(function, position))) {
            return;
        }
        String method = method(function.index) + "$loop" + position;
        IrFunction ir = function.ir(null);
        String owner = newClass();
        try {
            UnitCompiler unit = newUnit(owner);
            prepareCalls(ir);
            unit.addLoop(function, ir, position, method);
            unit.toBytes().forEach(loader::add);
        } catch (RuntimeException e) {
            Failures.report("loop " + position + " of function " + function.index + " of " + names.source(), e);
            return;
        }
        String name = owner + "$loop";
        function.linked.loopCompiled(position,
                define(name, EntryClasses.loop(name, owner, method, new Shape(function.signature),
                        UnitCompiler.isLeaver(function, ir))));
    }

    /** Whether it is new that the module's memory has room behind its end; true once. */
    boolean isLoosening() {
        return !loosening.getAndSet(true);
    }

    /**
     * Compiles everything again for a memory with room behind its end, unless that has been done. Until then calls of code
     * that cannot cope with it are interpreted.
     */
    void loosen() {
        List<FunctionCode> functions = new ArrayList<>();
        List<Loop> again;
        synchronized (this) {
            if (memory == MemoryForm.LOOSE) {
                return;
            }
            memory = MemoryForm.LOOSE;
            for (int index = 0; index < owners.length; index++) {
                if (owners[index] != null) {
                    owners[index] = null;
                    functions.add(module.code(index));
                }
            }
            again = List.copyOf(loops);
            loops.clear();
            compile(functions);
        }
        functions.forEach(this::install);
        again.forEach(loop -> compileLoop(loop.function, loop.position));
    }

    private CallEntry define(String file, byte[] bytes) {
        String name = file.replace('/', '.');
        loader.add(name, bytes);
        try {
            return (CallEntry) loader.loadClass(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
