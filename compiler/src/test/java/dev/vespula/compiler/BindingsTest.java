package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Caller;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.WasmImport;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** The second use of an interface, a lambda or a host object takes no class, and calls what it was made for. */
class BindingsTest {
    private static final String FIELDS = """
            (import "h" "f" (func $f (param i32) (result i32)))
            (memory (export "memory") 1)
            (global $calls (mut i32) (i32.const 0))
            (func (export "count") (result i32) (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
              (global.get $calls))
            (func (export "isOdd") (param i32) (result i32) (i32.and (local.get 0) (i32.const 1)))
            (func (export "both") (param i32 i64) (result i64 i32) (local.get 1) (local.get 0))
            (func (export "same") (param externref) (result externref) (local.get 0))
            (func (export "host") (param i32) (result i32) (call $f (local.get 0)))
            (export "f" (func $f))""";

    /** What a call of {@code both} returns. */
    public record Pair(long first, int second) {}

    /** The exports of the module. */
    public interface Exports {
        int count();

        boolean isOdd(int n);

        Pair both(int a, long b);

        Object same(Object any);

        int host(int n);

        int f(int n);

        Memory memory();
    }

    /** Exports that the module does not import. */
    public interface Defined {
        boolean isOdd(int n);

        Memory memory();
    }

    /** An object with a method for Wasm. */
    public static final class Host {
        private final int number;

        Host(int number) {
            this.number = number;
        }

        @WasmImport
        public int f(Caller<?> caller, int n) {
            return n * 100 + number;
        }

        int twice(int n) {
            return n * 200 + number;
        }
    }

    /** How a number becomes the host function f. */
    private interface Definition {
        void define(Linker<Void> linker, int number) throws Exception;
    }

    private static final IntUnaryOperator SAME = n -> n * 100;

    private static MethodHandle twice(int number) throws ReflectiveOperationException {
        return MethodHandles.lookup().findVirtual(Host.class, "twice", MethodType.methodType(int.class, int.class))
                .bindTo(new Host(number));
    }

    private static void use(Instance instance, int number, int expected) {
        Exports exports = instance.exports(Exports.class);
        assertThat(exports.count()).isEqualTo(1);
        assertThat(exports.count()).isEqualTo(2);
        assertThat(exports.isOdd(number)).isEqualTo(number % 2 == 1);
        assertThat(exports.both(number, 5L)).isEqualTo(new Pair(5, number));
        assertThat(exports.same("x")).isEqualTo("x");
        assertThat(exports.host(3)).isEqualTo(expected);
        assertThat(exports.f(3)).isEqualTo(expected);
        assertThat(exports.memory()).isSameAs(instance.memory("memory"));
    }

    private static long loadedClasses() {
        return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    }

    private static void eachUse(IntConsumer use) {
        // The JVM makes forms of method handles in the first uses.
        int uses = 0;
        while (uses < 200) {
            use.accept(uses++);
        }
        long before = loadedClasses();
        while (uses < 700) {
            use.accept(uses++);
        }
        assertThat(loadedClasses() - before).isLessThan(50);
    }

