package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.numeric.IntegerOps;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.operations.BulkOperations;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TypeTest;
import dev.vespula.internal.stop.Signals;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Defines the compiled code of one module: ordinary classes, so that their methods are seen in stack traces and profilers,
 * and the garbage collector frees them together with the module. What the classes need to know of the engine they ask for
 * when they are initialised, so their bytes are the same in every process.
 */
public final class CodeLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** One class of each package that has members of the contract. */
    private static final List<Class<?>> CONTRACT = List.of(CodeLoader.class, StoreState.class, BulkOperations.class,
            ObjectType.class, LinearMemory.class, Account.class, Signals.class, IntegerOps.class);

    private final ModuleCode module;
    private final CallEntry[] entries;
    private final Map<String, byte[]> pending = new ConcurrentHashMap<>();
    private final AtomicLong size = new AtomicLong();

    /**
     * A loader for the code of a module.
     *
     * @param parent sees the classes of the engine and of the shapes of its calls
     */
    public CodeLoader(ModuleCode module, ClassLoader parent) {
        super("vespula", parent);
        this.module = module;
        this.entries = new CallEntry[module.functionCount()];
        open(this);
    }

    /** Lets the classes of a loader use the packages of the engine that compiled code needs. */
    public static void open(ClassLoader loader) {
        Module engine = CodeLoader.class.getModule();
        if (engine.isNamed()) {
            for (Class<?> one : CONTRACT) {
                engine.addExports(one.getPackageName(), loader.getUnnamedModule());
            }
        }
    }

    /** Adds a class that is defined when it is first used. */
    public void add(String name, byte[] bytes) {
        size.addAndGet(bytes.length);
        module.engine.activity.generated(bytes);
        if (module.engine.watching.classes() != null) {
            module.engine.watching.classes().accept(name, bytes);
        }
        pending.put(name, bytes);
    }

    /** Whether a class was added. */
    public boolean has(String name) {
        return pending.containsKey(name) || findLoadedClass(name) != null;
    }

    /** Bytes of all classes that were added. */
    public long size() {
        return size.get();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            // What was added is taken even if there is another class of the name.
            return pending.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = pending.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    // ---- constants of the compiled code

    /** How the functions of the module are called that the code was not compiled together with, by function. */
    @Contract
    public CallEntry[] entries() {
        return entries;
    }

    /** What loops ask whether they must stop. */
    @Contract
    public MethodHandle poll() {
        return module.poll.handle();
    }

    /** The code of a function. */
    public FunctionCode function(int index) {
        return module.code(index);
    }

    /** The canonical id of a type of the module. */
    @Contract
    public int typeId(int type) {
        return module.types.id(type);
    }

    /** The struct or array type of the module. */
    @Contract
    public ObjectType objectType(int type) {
        return module.engine.objectType(module.typeId(type));
    }

    /** A test for references, by the number that the module's types have for it. */
    @Contract
    public TypeTest test(int number) {
        return module.types.test(number);
    }
}
