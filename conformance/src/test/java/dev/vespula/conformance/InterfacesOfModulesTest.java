package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.text.Wat;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces, records and host objects in modules that open nothing to the engine. */
class InterfacesOfModulesTest {
    @TempDir
    Path folder;

    private static final String PROGRAM = """
            package user;

            import dev.vespula.*;
            import java.lang.invoke.MethodHandle;
            import java.lang.invoke.MethodHandles;
            import java.lang.invoke.MethodType;

            public class Program {
                interface Numbers {
                    Pair divide(int a, int b);
                }

                private record Pair(int quotient, int remainder) { }

                static class Host implements Numbers {
                    @WasmImport("annotated")
                    @Override
                    public Pair divide(int a, int b) {
                        return new Pair(a / b, a % b);
                    }

                    private static Pair reverse(int a, int b) {
                        return new Pair(b, a);
                    }
                }

                public static String exports(Instance instance) {
                    return instance.exports(MethodHandles.lookup(), Numbers.class).divide(17, 5).toString();
                }

                public static String as(Instance instance) {
                    return instance.func("divide").as(MethodHandles.lookup(), Numbers.class).divide(17, 5).toString();
                }

                public static void define(Linker<Void> linker) throws Exception {
                    MethodHandles.Lookup lookup = MethodHandles.lookup();
                    linker.func(lookup, "h", "lambda", Numbers.class, (a, b) -> new Pair(a + b, a - b));
                    linker.define(lookup, "h", new Host());
                    linker.define(lookup, "h", Numbers.class, new Host());
                    MethodHandle handle = lookup.findStatic(Host.class, "reverse", MethodType.methodType(Pair.class, int.class,
                            int.class));
                    linker.func(lookup, "h", "handle", handle);
                }

                public static void refused(Linker<Void> linker, int way) throws Exception {
                    MethodHandle handle = MethodHandles.lookup().findStatic(Host.class, "reverse", MethodType.methodType(
                            Pair.class, int.class, int.class));
                    switch (way) {
                        case 0 -> linker.func("h", "lambda", Numbers.class, (a, b) -> new Pair(a + b, a - b));
                        case 1 -> linker.define("h", new Host());
                        case 2 -> linker.define("h", Numbers.class, new Host());
                        default -> linker.func("h", "handle", handle);
                    }
                }
            }
            """;

    /** The class of a module that opens and exports nothing of use. */
    private Class<?> program() throws Exception {
        Files.createDirectories(folder.resolve("source/user"));
        Path info = Files.writeString(folder.resolve("source/module-info.java"), "module user { exports user; }");
        Path hidden = Files.writeString(folder.resolve("source/user/Program.java"), PROGRAM);
        Path classes = folder.resolve("classes");
        String engine = Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-d", classes.toString(),
                "-cp", engine, "--add-reads", "user=ALL-UNNAMED", info.toString(), hidden.toString())).isZero();
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("user"));
        ModuleLayer.Controller layer = ModuleLayer.defineModulesWithOneLoader(configuration, List.of(boot), getClass()
                .getClassLoader());
        layer.addReads(layer.layer().findModule("user").orElseThrow(), Engine.class.getModule());
        return layer.layer().findLoader("user").loadClass("user.Program");
    }

    private static final String BODY = "(i32.div_s (local.get 0) (local.get 1)) (i32.rem_s (local.get 0) (local.get 1))";

    @Test
    void exportsWithTheLookupOfTheUser() throws Exception {
        Class<?> program = program();
        Engine engine = Engine.of(TestedTiers.config());
        Instance instance = new Linker<Void>(engine).instantiate(new Store<Void>(engine), Module.of(engine, Wat.parse(
                "(module (func (export \"divide\") (param i32 i32) (result i32 i32) " + BODY + "))")));
        assertThat(program.getMethod("exports", Instance.class).invoke(null, instance))
                .isEqualTo("Pair[quotient=3, remainder=2]");
        assertThat(program.getMethod("as", Instance.class).invoke(null, instance)).isEqualTo("Pair[quotient=3, remainder=2]");
    }

    @Test
    void hostFunctionsWithTheLookupOfTheUser() throws Exception {
        Class<?> program = program();
        Engine engine = Engine.of(TestedTiers.config());
        for (int round = 0; round < 2; round++) {
            for (int way = 0; way < 4; way++) {
                Linker<Void> refusing = new Linker<>(engine);
                int each = way;
                assertThatThrownBy(() -> program.getMethod("refused", Linker.class, int.class).invoke(null, refusing, each))
                        .as("way " + way).hasCauseInstanceOf(IllegalArgumentException.class);
            }
            Linker<Void> linker = new Linker<>(engine);
            program.getMethod("define", Linker.class).invoke(null, linker);
            StringBuilder text = new StringBuilder("(module");
            List<String> names = List.of("lambda", "annotated", "divide", "handle");
            names.forEach(name -> text.append("(import \"h\" \"" + name + "\" (func $" + name
                    + " (param i32 i32) (result i32 i32)))"));
            names.forEach(name -> text.append("(func (export \"" + name + "\") (param i32 i32) (result i32 i32) (call $" + name
                    + " (local.get 0) (local.get 1)))"));
            Instance instance = linker.instantiate(new Store<Void>(engine), Module.of(engine, Wat.parse(text + ")")));
            assertThat(instance.func("lambda").call(17, 5)).containsExactly(22, 12);
            assertThat(instance.func("annotated").call(17, 5)).containsExactly(3, 2);
            assertThat(instance.func("divide").call(17, 5)).containsExactly(3, 2);
            assertThat(instance.func("handle").call(17, 5)).containsExactly(5, 17);
        }
    }
}
