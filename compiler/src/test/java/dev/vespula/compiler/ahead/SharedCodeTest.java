package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code in jars on the class path: its classes are those of the application, whatever engines there are. */
class SharedCodeTest {
    private static final String LOOPS = """
            (module $loops
              (import "env" "look" (func $look))
              (import "env" "twice" (func $twice (param i64) (result i64)))
              (type $binary (func (param i64 i64) (result i64)))
              (table $operations 2 funcref)
              (elem (table $operations) (i32.const 0) func $add $leave)
              (func $add (type $binary) (i64.add (local.get 0) (local.get 1)))
              (func $leave (type $binary)
                (return_call_indirect $operations (type $binary) (local.get 0) (local.get 1) (i32.const 0)))
              (func (export "run") (param $n i32) (result i64)
                (if (i32.eqz (ref.test (ref $binary) (table.get $operations (i32.const 1)))) (then (unreachable)))
                (call_indirect $operations (type $binary) (i64.extend_i32_u (local.get $n)) (call $twice (i64.const 5))
                  (i32.and (local.get $n) (i32.const 1))))
              (func (export "look") (call $look))
              (func (export "forever") (loop $again (br $again))))""";

    private static final int MOST_COLLECTIONS = 100;

    @TempDir
    Path folder;

    /** What the child does; files are those of {@link Sample}, the same for metered engines, and one with {@link #LOOPS}. */
    public static void main(String[] files) throws Exception {
        for (int k = 0; k < 2; k++) {
            System.out.println(Sample.run(Module.ofCompiled(engine(Config.FuelMetering.OFF), Path.of(files[0]))));
            System.out.println(Sample.run(Module.ofCompiled(engine(Config.FuelMetering.ON), Path.of(files[1]))));
        }
        List<WeakReference<Engine>> dropped = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            dropped.add(stopped(Path.of(files[2])));
        }
        for (int k = 0; k < MOST_COLLECTIONS && dropped.stream().anyMatch(engine -> engine.get() != null); k++) {
            System.gc();
            byte[][] garbage = new byte[64][1 << 16];
            assertThat(garbage).isNotEmpty();
        }
        System.out.println(dropped.stream().filter(engine -> engine.get() != null).count() + " engines are left");
    }

    private static Engine engine(Config.FuelMetering fuel) {
        return Engine.of(Sample.config(Tier.COMPILED).withFuel(fuel));
    }

    /** Tells whose the classes with the code are, and stops the code in a loop. */
    private static WeakReference<Engine> stopped(Path file) throws Exception {
        Engine engine = engine(Config.FuelMetering.OFF);
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "look", FuncType.of(), (caller, args) -> System.out.println(loaders()));
        linker.func("env", "twice", FuncType.of(ValType.I64).returning(ValType.I64),
                (caller, args) -> args.result(0, 2 * args.i64(0)));
        Store<Void> store = new Store<>(engine);
        var instance = linker.instantiate(store, Module.ofCompiled(engine, file));
        instance.func("look").call();
        System.out.println(instance.func("run").call(7)[0]);
        store.setTimeout(Duration.ofMillis(20));
        try {
            instance.func("forever").call();
        } catch (Trap trap) {
            System.out.println("stopped");
        }
        return new WeakReference<>(engine);
    }

    private static TreeSet<String> loaders() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(one -> one.getName().startsWith("dev.vespula.compiled.loops"))
                        .map(one -> one.getClassLoader() == SharedCodeTest.class.getClassLoader() ? "application" : "other")
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<String> run(Stream<String> classPath, Path... jars) throws Exception {
        String path = Stream.concat(Stream.of(System.getProperty("java.class.path")), classPath)
                .collect(Collectors.joining(File.pathSeparator));
        return ChildProcess.startWith(path, SharedCodeTest.class, Stream.of(jars).map(Path::toString).toArray(String[]::new))
                .output().lines().toList();
    }

    private Path jar(String name, Config.FuelMetering fuel, byte[] wasm) throws Exception {
        return Files.write(folder.resolve(name), Sample.jar(Sample.config(Tier.AUTO).withFuel(fuel), wasm));
    }

    @Test
    void enginesShareTheCodeOfTheClassPath() throws Exception {
        Path[] jars = {jar("plain.jar", Config.FuelMetering.OFF, Sample.wasm()), jar("fuel.jar", Config.FuelMetering.ON, Sample
                .wasm()),
            jar("loops.jar", Config.FuelMetering.OFF, Wat.parse(LOOPS))};
        String result = Sample.interpreted(Sample.wasm()).toString();
        assertThat(run(Stream.of(jars).map(Path::toString), jars)).containsExactly(result, result, result, result,
                "[application]", "17", "stopped", "[application]", "17", "stopped", "0 engines are left");
        assertThat(run(Stream.empty(), jars)).containsExactly(result, result, result, result,
                "[other]", "17", "stopped", "[other]", "17", "stopped", "0 engines are left");
    }
}
