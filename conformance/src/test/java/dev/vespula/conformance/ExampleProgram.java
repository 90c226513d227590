package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.bindings.Bindings;
import dev.vespula.component.Component;
import dev.vespula.http.WasiHttp;
import dev.vespula.text.Wat;
import dev.vespula.wasi.Wasi;
import jakarta.servlet.Servlet;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An example of the documentation as a class {@code Example} with a method {@code example}. */
final class ExampleProgram {
    private static final String PROGRAM = """
            import dev.vespula.*;
            import dev.vespula.Module;
            import dev.vespula.bindings.*;
            import dev.vespula.component.*;
            import dev.vespula.component.wave.*;
            import dev.vespula.component.wit.*;
            import dev.vespula.text.*;
            import dev.vespula.types.*;
            import dev.vespula.wasi.*;
            import dev.vespula.http.*;
            import static dev.vespula.types.ValType.*;
            import com.sun.net.httpserver.HttpServer;
            import jakarta.servlet.ServletContext;
            import jakarta.servlet.ServletRegistration;
            import java.io.*;
            import java.net.InetSocketAddress;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.Executor;
            import java.util.function.*;

            public class Example {
            %s

                public void example() throws Exception {
            %s
                }
            }
            """;

    /** Types in front, each up to a brace at the margin. */
    private static final Pattern DECLARATIONS = Pattern.compile(
            "( {8}(?:@\\w+(?:\\([^)]*\\))?\\s+)?(?:sealed |interface |record |enum |class ).*?\\n {8}}\\n)+", Pattern.DOTALL);

    private ExampleProgram() {}

    /** What examples refer to without saying where it comes from. */
    enum Around {
        MODULES("""
                interface Calculator { int add(int a, int b); }
                interface Client { CompletableFuture<Integer> fetchLength(int url); }
                static class Session { }
                Engine engine; Module module; Store<Void> store; Store<Void> other; Path dir; Instance instance;
                Linker<Session> linker; Func func; Func function; Caller<Session> caller; Object request; Client client;
                Tag notFound; InputStream in; OutputStream out; Session session; Store<Session> otherStore;
                Wasi wasi; ComponentLinker<Void> componentLinker;
            """), COMPONENTS("""
                interface Database { CompletableFuture<String> get(String key); }
                Database database;
                public Engine engine; public Store<Void> store; public ComponentLinker<Void> linker; public Component component;
                public ComponentInstance instance;
                public ComponentLinker<Void> componentLinker; public ComponentInstance componentInstance;
                ComponentFunc func; Executor executor; InputStream in; OutputStream out;
            """), HTTP("""
                interface Connection { void onClose(Runnable action); }
                Engine engine; Component component; HttpHandler handler; HttpExchange exchange; OutputStream log;
                ServletContext context; Connection connection;
            """);

        private final String fields;

        Around(String fields) {
            this.fields = fields;
        }
    }

    /**
     * Compiles an example into a folder.
     *
     * @param commented its lines, perhaps with the asterisks of a comment
     */
    static void compile(Path folder, Around around, String commented) {
        String code = commented.lines().map(line -> line.replaceFirst("^ *\\* ?", ""))
                .filter(line -> !line.isBlank() && !line.strip().equals("..."))
                .reduce("", (all, line) -> all + "        " + line.replace("{ ... }", "{ }") + "\n");
        Matcher declarations = DECLARATIONS.matcher(code);
        // Sealed types are the ones that cannot stand among statements; others may be those of the surroundings again.
        int statements = code.contains("sealed ") && declarations.lookingAt() ? declarations.end() : 0;
        String source = PROGRAM.formatted(around.fields + code.substring(0, statements), code.substring(statements));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String jars = Stream.of(Engine.class, Component.class, Wasi.class, Wat.class, WasiHttp.class, Bindings.class,
                Servlet.class).map(
                        ExampleProgram::place)
                .collect(Collectors.joining(File.pathSeparator));
        boolean compiled = compiler.getTask(messages, null, null,
                List.of("-d", folder.toString(), "-cp", jars, "-proc:none", "--release", "17"), null,
                List.of(new SimpleJavaFileObject(URI.create("string:///Example.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                })).call();
        assertThat(compiled).as(() -> messages + "\n" + source).isTrue();
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
