package dev.vespula.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources, compiled in memory with the class path of the test; every warning is an error. */
public final class CompiledSources extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    private CompiledSources(ClassLoader parent) {
        super(parent);
    }

    /**
     * Compiles.
     *
     * @param parent what has the classes that the sources use
     * @param sources texts by the names of files: {@code acme/Program.java}
     * @param options further ones of {@code javac}
     * @throws AssertionError with what the compiler says, and the sources, if it finds anything
     */
    public static CompiledSources of(ClassLoader parent, Map<String, String> sources, String... options) {
        CompiledSources made = new CompiledSources(parent);
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((path, text) -> units.add(new Source(path, text)));
        List<String> all = new ArrayList<>(List.of("-proc:none", "-classpath", classPath()));
        all.addAll(List.of(options));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(found, null, null);
        boolean isCompiled = compiler.getTask(null, made.new Memory(standard), found, all, null, units).call();
        List<String> messages = found.getDiagnostics().stream().filter(CompiledSources::isOfSources).map(Object::toString)
                .toList();
        if (!isCompiled || !messages.isEmpty()) {
            throw new AssertionError(messages + "\n" + sources.values().stream().collect(Collectors.joining("\n")));
        }
        return made;
    }

    /** That of the test, which is not the process's where it is too long for some systems. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static boolean isOfSources(Diagnostic<?> found) {
        return found.getKind() != Diagnostic.Kind.NOTE && !found.getCode().contains("warn.option")
                && !found.getCode().contains("path.element");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!classes.containsKey(name)) {
            throw new ClassNotFoundException(name);
        }
        byte[] content = content(name);
        return defineClass(name, content, 0, content.length);
    }

    /** The names of all classes, in order. */
    public Stream<String> names() {
        return classes.keySet().stream().sorted();
    }

    /** The class file of one. */
    public byte[] content(String name) {
        return classes.get(name).toByteArray();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("memory:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Where the compiler writes classes. */
    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        Memory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
                FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    classes.put(className, content);
                    return content;
                }
            };
        }
    }
}
