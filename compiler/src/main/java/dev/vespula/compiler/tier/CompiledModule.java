package dev.vespula.compiler.tier;

import dev.vespula.compiler.emit.EntryClasses;
import dev.vespula.compiler.emit.Shape;
import dev.vespula.compiler.emit.Targets;
import dev.vespula.compiler.emit.UnitCompiler;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CodeLoader;
import dev.vespula.internal.runtime.EngineActivity;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Support;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The compiled code of a module: which functions are compiled, and in which class each is. Classes are added as functions
 * become hot; all share one loader, so code in a later class calls code in an earlier one directly. Thread-safe: one thread
 * compiles at a time.
 */
final class CompiledModule implements Targets {
    private static final String PACKAGE = "dev/vespula/compiled/";
    /** Words of IR that one class takes before the next one is begun: its constants must fit. */
    private static final int UNIT_WORDS = 60_000;

    private final ModuleCode module;
    private final ShapeLoader shapes;
    private final CodeLoader loader;
    private final MethodNames names;
    /** The class of each function's code, or null. */
    private final String[] owners;
    private final Set<String> loops = new HashSet<>();
    private int classes;

    CompiledModule(ModuleCode module, ShapeLoader shapes) {
        this.module = module;
        this.shapes = shapes;
        this.loader = new CodeLoader(module, shapes);
        this.names = new MethodNames(module);
        this.owners = new String[module.functionCount()];
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

    private boolean isCompiled(FunctionCode function) {
        return owners[function.index] != null;
    }

    /** Compiles functions, those that are already compiled left out. */
    synchronized void compile(List<FunctionCode> functions) {
        EngineActivity.Stretch stretch = module.engine.activity.compiling();
        long size = loader.size();
        List<FunctionCode> fresh = new ArrayList<>();
        List<IrFunction> bodies = new ArrayList<>();
        int from = 0;
        int words = 0;
        for (FunctionCode function : functions) {
            if (isCompiled(function)) {
                continue;
            }
            IrFunction ir = function.ir(null);
            if (words > 0 && words + ir.code().length > UNIT_WORDS) {
                from = fresh.size();
                words = 0;
            }
            if (words == 0) {
                classes++;
            }
            words += ir.code().length;
            owners[function.index] = PACKAGE + names.module() + "/Unit" + (classes - 1);
            fresh.add(function);
            bodies.add(ir);
        }
        from = 0;
        while (from < fresh.size()) {
            String owner = owners[fresh.get(from).index];
            UnitCompiler unit = new UnitCompiler(module, owner, names.source(), this);
            int to = from;
            while (to < fresh.size() && owners[fresh.get(to).index].equals(owner)) {
                prepareCalls(bodies.get(to));
                unit.add(fresh.get(to), bodies.get(to));
                to++;
            }
            loader.add(owner.replace('/', '.'), unit.toBytes());
            from = to;
        }
        if (!fresh.isEmpty()) {
            module.engine.activity.compiled(stretch, fresh.get(0), fresh.size(), loader.size() - size);
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
        if (known != null) {
            return known;
        }
        Shape shape = new Shape(function.signature);
        shapes.add(shape);
        String name = owner + "$" + function.index;
        return define(name, EntryClasses.function(name, owner, method(function.index), shape,
                UnitCompiler.isLeaver(function, function.ir(null))));
    }

    /** Lets everybody call the compiled code of a function. */
    void install(FunctionCode function) {
        CallEntry entry = entry(function);
        loader.entries()[function.index] = entry;
        function.install(entry);
    }

    /** Compiles a loop to be entered by interpreted frames, unless that has been done. */
    synchronized void compileLoop(FunctionCode function, int position) {
        String method = method(function.index) + "$loop" + position;
        if (!loops.add(method)) {
            return;
        }
        EngineActivity.Stretch stretch = module.engine.activity.compiling();
        long size = loader.size();
        IrFunction ir = function.ir(null);
        String owner = newClass();
        UnitCompiler unit = new UnitCompiler(module, owner, names.source(), this);
        prepareCalls(ir);
        unit.addLoop(function, ir, position, method);
        loader.add(owner.replace('/', '.'), unit.toBytes());
        module.engine.activity.compiled(stretch, function, 1, loader.size() - size);
        String name = owner + "$loop";
        function.linked.loopCompiled(position,
                define(name, EntryClasses.loop(name, owner, method, new Shape(function.signature))));
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
