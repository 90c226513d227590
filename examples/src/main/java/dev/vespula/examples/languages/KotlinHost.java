package dev.vespula.examples.languages;

import dev.vespula.BuiltinSet;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Extern;
import dev.vespula.Global;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tag;
import dev.vespula.WasmImport;
import dev.vespula.WasmThrown;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.ValType;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.WeakHashMap;

/**
 * Runs programs of Kotlin 2.4, compiled for its target {@code wasm-js}: gives them what else JavaScript would. What they do with strings
 * are builtin functions of the engine.
 *
 * <pre>{@code
 * new KotlinHost(System.out).run(Path.of("kotlin.wasm"));
 * }</pre>
 */
public final class KotlinHost {
    private final PrintStream out;
    private final Map<Object, Object> cached = new WeakHashMap<>();
    private Tag thrown;
    private Memory memory;

    /** A host for one program, which prints there. */
    public KotlinHost(PrintStream out) {
        this.out = out;
    }

    /** Runs the program in a file as its argument tells. */
    public static void main(String... arguments) throws IOException {
        new KotlinHost(System.out).run(Path.of(arguments[0]));
    }

    /**
     * Runs a program to its end.
     *
     * @throws UncaughtException if it throws an exception
     */
    public void run(Path program) throws IOException {
        try (Engine engine = Engine.of(config())) {
            run(Module.of(engine, program));
        }
    }

    /** What an engine has for such programs. */
    public static Config config() {
        return new Config().with(BuiltinSet.JS_STRING).withStringConstants("'");
    }

    /** Runs a module of an engine with {@link #config}. */
    public void run(Module program) {
        try (Store<Void> store = new Store<>(program.engine())) {
            thrown = Tag.of(store, FuncType.of(ValType.EXTERNREF));
            Linker<Void> linker = new Linker<Void>(program.engine()).define(MethodHandles.lookup(), "js_code", this);
            linker.fallback((module, name, type) -> module.equals("intrinsics") ? intrinsic(store, name, type) : null);
            Instance instance = linker.instantiate(store, program);
            instance.func("_start").call();
        } catch (WasmThrown e) {
            throw e.is(thrown) ? new UncaughtException(e) : e;
        }
    }

    /** The tag of exceptions, and the memory: as such, and as an object of JavaScript. */
    private Extern intrinsic(Store<Void> store, String name, ExternType type) {
        if (name.equals("tag")) {
            return thrown;
        }
        if (memory == null && type instanceof MemoryType memoryType) {
            memory = Memory.of(store, memoryType);
        }
        return type instanceof GlobalType global ? Global.of(store, global, "the memory") : memory;
    }

    // ---- exceptions

    @WasmImport("kotlin.createJsError")
    Object createError(Object message, Object cause) {
        return new JsError(message);
    }

    @WasmImport("kotlin.wasm.internal.jsThrow")
    @SuppressWarnings("DoNotCallSuggester") // The module calls it.
    void raise(Object error) {
        throw new WasmThrown(thrown, error);
    }

    @WasmImport("kotlin.js.JsError_$external_class_instanceof")
    boolean isError(Object value) {
        return value instanceof JsError;
    }

    @WasmImport("kotlin.js.message_$external_prop_getter")
    Object message(Object error) {
        return ((JsError) error).message;
    }

    @WasmImport("kotlin.js.name_$external_prop_setter")
    void name(Object error, Object name) {
        ((JsError) error).name = name;
    }

    @WasmImport("kotlin.js.kotlinException_$external_prop_getter")
    Object exception(Object error) {
        return ((JsError) error).exception;
    }

    @WasmImport("kotlin.js.kotlinException_$external_prop_setter")
    void exception(Object error, Object exception) {
        ((JsError) error).exception = exception;
    }

    @WasmImport("kotlin.js.stackPlaceHolder_js_code")
    Object stack() {
        return "";
    }

    // ---- values

    @WasmImport("kotlin.wasm.internal.getJsEmptyString")
    Object emptyText() {
        return "";
    }

    @WasmImport("kotlin.wasm.internal.externrefToString")
    Object text(Object value) {
        return value instanceof Double number ? JsNumber.text(number) : String.valueOf(value);
    }

    @WasmImport("kotlin.wasm.internal.externrefEquals")
    boolean equal(Object left, Object right) {
        return left == right || isValue(left) && left.equals(right);
    }

    @WasmImport("kotlin.wasm.internal.externrefHashCode")
    int hash(Object value) {
        return value == null ? 0 : isValue(value) ? value.hashCode() : System.identityHashCode(value);
    }

    private static boolean isValue(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    @WasmImport("kotlin.wasm.internal.isNullish")
    boolean isNull(Object value) {
        return value == null;
    }

    @WasmImport("kotlin.wasm.internal.getCachedJsObject_$external_fun")
    Object cached(Object reference, Object otherwise) {
        return isValue(reference) ? otherwise : cached.computeIfAbsent(reference, any -> otherwise);
    }

    @WasmImport("kotlin.wasm.internal.getConstructor")
    Object type(Object value) {
        return value.getClass();
    }

    @WasmImport("kotlin.wasm.internal.getJsClassName")
    Object typeName(Object type) {
        return ((Class<?>) type).getSimpleName();
    }

    // ---- numbers

    @WasmImport("kotlin.wasm.internal.kotlinUIntToJsNumberUnsafe")
    Object unsigned(int number) {
        return Integer.toUnsignedLong(number);
    }

    @WasmImport("kotlin.wasm.internal.kotlinULongToJsBigIntUnsafe")
    Object unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }

    @WasmImport("kotlin.wasm.internal.utoa32_$external_fun")
    Object text32(Object number) {
        return String.valueOf(number);
    }

    @WasmImport("kotlin.wasm.internal.utoa64_$external_fun")
    Object text64(Object number) {
        return String.valueOf(number);
    }

    @WasmImport("kotlin.wasm.internal.itoa32_$external_fun")
    Object text(int number) {
        return String.valueOf(number);
    }

    @WasmImport("kotlin.wasm.internal.itoa64_$external_fun")
    Object text(long number) {
        return String.valueOf(number);
    }

    @WasmImport("kotlin.random.initialSeed")
    int seed() {
        return new Random().nextInt();
    }

    @WasmImport("kotlin.io.printlnImpl")
    void print(Object line) {
        out.println(line);
    }
}
