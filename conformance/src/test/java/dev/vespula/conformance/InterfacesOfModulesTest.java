package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.text.Wat;
import java.lang.invoke.MethodHandles;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces over exports in modules that open nothing to the engine. */
class InterfacesOfModulesTest {
    @TempDir
    Path folder;

    @Test
    void recordsAreMadeWithTheLookupOfTheUser() throws Exception {
        Files.createDirectories(folder.resolve("source/user"));
        Path info = Files.writeString(folder.resolve("source/module-info.java"), "module user { exports user; }");
        Path hidden = Files.writeString(folder.resolve("source/user/Program.java"), """
                package user;

                public class Program {
                    interface Numbers {
                        Pair divide(int a, int b);
                    }

                    private record Pair(int quotient, int remainder) { }

                    public static java.lang.invoke.MethodHandles.Lookup lookup() {
                        return java.lang.invoke.MethodHandles.lookup();
                    }

                    public static Class<?> type() {
                        return Numbers.class;
                    }

                    public static String run(Object numbers) {
                        return ((Numbers) numbers).divide(17, 5).toString();
                    }
                }
                """);
        Path classes = folder.resolve("classes");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-d", classes.toString(),
                info.toString(), hidden.toString())).isZero();
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("user"));
        Class<?> program = boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader()).findLoader("user")
                .loadClass("user.Program");

        byte[] wasm = Wat.parse("""
                (module (func (export "divide") (param i32 i32) (result i32 i32)
                  (i32.div_s (local.get 0) (local.get 1)) (i32.rem_s (local.get 0) (local.get 1))))""");
        Engine engine = Engine.of(TestedTiers.config());
        Instance instance = new Linker<Void>(engine).instantiate(new Store<Void>(engine), Module.of(engine, wasm));
        MethodHandles.Lookup lookup = (MethodHandles.Lookup) program.getMethod("lookup").invoke(null);
        Object numbers = instance.exports(lookup, (Class<?>) program.getMethod("type").invoke(null));
        assertThat(program.getMethod("run", Object.class).invoke(null, numbers)).isEqualTo("Pair[quotient=3, remainder=2]");
    }
}