    private static void eachUse(Definition definition, IntUnaryOperator expected)
            throws ReflectiveOperationException {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config());
            Module module = program.module(FIELDS);
            eachUse(number -> {
                try {
                    Linker<Void> linker = new Linker<>(program.engine);
                    definition.define(linker, number);
                    use(linker.instantiate(new Store<>(program.engine), module), number, expected.applyAsInt(number));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Test
    void lambdasFromOnePlaceShareAClass() throws Exception {
        eachUse((linker, number) -> linker.func("h", "f", IntUnaryOperator.class, n -> n * 100 + number),
                number -> 300 + number);
        eachUse((linker, number) -> linker.func("h", "f", IntUnaryOperator.class, SAME), number -> 300);
    }

    @Test
    void hostObjectsOfAClassShareAClass() throws Exception {
        eachUse((linker, number) -> linker.define("h", new Host(number)), number -> 300 + number);
    }

    @Test
    void manyHandlesOfATypeShareAClass() throws Exception {
        eachUse((linker, number) -> linker.func("h", "f", twice(number)), number -> 600 + number);
    }

    @Test
    void functionsOfOneStoreKeepTheirReceivers() {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config());
            for (int number = 0; number < 50; number++) {
                int own = number;
                Func func = Func.wrap(program.store, IntUnaryOperator.class, n -> n + own);
                program.linker.define("h" + number, "f", func);
            }
            for (int number = 0; number < 50; number++) {
                Instance instance = program.instance("(import \"h" + number + "\" \"f\" (func $f (param i32) (result i32)))"
                        + "(func (export \"run\") (result i32) (local i32 i32) (loop $l (local.set 1 (call $f (local.get 1)))"
                        + " (br_if $l (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 100))))"
                        + " (local.get 1))");
                assertThat(instance.func("run").call()).containsExactly(100 * number);
            }
        }
    }

    /** After the first modules, an interface has one class for all others. */
    @Test
    void modulesWithTheSameTypesShareAClass() {
        Program program = new Program(Way.COMPILED, new Config());
        program.linker.func("h", "f", IntUnaryOperator.class, SAME);
        Set<Class<?>> classes = new HashSet<>();
        for (int k = 0; k < 30; k++) {
            Instance instance = program.instance(FIELDS + "(func (export \"unused" + k + "\"))");
            Defined defined = instance.exports(Defined.class);
            assertThat(defined.isOdd(k)).isEqualTo(k % 2 == 1);
            assertThat(defined.memory()).isSameAs(instance.memory("memory"));
            classes.add(defined.getClass());
        }
        assertThat(classes).hasSize(9);
    }

    /** A loader that has an interface of its own. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(BindingsTest.class.getClassLoader());
        }

        Class<?> define(Class<?> type) throws IOException {
            try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }
    }

    /** An interface that is defined by many loaders. */
    public interface Foreign {
        int count();
    }

    private static WeakReference<ClassLoader> useForeign(Program program, Module module) throws Exception {
        Loader loader = new Loader();
        Class<?> foreign = loader.define(Foreign.class);
        for (int k = 0; k < 3; k++) {
            Instance instance = program.linker.instantiate(program.store, module);
            Object exports = instance.exports(foreign);
            assertThat(foreign.getMethod("count").invoke(exports)).isEqualTo(1);
            assertThat(instance.exports(foreign)).hasSameClassAs(exports);
        }
        return new WeakReference<>(loader);
    }

    @Test
    void loadersOfInterfacesAreCollectedWhileTheEngineLives() throws Exception {
        Program program = new Program(Way.COMPILED, new Config());
        program.linker.func("h", "f", IntUnaryOperator.class, SAME);
        Module module = program.module(FIELDS);
        WeakReference<ClassLoader> loader = useForeign(program, module);
        for (int collection = 0; collection < 50 && loader.get() != null; collection++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
        assertThat(program.linker.instantiate(program.store, module).exports(Foreign.class).count()).isEqualTo(1);
    }

    /** Functions of which one is imported: another one in each instance. */
    public interface Passed {
        int f(int n);

        int g(int n);
    }

    /** Also if the import is a function of another instance of the same module, for which compiled code is there. */
    @Test
    void whatAnInstanceImportsIsItsOwn() {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config());
            Engine engine = program.engine;
            Module module = program.module("""
                    (import "e" "f" (func $f (param i32) (result i32))) (export "f" (func $f))
                    (func (export "g") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1000)))
                    (func (export "h") (param i32) (result i32) (i32.add (local.get 0) (i32.const 2000000)))""");
            Store<Void> store = new Store<>(engine);
            Instance first = new Linker<Void>(engine).func("e", "f", IntUnaryOperator.class, n -> n + 7)
                    .instantiate(store, module);
            Instance passingG = new Linker<Void>(engine).define("e", "f", first.func("g")).instantiate(store, module);
            Instance passingH = new Linker<Void>(engine).define("e", "f", first.func("h")).instantiate(store, module);
            Instance[] instances = {passingG, passingH, first, passingH, passingG};
            int[] expected = {1001, 2000001, 8, 2000001, 1001};
            for (int i = 0; i < instances.length; i++) {
                Passed passed = instances[i].exports(Passed.class);
                assertThat(passed.f(1)).as(way + " " + i).isEqualTo(expected[i]);
                assertThat(passed.g(1)).isEqualTo(1001);
            }
        }
    }
}
