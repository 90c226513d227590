package dev.vespula.compiler.tier;

import dev.vespula.Config;
import dev.vespula.compiler.code.CodeForm;
import dev.vespula.compiler.code.MemoryForm;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.compiler.image.CodeImage;
import dev.vespula.compiler.image.CodePlace;
import dev.vespula.compiler.image.LoopPlace;
import dev.vespula.internal.compiled.CodeLoader;
import dev.vespula.internal.compiled.Entries;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.EngineActivity;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The compiled code of a module: loads classes as functions are compiled, or takes them out of an image. All share one
 * loader. Thread-safe: one thread compiles at a time, and nobody waits for it.
 *
 * <p>The entry of a function is made when somebody wants to call it that has not been compiled together with it.
 */
final class CompiledModule {
    private final ModuleCode module;
    private final ShapeLoader shapes;
    private final MethodNames names;
    private final CodeLoader loader;
    /** What is compiled and loaded, by function. */
    private final AtomicReferenceArray<CodePlace> places;
    /** Held while an entry is made, and while it changes what code there is for. */
    private final Object entryLock = new Object();
    /** Functions whose code is there because they have run often. */
    private final BitSet warm = new BitSet();
    private final Set<Loop> loops = new LinkedHashSet<>();
    private final AtomicBoolean loosening = new AtomicBoolean();
    private final ModuleCache cache;
    private ModuleCompiler compiler;
    private MemoryForm memory = MemoryForm.EXACT;
    /** Code that was taken over, without its classes, which are loaded: it is waiting to be asked for. */
    private volatile CodeImage known = CodeImage.NONE;
    /** Whether the classes of what was taken over are those of the application. */
    private volatile boolean isBeside;
    private boolean isRecalled;
    /** What is kept for the cache; null until something is compiled, and for ever if there is no cache. */
    private volatile Batch kept;
    /** As {@link #kept}, and null again as soon as nothing is added any more. */
    private volatile Batch growing;

    /** A loop of a function. */
    private record Loop(FunctionCode function, int pc) {}

    /** A module without code. {@code cache}: where code of it may be found, and is kept. */
    CompiledModule(ModuleCode module, ShapeLoader shapes, ModuleCache cache) {
        this.module = module;
        this.shapes = shapes;
        this.names = new MethodNames(module);
        this.cache = cache;
        this.loader = new CodeLoader(module, shapes);
        this.places = new AtomicReferenceArray<>(module.functionCount());
    }

    /** The module. */
    ModuleCode module() {
        return module;
    }

    /** Takes over the code of all functions of a module that nothing of was executed yet. */
    void adopt(CodeImage image) {
        load(image);
        if (module.engine.config.codeUse() == Config.CodeUse.FROM_FIRST_CALL) {
            image.places().forEach(places::set);
        } else {
            isRecalled = true;
        }
    }

    /** Whether there is code of a function that waits until it is warm. */
    boolean isWaiting(FunctionCode function) {
        return places.get(function.index) == null && known.places().containsKey(function.index);
    }

    /** Lets everybody call the code of a function that has been waiting. Nobody who compiles is waited for. */
    void use(FunctionCode function) {
        synchronized (entryLock) {
            CodePlace place = known.places().get(function.index);
            if (place == null) {
                // Just now it was found that it does not fit the memory.
                return;
            }
            warm.set(function.index);
            places.set(function.index, place);
        }
        install(function);
    }

    private void load(CodeImage image) {
        for (ClassFile file : image.classes()) {
            if (Shape.isOfShape(file.name())) {
                shapes.add(file);
            } else {
                add(file);
            }
        }
        prepare(image.entered());
        known = image.withoutClasses();
        if (image.home() != null) {
            isBeside = !loader.has(image.home());
            // Before there are instances: these tell their store whom to ask.
            module.poll = SharedCode.stop(loader, image.home());
        }
    }

    /** Makes the entries that code uses of functions that it was not compiled together with. */
    private void prepare(Iterable<Integer> functions) {
        for (int function : functions) {
            loader.entries()[function] = Entries.of(module.code(function));
        }
    }

    private void add(ClassFile file) {
        loader.add(file.name().replace('/', '.'), file.bytes());
    }

    private ModuleCompiler compiler() {
        if (compiler == null) {
            String[] owners = new String[places.length()];
            for (int function = 0; function < owners.length; function++) {
                CodePlace place = places.get(function);
                owners[function] = place == null ? null : place.owner();
            }
            known.places().forEach((function, place) -> owners[function] = place.owner());
            compiler = new ModuleCompiler(module, names, form(), owners, known.units());
        }
        return compiler;
    }

    private CodeForm form() {
        return CodeForm.ofEngine(memory, cache.vectors());
    }

    /** Compiles functions and lets everybody call them; those that are compiled already stay what they are. */
    void compileAndInstall(List<FunctionCode> functions) {
        compile(functions);
        synchronized (entryLock) {
            functions.forEach(function -> warm.set(function.index));
        }
        functions.forEach(this::install);
    }

    /** Compiles functions, those left out that are compiled. */
    synchronized void compile(List<FunctionCode> functions) {
        EngineActivity.Stretch stretch = module.engine.activity.compiling();
        long size = loader.size();
        recall();
        Batch batch = compiler().compile(functions);
        load(batch);
        keep(batch);
        batch.places.forEach(places::set);
        for (FunctionCode function : functions) {
            CodePlace place = known.places().get(function.index);
            if (place != null) {
                places.set(function.index, place);
            }
        }
        if (!batch.places.isEmpty()) {
            FunctionCode first = module.code(batch.places.keySet().iterator().next());
            module.engine.activity.compiled(stretch, first, batch.places.size(), loader.size() - size);
        }
    }

