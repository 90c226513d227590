package dev.vespula.compiler.tier;

import dev.vespula.compiler.emit.Shape;
import dev.vespula.compiler.emit.ShapeClasses;
import dev.vespula.compiler.image.ClassFile;
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
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/');
        byte[] bytes = written.remove(file);
        if (bytes == null) {
            Shape shape = shapes.get(file);
            if (shape == null) {
                throw new ClassNotFoundException(name);
            }
            bytes = ShapeClasses.write(file, shape);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** An entry that interprets a function. */
    CallEntry interpreted(FunctionCode code) {
        Shape shape = new Shape(code.signature);
        add(shape);
        return make(shape.interpretedName(), FunctionCode.class, code);
    }

    /** An entry that calls a function of the host. */
    CallEntry hosted(HostFunctionInstance function) {
        Shape shape = new Shape(function.signature);
        add(shape);
        return make(shape.hostedName(), HostFunctionInstance.class, function);
    }

    private CallEntry make(String file, Class<?> type, Object argument) {
        try {
            return (CallEntry) loadClass(file.replace('/', '.')).getConstructor(type).newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
