package dev.vespula.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Generated sources, compiled in memory for Java 17, in which every warning is an error. */
final class GeneratedClasses extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    private GeneratedClasses() {
        super(GeneratedClasses.class.getClassLoader());
    }

    /**
     * Compiles.
     *
     * @param programs further sources that use them; each begins with its package and has one class
     */
    static GeneratedClasses of(List<GeneratedFile> sources, String... programs) {
        GeneratedClasses made = new GeneratedClasses();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach(file -> units.add(new Source(file.path(), file.text())));
        for (String program : programs) {
            String name = program.replaceAll("(?s).*?\\bclass (\\w+).*", "$1");
            units.add(new Source(name + ".java", program));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(found, null, null);
        boolean isCompiled = compiler.getTask(null, made.new Memory(standard), found, List.of("--release", "17", "-Xlint:all",
                "-proc:none", "-classpath", System.getProperty("surefire.test.class.path", System.getProperty(
                        "java.class.path"))),
                null, units).call();
        List<String> messages = found.getDiagnostics().stream().filter(each -> each.getKind() != Diagnostic.Kind.NOTE
                && !each.getCode().contains("warn.option") && !each.getCode().contains("path.element")).map(Object::toString)
                .toList();
        assertThat(messages).isEmpty();
        assertThat(isCompiled).isTrue();
        return made;
    }

    /** Calls the static method {@code run} of a program. */
    Object run(String className) throws Exception {
        return loadClass(className).getMethod("run").invoke(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream content = classes.get(name);
        if (content == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, content.toByteArray(), 0, content.size());
    }

    /** The names of all classes. */
    Stream<String> names() {
        return classes.keySet().stream().sorted();
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
                public OutputStream openOutputStream() throws IOException {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    classes.put(className, content);
                    return content;
                }
            };
        }
    }
}
