package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.testing.Cost;
import dev.vespula.types.FuncType;
import java.lang.invoke.MethodHandles;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions as functional interfaces, and calls of the commonest types. */
class FuncShapesTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Instance instance = new Linker<Void>(engine).instantiate(store, module().module(engine));

    private static WasmBuilder module() {
        WasmBuilder builder = new WasmBuilder();
        builder.global('i', 1, "i32.const 0");
        builder.func("i", "", "i", "", "i32.const 1");
        builder.func("i_i", "i", "i", "", "local.get 0; i32.const 1; i32.add");
        builder.func("ii_i", "ii", "i", "", "local.get 0; local.get 1; i32.sub");
        builder.func("iii_i", "iii", "i", "", "local.get 0; local.get 1; i32.sub; local.get 2; i32.sub");
        builder.func("l_i", "l", "i", "", "local.get 0; i32.wrap_i64");
        builder.func("ll_i", "ll", "i", "", "local.get 0; local.get 1; i64.sub; i32.wrap_i64");
        builder.func("l", "", "l", "", "i64.const 1");
        builder.func("i_l", "i", "l", "", "local.get 0; i64.extend_i32_s");
        builder.func("ii_l", "ii", "l", "", "local.get 0; local.get 1; i32.sub; i64.extend_i32_s");
        builder.func("iii_l", "iii", "l", "", "local.get 0; local.get 2; i32.sub; i64.extend_i32_s");
        builder.func("l_l", "l", "l", "", "local.get 0; i64.const 1; i64.add");
        builder.func("ll_l", "ll", "l", "", "local.get 0; local.get 1; i64.sub");
        builder.func("f", "", "f", "", "f32.const 1.5");
        builder.func("f_f", "f", "f", "", "local.get 0; f32.const 0.5; f32.mul");
        builder.func("ff_f", "ff", "f", "", "local.get 0; local.get 1; f32.sub");
        builder.func("d", "", "d", "", "f64.const 1.5");
        builder.func("d_d", "d", "d", "", "local.get 0; f64.const 0.5; f64.mul");
        builder.func("dd_d", "dd", "d", "", "local.get 0; local.get 1; f64.sub");
        builder.func("v", "", "", "", "i32.const 1; global.set 0");
        builder.func("i_v", "i", "", "", "local.get 0; global.set 0");
        builder.func("ii_v", "ii", "", "", "local.get 1; global.set 0");
        builder.func("iii_v", "iii", "", "", "local.get 2; global.set 0");
        builder.func("l_v", "l", "", "", "local.get 0; i32.wrap_i64; global.set 0");
        builder.func("ll_v", "ll", "", "", "local.get 1; i32.wrap_i64; global.set 0");
        builder.func("last", "", "i", "", "global.get 0");
        builder.func("swap", "il", "li", "", "local.get 1; local.get 0");
        builder.func("echo", "e", "e", "", "local.get 0");
        builder.func("trap", "i", "i", "", "unreachable");
        return builder;
    }

    private Func f(String name) {
        return instance.func(name);
    }

    private int last() {
        return f("last").callI32();
    }

    /** Both the first calls and those for which a class was made. */
    @Test
    void callsOfTheCommonestTypes() {
        for (int i = 0; i < 40; i++) {
            assertThat(f("i").callI32()).isEqualTo(1);
            assertThat(f("i_i").callI32(i)).isEqualTo(i + 1);
            assertThat(f("ii_i").callI32(i, 3)).isEqualTo(i - 3);
            assertThat(f("iii_i").callI32(i, 3, 4)).isEqualTo(i - 7);
            assertThat(f("l_i").callI32((1L << 40) + i)).isEqualTo(i);
            assertThat(f("ll_i").callI32(1L << 40, 1L << 40)).isZero();
            assertThat(f("l").callI64()).isEqualTo(1);
            assertThat(f("i_l").callI64(-i)).isEqualTo(-i);
            assertThat(f("ii_l").callI64(i, 2)).isEqualTo(i - 2);
            assertThat(f("iii_l").callI64(i, 2, 3)).isEqualTo(i - 3);
            assertThat(f("l_l").callI64(1L << 40)).isEqualTo((1L << 40) + 1);
            assertThat(f("ll_l").callI64(1L << 40, i)).isEqualTo((1L << 40) - i);
            assertThat(f("f").callF32()).isEqualTo(1.5f);
            assertThat(f("f_f").callF32(i)).isEqualTo(i * 0.5f);
            assertThat(f("ff_f").callF32(i, 0.25f)).isEqualTo(i - 0.25f);
            assertThat(f("d").callF64()).isEqualTo(1.5);
            assertThat(f("d_d").callF64(i)).isEqualTo(i * 0.5);
            assertThat(f("dd_d").callF64(i, 0.25)).isEqualTo(i - 0.25);
            f("v").callVoid();
            assertThat(last()).isEqualTo(1);
            f("i_v").callVoid(2);
            assertThat(last()).isEqualTo(2);
            f("ii_v").callVoid(2, 3);
            assertThat(last()).isEqualTo(3);
            f("iii_v").callVoid(2, 3, 4);
            assertThat(last()).isEqualTo(4);
            f("l_v").callVoid(5L);
            assertThat(last()).isEqualTo(5);
            f("ll_v").callVoid(5L, 6L);
            assertThat(last()).isEqualTo(6);
            assertThatThrownBy(() -> f("trap").callI32(1)).isInstanceOf(Trap.class);
        }
    }

    @Test
    void aWrongTypeIsNamed() {
        for (int i = 0; i < 40; i++) {
            assertThatThrownBy(() -> f("ll_l").callI64(1, 2)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                    "the function \"ll_l\" of type [i64 i64] -> [i64] cannot be called as one of type [i32 i32] -> [i64]");
            assertThatThrownBy(() -> f("i_v").callI32(1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> f("i_i").callVoid(1)).isInstanceOf(IllegalArgumentException.class);
            assertThat(f("ll_l").callI64(3L, 2L)).isEqualTo(1);
            f("i_v").callVoid(1);
        }
        assertThatThrownBy(() -> f("ll_l").as(IntBinaryOperator.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("does not fit the function \"ll_l\" of type [i64 i64] -> [i64]");
        assertThatThrownBy(() -> f("i_i").as(Function.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> f("i_i").as(String.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an interface");
        assertThatThrownBy(() -> f("i_i").as(CharSequence.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a functional interface");
    }

    sealed interface Closed permits Known {
        int add(int a);
    }

    record Known() implements Closed {
        @Override
        public int add(int a) {
            return a;
        }
    }

    @Test
    void sealedInterfacesAreRefused() {
        assertThatThrownBy(() -> f("i_i").as(Closed.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Closed.class.getName() + " is sealed: no other class can implement it");
        assertThatThrownBy(() -> instance.exports(Closed.class)).isInstanceOf(IllegalArgumentException.class);
    }

    record Swapped(long first, int second) {}

    interface Swapping {
        Swapped swap(int a, long b);
    }

    interface SwappingToArray {
        Object[] swap(int a, long b);
    }

    private interface Hidden {
        int apply(int value);

        default int twice(int value) {
            return apply(apply(value));
        }
    }

    @Test
    void asFunctionalInterfaces() {
        assertThat(f("ii_i").as(IntBinaryOperator.class).applyAsInt(5, 3)).isEqualTo(2);
        assertThat(f("i_i").as(IntUnaryOperator.class).andThen(n -> n * 10).applyAsInt(5)).isEqualTo(60);
        assertThat(f("i_i").as(IntPredicate.class).test(-1)).isFalse();
        assertThat(f("d_d").as(DoubleUnaryOperator.class).applyAsDouble(3)).isEqualTo(1.5);
        @SuppressWarnings("unchecked")
        UnaryOperator<Object> echo = f("echo").as(UnaryOperator.class);
        assertThat(echo.apply("text")).isEqualTo("text");
        assertThat(f("swap").as(Swapping.class).swap(1, 2)).isEqualTo(new Swapped(2, 1));
        assertThat(f("swap").as(SwappingToArray.class).swap(1, 2)).containsExactly(2L, 1);
        assertThat(f("i_i").as(MethodHandles.lookup(), Hidden.class).twice(5)).isEqualTo(7);
        assertThat(f("i_i").as(Hidden.class).twice(5)).isEqualTo(7);
        f("v").as(Runnable.class).run();
        assertThat(last()).isEqualTo(1);
        Func host = Func.of(store, FuncType.of(dev.vespula.types.ValType.I32).returning(dev.vespula.types.ValType.I32),
                (caller, args) -> args.result(0, args.i32(0) * 3));
        assertThat(host.as(IntUnaryOperator.class).applyAsInt(4)).isEqualTo(12);
        assertThat(host.callI32(4)).isEqualTo(12);
    }

    @Test
    void nothingIsBoxed() {
        Func add = f("ii_i");
        IntBinaryOperator shape = add.as(IntBinaryOperator.class);
        int sum = 0;
        for (int i = 0; i < 1_000; i++) {
            sum += add.callI32(i, 1_000_000) + shape.applyAsInt(i, 1_000_000);
        }
        Cost.allocatedBytes();
        long before = Cost.allocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            sum += add.callI32(i, 1_000_000) + shape.applyAsInt(i, 1_000_000);
        }
        assertThat((Cost.allocatedBytes() - before) / 10_000).as("bytes of two calls, sum " + sum).isZero();
    }
}