    private void keep(Batch batch) {
        if (growing != null && !batch.classes.isEmpty()) {
            growing.add(batch);
            cache.changed(this);
        }
    }

    /**
     * Before anything is compiled: loads what former processes have compiled. It is not used before its time: what runs for the
     * first time is faster in the interpreter than in code that the JVM has to interpret.
     */
    private void recall() {
        if (isRecalled || !cache.keepsParts()) {
            return;
        }
        isRecalled = true;
        Batch found = new Batch();
        CodeImage image = cache.find(module, ModuleCache.Extent.PART);
        if (image != null) {
            found.add(image);
            load(image);
        }
        kept = found;
        growing = found;
    }

    /** What is to be found by later processes. */
    CodeImage image() {
        return kept.image();
    }

    /** Loads what was written; entries of functions come when they are asked for. */
    private void load(Batch batch) {
        batch.shapes.forEach(shapes::add);
        prepare(batch.entered);
        batch.classes.values().forEach(this::add);
    }

    /** The entry of a function that is compiled; null if it is not. */
    CallEntry entry(FunctionCode function) {
        CallEntry made = function.compiled();
        CodePlace place = places.get(function.index);
        if (place == null || isOf(place, function, made)) {
            return made;
        }
        synchronized (entryLock) {
            made = function.compiled();
            return isOf(place, function, made) ? made : makeEntry(function, place);
        }
    }

    /** Whether an entry leads to the code that is at a place. */
    private static boolean isOf(CodePlace place, FunctionCode function, CallEntry entry) {
        return entry != null && entry.getClass().getName().equals(place.entry(function.index).replace('/', '.'));
    }

    /** Makes the entry, unless its class must be written and cannot be. */
    private CallEntry makeEntry(FunctionCode function, CodePlace place) {
        String name = place.entry(function.index);
        if (!loader.has(name.replace('/', '.')) && !(isBeside && SharedCode.isThere(name))) {
            if (!Assembler.isPresent()) {
                return null;
            }
            Shape shape = Shape.of(function.signature);
            shapes.add(shape);
            ClassFile written = ModuleCompiler.entry(names, function, place);
            add(written);
            Batch later = growing;
            if (later != null) {
                later.add(shape);
                later.add(written);
            }
        }
        CallEntry made = instantiate(name);
        loader.entries()[function.index] = made;
        function.install(made);
        return made;
    }

    /**
     * Lets everybody call the compiled code of a function, if there is any.
     *
     * @throws IllegalStateException if it is not translated to what the code was made from
     */
    void install(FunctionCode function) {
        CodePlace place = places.get(function.index);
        if (place == null || isOf(place, function, function.compiled())) {
            return;
        }
        if (place.fingerprint() != function.fingerprint()) {
            throw new IllegalStateException("function " + function.index + " was compiled from other code than it has");
        }
        entry(function);
    }

    /** Compiles a loop to be entered by interpreted frames, unless that has been done. */
    synchronized void compileLoop(FunctionCode function, int pc) {
        if (!loops.add(new Loop(function, pc))) {
            return;
        }
        function.compiledLoops++;
        EngineActivity.Stretch stretch = module.engine.activity.compiling();
        long size = loader.size();
        recall();
        LoopPlace place = knownLoop(function, pc);
        if (place == null) {
            Batch batch = compiler().compileLoop(function, pc);
            if (batch == null) {
                return;
            }
            load(batch);
            keep(batch);
            place = batch.loops.get(0);
            module.engine.activity.compiled(stretch, function, 1, loader.size() - size);
        }
        function.linked.loopCompiled(pc, instantiate(place.entry()));
    }

    private LoopPlace knownLoop(FunctionCode function, int pc) {
        for (LoopPlace place : known.loops()) {
            if (place.isAt(function.index, pc) && place.fingerprint() == function.fingerprint()) {
                return place;
            }
        }
        return null;
    }

    /** Whether it is new that the module's memory has room behind its end; true once. */
    boolean isLoosening() {
        return !loosening.getAndSet(true);
    }

    /**
     * Goes over to code for a memory with room behind its end, unless that has been done: what has run often is compiled
     * again, and until that is done its calls are interpreted; all other functions are interpreted until they have. Such code
     * is not kept for other processes, which begin with the better one.
     */
    void loosen() {
        List<FunctionCode> functions;
        List<Loop> again;
        synchronized (this) {
            if (memory == MemoryForm.LOOSE) {
                return;
            }
            memory = MemoryForm.LOOSE;
            compiler = new ModuleCompiler(module, names, form(), new String[places.length()], compiler().units());
            isRecalled = true;
            growing = null;
            again = Assembler.isPresent() ? List.copyOf(loops) : List.of();
            loops.clear();
            functions = dropCold();
            compile(functions);
        }
        functions.forEach(this::entry);
        again.forEach(loop -> compileLoop(loop.function, loop.pc));
        module.codeChanged();
    }

    /** Gives up the code of all functions but those that have run often, which are returned. */
    private List<FunctionCode> dropCold() {
        List<FunctionCode> hot = new ArrayList<>();
        synchronized (entryLock) {
            known = CodeImage.NONE;
            for (FunctionCode function : BackgroundTier.functions(module)) {
                if (places.get(function.index) != null && warm.get(function.index) && Assembler.isPresent()) {
                    hot.add(function);
                } else if (places.getAndSet(function.index, null) != null && function.entry != null) {
                    CallEntry interpreted = shapes.interpreted(function);
                    loader.entries()[function.index] = interpreted;
                    function.uninstall(interpreted);
                }
            }
        }
        return hot;
    }

    private CallEntry instantiate(String file) {
        try {
            return (CallEntry) loader.loadClass(file.replace('/', '.')).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
