package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.GlobalType;
import dev.vespula.types.NumType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class TypedCallTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Instance instance = new Linker<Void>(engine).instantiate(store, module().module(engine));

    private static WasmBuilder module() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.export("counter", WasmBuilder.GLOBAL, builder.global('i', 1, "i32.const 5"));
        builder.func("add", "ii", "i", "", "local.get 0; local.get 1; i32.add");
        builder.func("mix", "lfdi", "d", "",
                "local.get 0; f64.convert_i64_s; local.get 1; f64.promote_f32; f64.add; local.get 2; f64.add;"
                        + "local.get 3; f64.convert_i32_s; f64.add");
        builder.func("half", "f", "f", "", "local.get 0; f32.const 0.5; f32.mul");
        builder.func("negate", "l", "l", "", "i64.const 0; local.get 0; i64.sub");
        builder.func("pair", "il", "li", "", "local.get 1; local.get 0");
        builder.func("echo", "e", "e", "", "local.get 0");
        builder.func("self", "c", "c", "", "local.get 0");
        builder.func("bump", "", "", "", "global.get 0; i32.const 1; i32.add; global.set 0");
        builder.func("isZero", "i", "i", "", "local.get 0; i32.eqz");
        builder.func("fail", "", "i", "", "unreachable");
        builder.func("applyAsInt", "ii", "i", "", "local.get 0; local.get 1; i32.mul");
        return builder;
    }

    record Swapped(long first, int second) {}

    interface Exports {
        int add(int a, int b);

        double mix(long a, float b, double c, int d);

        float half(float value);

        @WasmExport("negate")
        long minus(long value);

        @WasmExport("pair")
        Object[] pairOf(int a, long b);

        Swapped pair(int a, long b);

        String echo(String text);

        @WasmExport("echo")
        Object echoObject(Object object);

        Func self(Func function);

        void bump();

        boolean isZero(boolean value);

        int fail();

        Memory memory();

        Global counter();

        default int addTwice(int a, int b) {
            return add(add(a, b), b);
        }
    }

    @Test
    void anInterfaceOverTheExports() {
        Exports exports = instance.exports(Exports.class);
        assertThat(exports.add(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(exports.mix(1L << 40, 0.5f, -1, 3)).isEqualTo((1L << 40) + 2.5);
        assertThat(exports.half(3)).isEqualTo(1.5f);
        assertThat(exports.minus(Long.MIN_VALUE + 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(exports.pairOf(1, 2)).containsExactly(2L, 1);
        assertThat(exports.pair(1, 2)).isEqualTo(new Swapped(2, 1));
        assertThat(exports.echo("text")).isEqualTo("text");
        assertThat(exports.echo(null)).isNull();
        Object object = new Object();
        assertThat(exports.echoObject(object)).isSameAs(object);
        Func add = instance.func("add");
        assertThat(exports.self(add)).isSameAs(add);
        assertThat(exports.self(null)).isNull();
        exports.bump();
        assertThat(exports.counter().get()).isEqualTo(6);
        assertThat(exports.counter()).isSameAs(instance.global("counter"));
        assertThat(exports.memory()).isSameAs(instance.memory("memory"));
        assertThat(exports.isZero(false)).isTrue();
        assertThat(exports.addTwice(1, 2)).isEqualTo(5);
        assertThatThrownBy(exports::fail).isInstanceOf(Trap.class).hasMessageContaining("unreachable");
    }

    interface WithInstance {
        int add(int a, int b);

        Instance instance();

        default Memory its() {
            return instance().memory("memory");
        }
    }

    interface InstanceOnly {
        Instance whatever();
    }

    interface InstanceAsExport {
        @WasmExport("echo")
        Instance instance();
    }

    @Test
    void aMethodMayGiveTheInstance() {
        WithInstance exports = instance.exports(WithInstance.class);
        assertThat(exports.instance()).isSameAs(instance);
        assertThat(exports.its()).isSameAs(instance.memory("memory"));
        assertThat(exports.add(2, 3)).isEqualTo(5);
        Instance second = new Linker<Void>(engine).instantiate(store, instance.module());
        assertThat(second.exports(WithInstance.class).instance()).isSameAs(second);
        // Each module beyond the first ones shares a class with others.
        for (int i = 0; i < 20; i++) {
            Instance other = new Linker<Void>(engine).instantiate(store, module().module(engine));
            assertThat(other.exports(WithInstance.class).instance()).isSameAs(other);
            assertThat(other.exports(InstanceOnly.class).whatever()).isSameAs(other);
        }
        assertThatThrownBy(() -> instance.exports(InstanceAsExport.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void interfacesOfTheJdkWorkToo() {
        assertThat(instance.exports(IntBinaryOperator.class).applyAsInt(6, 7)).isEqualTo(42);
    }

    /** Public, so that it can be implemented from outside of its class loader. */
    public interface Adder {
        int add(int a, int b);
    }

    /** Loads classes of this package once more, as an application server does beside the engine's own loader. */
    private static final class OtherLoader extends ClassLoader {
        OtherLoader() {
            super(TypedCallTest.class.getClassLoader());
        }

        Class<?> reload(Class<?> type) throws IOException {
            String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
            try (InputStream stream = type.getResourceAsStream(file)) {
                byte[] bytes = stream.readAllBytes();
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }
    }

    @Test
    void interfacesOfOtherClassLoadersWorkIfPublicOrWithALookup() throws Throwable {
        OtherLoader loader = new OtherLoader();
        Class<?> type = loader.reload(Adder.class);
        assertThat(type).isNotSameAs(Adder.class);
        Object adder = instance.exports(type);
        assertThat(type.getMethod("add", int.class, int.class).invoke(adder, 2, 3)).isEqualTo(5);
        Class<?> closed = loader.reload(Missing.class);
        assertThatThrownBy(() -> instance.exports(closed)).isInstanceOf(NoSuchElementException.class);
        Class<?> hidden = loader.reload(HiddenAdder.class);
        assertThatThrownBy(() -> instance.exports(hidden)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("pass a lookup that has access to it");
        assertThat(instance.exports(MethodHandles.lookup(), HiddenAdder.class).add(2, 3)).isEqualTo(5);
    }

    interface HiddenAdder {
        int add(int a, int b);
    }

    interface Missing {
        void absent();
    }

    interface WrongParameter {
        int add(int a, long b);
    }

    interface WrongResult {
        void add(int a, int b);
    }

    interface WrongKind {
        Table memory();
    }

    @Test
    void mismatchesAreNamed() {
        assertThatThrownBy(() -> instance.exports(Missing.class)).isInstanceOf(NoSuchElementException.class)
                .hasMessage("no export named \"absent\" for method absent of " + Missing.class.getName());
        assertThatThrownBy(() -> instance.exports(WrongParameter.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("does not fit the export \"add\", a function of type [i32 i32] -> [i32]");
        assertThatThrownBy(() -> instance.exports(WrongResult.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> instance.exports(WrongKind.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("does not fit the export \"memory\", a Memory of 65536 bytes");
        assertThatThrownBy(() -> instance.exports(String.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String is not an interface");
    }

    @Test
    void methodHandlesHaveTheTypeOfTheFunction() throws Throwable {
        MethodHandle add = instance.func("add").methodHandle();
        assertThat(add.type()).isEqualTo(MethodType.methodType(int.class, int.class, int.class));
        assertThat((int) add.invokeExact(2, 3)).isEqualTo(5);
        MethodHandle self = instance.func("self").methodHandle();
        assertThat(self.type()).isEqualTo(MethodType.methodType(Func.class, Func.class));
        MethodHandle pair = instance.func("pair").methodHandle();
        assertThat((Object[]) pair.invokeExact(4, 5L)).containsExactly(5L, 4);
        assertThatThrownBy(() -> add.invoke("x", 3)).isInstanceOf(WrongMethodTypeException.class);
        assertThatThrownBy(() -> add.invoke(3)).isInstanceOf(WrongMethodTypeException.class);
        assertThat(instance.func("add").methodHandle()).isSameAs(add);
    }

    @Test
    void handlesOfHostFunctionsCarryVectors() throws Throwable {
        Func swap = Func.wrap(store, Swap.class, v -> new V128(v.high(), v.low()));
        MethodHandle handle = swap.methodHandle();
        assertThat((V128) handle.invokeExact(new V128(1, 2))).isEqualTo(new V128(2, 1));
        assertThatThrownBy(() -> handle.invoke((V128) null)).isInstanceOf(NullPointerException.class);
    }

    private interface Swap {
        V128 swap(V128 vector);
    }

    @Test
    void manyArgumentsWorkUpToWhatJavaAllows() throws Throwable {
        String many = "l".repeat(127);
        WasmBuilder builder = new WasmBuilder();
        StringBuilder code = new StringBuilder("i64.const 0");
        for (int i = 0; i < many.length(); i++) {
            code.append(";local.get ").append(i).append(";i64.add");
        }
        builder.func("sum", many, "l", "", code.toString());
        builder.func("tooMany", many + "l", "", "", "");
        Instance wide = new Linker<Void>(engine).instantiate(store, builder.module(engine));
        Object[] args = new Object[many.length()];
        Arrays.setAll(args, i -> (long) i);
        assertThat(wide.func("sum").call(args)).containsExactly(127L * 126 / 2);
        assertThatThrownBy(() -> wide.func("tooMany").methodHandle()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a Java method cannot take 128 arguments");
    }

    @Test
    void windowsAreGivenBackWhateverHappens() {
        Exports exports = instance.exports(Exports.class);
        Func func = instance.func("self");
        Func foreign = Func.wrap(new Store<>(engine), Runnable.class, () -> {});
        for (int i = 0; i < 1000; i++) {
            assertThatThrownBy(exports::fail).isInstanceOf(Trap.class);
            assertThatThrownBy(() -> exports.self(foreign)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> func.call("no function")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store.state().depth()).isZero();
        assertThat(exports.add(1, 1)).isEqualTo(2);
    }

    @Test
    void anUnboundHandleServesAllInstancesOfAModule() throws Throwable {
        Module module = module().module(engine);
        Linker<Void> linker = new Linker<>(engine);
        Instance first = linker.instantiate(store, module);
        Instance second = linker.instantiate(new Store<>(engine), module);
        MethodHandle bump = first.func("bump").unboundHandle();
        bump.invoke(first.func("bump"));
        bump.invoke(second.func("bump"));
        bump.invoke(second.func("bump"));
        assertThat(first.global("counter").i32()).isEqualTo(6);
        assertThat(second.global("counter").i32()).isEqualTo(7);
        MethodHandle add = first.func("add").unboundHandle();
        assertThat(add.type()).isEqualTo(MethodType.methodType(int.class, Func.class, int.class, int.class));
        assertThat((int) add.invokeExact(second.func("add"), 2, 3)).isEqualTo(5);
        assertThatThrownBy(() -> add.invoke(first.func("applyAsInt"), 2, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other code");
        Func host = Func.wrap(store, IntBinaryOperator.class, (a, b) -> a - b);
        assertThat((int) host.unboundHandle().invokeExact(host, 5, 3)).isEqualTo(2);
        assertThatThrownBy(() -> host.unboundHandle().invoke(first.func("add"), 2, 3)).isInstanceOf(
                IllegalArgumentException.class);
    }

    @Test
    void globalsOfNumbersAreReadAndWrittenWithoutBoxing() {
        Global word = Global.of(store, new GlobalType(NumType.I32, true), 7);
        word.setI32(-1);
        assertThat(word.i32()).isEqualTo(-1);
        assertThat(word.get()).isEqualTo(-1);
        assertThatThrownBy(word::i64).isInstanceOf(IllegalStateException.class).hasMessageContaining("i32, not i64");
        assertThatThrownBy(() -> word.setI64(1)).isInstanceOf(IllegalStateException.class);
        Global wide = Global.of(store, new GlobalType(NumType.I64, false), 7L);
        assertThat(wide.i64()).isEqualTo(7);
        assertThatThrownBy(() -> wide.setI64(1)).isInstanceOf(IllegalStateException.class).hasMessageContaining("immutable");
    }
}
