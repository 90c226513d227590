package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Caller;
import dev.vespula.Instance;
import dev.vespula.Tier;
import dev.vespula.V128;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Functions of random types: a typed handle calls Wasm, which calls a typed host function with the same arguments in another
 * order and returns its results in another order.
 */
class CallShapesTest {
    private static final int CASES = 60;
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private enum Kind {
        I32("i32", ValType.I32, int.class),
        I64("i64", ValType.I64, long.class),
        F32("f32", ValType.F32, float.class),
        F64("f64", ValType.F64, double.class),
        V128("v128", ValType.V128, dev.vespula.V128.class),
        REF("externref", ValType.EXTERNREF, Object.class);

        final String text;
        final ValType type;
        final Class<?> java;

        Kind(String text, ValType type, Class<?> java) {
            this.text = text;
            this.type = type;
            this.java = java;
        }

        Object value(Random random) {
            return switch (this) {
                case I32 -> random.nextInt();
                case I64 -> random.nextLong();
                case F32 -> random.nextFloat();
                case F64 -> random.nextDouble();
                case V128 -> new V128(random.nextLong(), random.nextLong());
                case REF -> random.nextInt(5) == 0 ? null : "object " + random.nextInt();
            };
        }
    }

    /** The host function: notes its arguments and returns what is prepared. */
    private static final class Recorder {
        final List<Object> arguments = new ArrayList<>();
        Object[] results;

        Object call(Object[] given) {
            arguments.clear();
            for (Object each : given) {
                if (!(each instanceof Caller)) {
                    arguments.add(each);
                }
            }
            return results.length == 0 ? null : results.length == 1 ? results[0] : results;
        }

        MethodHandle handle(MethodType type) throws ReflectiveOperationException {
            return LOOKUP.findVirtual(Recorder.class, "call", MethodType.methodType(Object.class, Object[].class))
                    .bindTo(this).asCollector(Object[].class, type.parameterCount()).asType(type);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void valuesPassUnchanged(Tier tier) throws Throwable {
        Random random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            List<Kind> params = kinds(random, i % 20 == 19 ? 30 : random.nextInt(9));
            // Now and then more than compiled code hands over as Java values.
            List<Kind> results = kinds(random, i % 10 == 9 ? 12 + random.nextInt(20) : random.nextInt(5));
            check(tier, random, params, results, random.nextBoolean());
        }
    }

    /** More parameters than compiled code takes as Java values, but not more than a Java method can have. */
    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void veryManyParameters(Tier tier) throws Throwable {
        int count = 126;
        Guest guest = new Guest(tier);
        Recorder recorder = new Recorder();
        recorder.results = new Object[] {77L};
        MethodType type = MethodType.methodType(long.class, Collections.nCopies(count, double.class));
        guest.linker.func("env", "host", recorder.handle(type));
        StringBuilder text = new StringBuilder(" (param f64)".repeat(count));
        MethodHandle handle = guest.instance("(import \"env\" \"host\" (func $host" + text + " (result i64)))"
                + "(func (export \"run\")" + text + " (result i64 f64)" + numbers(count) + " call $host local.get 100)")
                .func("run").methodHandle();
        Object[] arguments = new Object[count];
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments[i] = -1.0 * i;
            expected.add((double) i);
        }
        assertThat((Object[]) handle.invokeWithArguments(arguments)).containsExactly(77L, -100.0);
        assertThat(recorder.arguments).isEqualTo(expected);
    }

    private static String numbers(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" f64.const ").append(i);
        }
        return text.toString();
    }

    private static List<Kind> kinds(Random random, int count) {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            kinds.add(Kind.values()[random.nextInt(Kind.values().length)]);
        }
        return kinds;
    }

    private static void check(Tier tier, Random random, List<Kind> params, List<Kind> results, boolean asks)
            throws Throwable {
        Guest guest = new Guest(tier);
        Recorder recorder = new Recorder();
        List<Class<?>> java = new ArrayList<>(reversed(params).stream().map(kind -> kind.java).toList());
        if (asks) {
            java.add(0, Caller.class);
        }
        Class<?> returned = results.isEmpty() ? void.class : results.size() == 1 ? results.get(0).java : Object[].class;
        guest.linker.func("env", "host", new FuncType(types(reversed(params)), types(results)),
                recorder.handle(MethodType.methodType(returned, java)));
        Instance instance = guest.instance(text(params, results));
        MethodHandle handle = instance.func("run").methodHandle();
        for (int round = 0; round < 3; round++) {
            Object[] arguments = params.stream().map(kind -> kind.value(random)).toArray();
            recorder.results = results.stream().map(kind -> kind.value(random)).toArray();
            Object result = handle.invokeWithArguments(arguments);
            assertThat(recorder.arguments).as("%s -> %s", params, results).isEqualTo(reversed(asList(arguments)));
            List<Object> expected = reversed(asList(recorder.results));
            List<Object> actual = results.isEmpty() ? List.of()
                    : results.size() == 1 ? asList(new Object[] {result}) : asList((Object[]) result);
            assertThat(actual).as("%s -> %s", params, results).isEqualTo(expected);
        }
    }

    private static List<Object> asList(Object[] values) {
        List<Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value);
        }
        return list;
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>();
        for (T each : list) {
            reversed.add(0, each);
        }
        return reversed;
    }

    private static List<ValType> types(List<Kind> kinds) {
        return kinds.stream().map(kind -> kind.type).toList();
    }

    private static String text(List<Kind> params, List<Kind> results) {
        StringBuilder text = new StringBuilder("(import \"env\" \"host\" (func $host ");
        reversed(params).forEach(kind -> text.append("(param ").append(kind.text).append(')'));
        results.forEach(kind -> text.append("(result ").append(kind.text).append(')'));
        text.append("))\n(func (export \"run\") ");
        params.forEach(kind -> text.append("(param ").append(kind.text).append(')'));
        reversed(results).forEach(kind -> text.append("(result ").append(kind.text).append(')'));
        results.forEach(kind -> text.append("(local ").append(kind.text).append(')'));
        text.append('\n');
        for (int i = params.size() - 1; i >= 0; i--) {
            text.append("local.get ").append(i).append(' ');
        }
        text.append("call $host\n");
        for (int i = results.size() - 1; i >= 0; i--) {
            text.append("local.set ").append(params.size() + i).append(' ');
        }
        for (int i = results.size() - 1; i >= 0; i--) {
            text.append("local.get ").append(params.size() + i).append(' ');
        }
        return text.append(')').toString();
    }
}
