package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.codegen.BuildDigest;
import dev.vespula.codegen.ContractSource;
import dev.vespula.codegen.Main;
import dev.vespula.component.Component;
import dev.vespula.text.Wat;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;

/**
 * An engine with operations more, made as CONTRIBUTING.md says: a row for one that computes; a row and a method for one with
 * effects, whose operands the validator takes from the row. The build's steps make a new engine and a new compiler of the
 * sources that stand, and all tiers run what the other parts have never heard of.
 */
class InventedOperationsTest {
    private static final Path ENGINE = Path.of("..", "engine", "src", "main");
    private static final Path COMPILER = Path.of("..", "compiler", "src", "main");

    private static final String NUMERIC = """
            i32.average ; FC 20 ; i32 i32 -> i32 ; (a & b) + ((a ^ b) >> 1) ; commutative
            """;
    private static final String STRUCTURE = """
            table.exchange  ; FC 21 reference_types ; stmt ; slot ; table  ; idx elem -> elem ; InventedOperations.exchange(table, a, b)        ; trap writes-table
            memory.increase ; FC 22 bulk_memory     ; stmt ; slot ; memory ; idx idx -> i32   ; InventedOperations.increase(store, memory, a, b) ; trap charges writes-memory
            """;
    private static final String METHODS = """
            package dev.vespula.internal.operations;

            import dev.vespula.internal.limits.Account;
            import dev.vespula.internal.memory.LinearMemory;
            import dev.vespula.internal.runtime.TableInstance;

            public final class InventedOperations {
                /** Sets an element. Returns the one before. */
                public static Object exchange(TableInstance table, long index, Object value) {
                    Object before = table.get(index);
                    table.set(index, value);
                    return before;
                }

                /** Adds one to each of some bytes. Returns the last one. */
                public static int increase(Account store, LinearMemory memory, long address, long length) {
                    memory.check(address, length);
                    store.chargeBytes(length);
                    for (long k = address; k < address + length; k++) {
                        memory.fill(k, (byte) (memory.load8(k) + 1), 1);
                    }
                    return memory.load8(address + length - 1);
                }
            }
            """;

    private static final String MODULE = """
            (module
              (memory 1)
              (data (i32.const 0) "\\05")
              (table $t 4 funcref)
              (elem (i32.const 0) $f $f)
              (func $f)
              (func (export "average") (param i32 i32) (result i32) (local $n i32)
                (loop $l
                  (local.set $n (i32.add (local.get $n) (i32.const 1)))
                  (br_if $l (i32.lt_s (local.get $n) (i32.average (i32.const 9) (local.get $n)))))
                (i32.add (i32.mul (local.get $n) (i32.const 100)) (i32.average (local.get 0) (local.get 1))))
              (func (export "constant") (result i32) (i32.average (i32.const 2147483647) (i32.const 2147483645)))
              (func (export "exchange") (param i32) (result i32)
                (ref.is_null (table.get $t (i32.const 1)))
                (ref.is_null (table.exchange $t (local.get 0) (ref.null func)))
                (ref.is_null (table.get $t (i32.const 1)))
                (i32.add (i32.mul (i32.const 10)))
                (i32.add (i32.mul (i32.const 10))))
              (func (export "increase") (param i32 i32) (result i32)
                (i32.load8_u (i32.const 0))
                (memory.increase (local.get 0) (local.get 1))
                (i32.mul (i32.const 10))
                (i32.add (i32.mul (i32.load8_u (i32.const 0)) (i32.const 100)))
                (i32.add)))
            """;

    private static final String METERED = """
            average: 801 for 97
            constant: 2147483646 for 4
            exchange: 100 for 17
            exchange: undefined element: out of bounds table access for 17
            increase: 615 for 114
            increase: out of bounds memory access for 14
            increase: all fuel consumed by WebAssembly for 14
            """;
    private static final String UNMETERED = METERED.replace("all fuel consumed by WebAssembly", "716").replaceAll(" for .*",
            "");

    @TempDir
    Path folder;

    @Test
    void rowsAreAllThatTheyNeedInAllTiers() throws Exception {
        Assumptions.assumeTrue(Stress.choose(false, true), "builds an engine, which takes a quarter of a minute");
        addRows();
        try (URLClassLoader loader = build()) {
            Method run = loader.loadClass(InventedProgram.class.getName()).getMethod("run", String.class, String.class,
                    String.class);
            for (String tier : List.of("INTERPRETER", "COMPILED", "AUTO")) {
                assertThat(run.invoke(null, MODULE, tier, "OFF")).as(tier).isEqualTo(Set.of(UNMETERED));
                assertThat(run.invoke(null, MODULE, tier, "ON")).as(tier).isEqualTo(Set.of(METERED));
            }
        }
    }

    private void addRows() throws IOException {
        Path tables = Files.createDirectories(folder.resolve("ops"));
        for (Path table : files(ENGINE.resolve("ops"), ".ops")) {
            Files.copy(table, tables.resolve(table.getFileName()));
        }
        Files.writeString(tables.resolve("numeric.ops"), NUMERIC, StandardOpenOption.APPEND);
        Files.writeString(tables.resolve("structure.ops"), STRUCTURE, StandardOpenOption.APPEND);
    }

    /** Does what the builds of engine and compiler do. Returns a loader of what they make. */
    private URLClassLoader build() throws Exception {
        String engine = folder.resolve("engine").toString();
        Main.main(new String[] {folder.resolve("ops").toString(), engine});
        Files.writeString(folder.resolve("engine/InventedOperations.java"), METHODS);
        BuildDigest.main(new String[] {engine, "dev.vespula.internal.runtime.EngineBuild", "invented", METHODS});
        compile(ENGINE, engine);
        String compiler = folder.resolve("compiler").toString();
        try (URLClassLoader loader = loader()) {
            Method contract = loader.loadClass(ContractSource.class.getName()).getMethod("main", String[].class);
            contract.invoke(null, (Object) new String[] {compiler, "dev.vespula.compiler.contract.Engine"});
        }
        BuildDigest.main(new String[] {compiler, "dev.vespula.compiler.image.CompilerBuild", "invented", METHODS});
        compile(COMPILER, compiler);
        return loader();
    }

    private void compile(Path module, String generated) throws IOException {
        String classes = folder.resolve("classes").toString();
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-nowarn", "-proc:none", "-d", classes, "-cp",
                String.join(File.pathSeparator, classes, location(ClassWriter.class).toString(),
                        location(NullMarked.class).toString())));
        files(module.resolve("java"), ".java").forEach(file -> arguments.add(file.toString()));
        files(Path.of(generated), ".java").forEach(file -> arguments.add(file.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))).isZero();
    }

    /** Of the new classes, and of the others as they stand. */
    private URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : List.of(folder.resolve("classes"), COMPILER.resolve("resources"), location(ClassWriter.class),
                location(Wat.class), location(Component.class), location(Main.class), location(InventedProgram.class))) {
            urls.add(path.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static Path location(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending) && !file.endsWith("module-info.java")).toList();
        }
    }
}
