package dev.vespula.compiler.tier;

import dev.vespula.compiler.emit.Shape;
import dev.vespula.compiler.emit.ShapeClasses;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CodeLoader;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.HostFunctionInstance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Defines the classes of the shapes of calls, which the compiled code of all modules of an engine shares. Thread-safe. */
final class ShapeLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    ShapeLoader() {
        super("vespula-shapes", CallEntry.class.getClassLoader());
        CodeLoader.open(this);
    }

    /** Makes sure that the classes of a shape can be found. */
    void add(Shape shape) {
        shapes.putIfAbsent(ShapeClasses.name(shape), shape);
        shapes.putIfAbsent(ShapeClasses.interpreted(shape), shape);
        shapes.putIfAbsent(ShapeClasses.hosted(shape), shape);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/');
        Shape shape = shapes.get(file);
        if (shape == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes = file.equals(ShapeClasses.name(shape)) ? ShapeClasses.entry(shape)
                : file.equals(ShapeClasses.hosted(shape)) ? ShapeClasses.hostedEntry(shape)
                : ShapeClasses.interpretedEntry(shape);
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** An entry that interprets a function. */
    CallEntry interpreted(FunctionCode code) {
        Shape shape = new Shape(code.signature);
        add(shape);
        return make(ShapeClasses.interpreted(shape), FunctionCode.class, code);
    }

    /** An entry that calls a function of the host. */
    CallEntry hosted(HostFunctionInstance function) {
        Shape shape = new Shape(function.signature);
        add(shape);
        return make(ShapeClasses.hosted(shape), HostFunctionInstance.class, function);
    }

    private CallEntry make(String file, Class<?> type, Object argument) {
        try {
            return (CallEntry) loadClass(file.replace('/', '.')).getConstructor(type).newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
