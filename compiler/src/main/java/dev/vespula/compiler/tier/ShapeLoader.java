package dev.vespula.compiler.tier;

import dev.vespula.compiler.entry.HostClasses;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.entry.ShapeClasses;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.internal.compiled.CodeLoader;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.TypedBody;
import dev.vespula.internal.runtime.TypedTarget;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Defines the classes of the shapes of calls, which the compiled code of all modules of an engine shares. Thread-safe. */
final class ShapeLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();
    /** Classes that were written ahead of time. */
    private final Map<String, byte[]> written = new ConcurrentHashMap<>();

    ShapeLoader() {
        super("vespula-shapes", CallEntry.class.getClassLoader());
        CodeLoader.open(this);
    }

    /** Makes sure that the classes of a shape can be found. */
    void add(Shape shape) {
        for (String name : shape.classNames()) {
            shapes.putIfAbsent(name, shape);
        }
    }

    /** Makes sure that a class of a shape can be found. It is what would be written now. */
    void add(ClassFile file) {
        if (findLoadedClass(file.name().replace('/', '.')) == null) {
            written.putIfAbsent(file.name(), file.bytes());
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        String file = name.replace('.', '/');
        if (!Shape.isOfShape(file)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            known = known == null ? SharedCode.find(file) : known;
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/');
        byte[] bytes = file.equals(ShapeClasses.NEIGHBOUR) ? ShapeClasses.neighbour() : written.remove(file);
        if (bytes == null) {
            Shape shape = shapes.get(file);
            if (shape == null) {
                throw new ClassNotFoundException(name);
            }
            bytes = ShapeClasses.write(file, shape);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** See {@link dev.vespula.internal.runtime.CompiledTier#call}. */
    MethodHandle call(Signature signature) {
        Shape shape = Shape.of(signature);
        if (!shape.isDirect) {
            return null;
        }
        add(shape);
        try {
            return MethodHandles.publicLookup().findVirtual(loadClass(shape.entryName().replace('/', '.')),
                    ShapeClasses.CALL, MethodType.fromMethodDescriptorString(shape.descriptor, this));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An entry that interprets a function. */
    CallEntry interpreted(FunctionCode code) {
        Shape shape = Shape.of(code.signature);
        add(shape);
        return make(shape.interpretedName(), FunctionCode.class, code);
    }

    /** An entry that calls a function of the host: with Java values if it is a method handle. */
    CallEntry hosted(HostFunctionInstance function) {
        Shape shape = Shape.of(function.signature);
        add(shape);
        if (!shape.isDirect || !(function.body() instanceof TypedBody body) || !Assembler.isPresent()
                || function.store.engine.watching.hosts() != null) {
            return make(shape.hostedName(), HostFunctionInstance.class, function);
        }
        try {
            TypedTarget target = body.target();
            MethodHandle entries = target.entries;
            if (entries == null) {
                entries = direct(shape, target);
                target.entries = entries;
            }
            return (CallEntry) entries.invokeExact(function);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The constructor of a class of its own for a target, which all stores share: so the handle is a constant. */
    private MethodHandle direct(Shape shape, TypedTarget target) throws ReflectiveOperationException {
        byte[] bytes = HostClasses.directEntry(shape, target.kind());
        MethodHandles.Lookup made = lookup().defineHiddenClassWithClassData(bytes, target.direct(), true);
        return made.findConstructor(made.lookupClass(), MethodType.methodType(void.class, HostFunctionInstance.class))
                .asType(MethodType.methodType(CallEntry.class, HostFunctionInstance.class));
    }

    /** What may define hidden classes beside those of this loader: no lookup from another module may. */
    private MethodHandles.Lookup lookup() throws ReflectiveOperationException {
        ShapeLoader.class.getModule().addReads(getUnnamedModule());
        return (MethodHandles.Lookup) loadClass(ShapeClasses.NEIGHBOUR.replace('/', '.'))
                .getMethod(ShapeClasses.LOOKUP).invoke(null);
    }

    private CallEntry make(String file, Class<?> type, Object argument) {
        try {
            return (CallEntry) loadClass(file.replace('/', '.')).getConstructor(type).newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
