package dev.vespula.examples.languages;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.BuiltinSet;
import dev.vespula.Config;
import dev.vespula.CustomSection;
import dev.vespula.Engine;
import dev.vespula.Global;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tag;
import dev.vespula.WasmThrown;
import dev.vespula.types.AbstractHeapType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Instantiates programs that J2CL has compiled to WebAssembly: Java without a JVM, within a JVM. Their strings are builtin functions of
 * the engine; those that no import can name, because they are no valid UTF-8, stand in a custom section.
 */
public final class J2clHost {
    private static final String STRINGS = "string.consts";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store<Void> store;
    private final DoubleUnaryOperator sine;
    private final Tag thrown;
    private int classes = 1000;
    private Object result;

    /**
     * A host for one program in a store of an engine with {@link #config}.
     *
     * @param sine what {@code Math.sin} is: of {@link StrictMath}, programs come to the same as in V8
     */
    public J2clHost(Store<Void> store, DoubleUnaryOperator sine) {
        this.store = store;
        this.sine = sine;
        this.thrown = Tag.of(store, FuncType.of(ValType.EXTERNREF));
    }

    /** What an engine has for such programs. */
    public static Config config() {
        return new Config().with(BuiltinSet.JS_STRING).withStringConstants("'");
    }

    /** Calls functions without results of a program, as its arguments name them: {@code FILE NAME NUMBER}. */
    public static void main(String... arguments) throws IOException {
        try (Engine engine = Engine.of(config()); Store<Void> store = new Store<>(engine)) {
            J2clHost host = new J2clHost(store, StrictMath::sin);
            Instance program = host.instantiate(Module.of(engine, Path.of(arguments[0])));
            host.call(program, arguments[1], Integer.parseInt(arguments[2]));
        }
    }

    /** An instance of a program. */
    public Instance instantiate(Module program) throws IOException {
        Linker<Void> linker = new Linker<>(program.engine());
        linker.define("WebAssembly", "JSTag", thrown);
        CustomSection strings = program.customSection(STRINGS).orElse(null);
        if (strings != null) {
            defineStrings(linker, strings);
        }
        defineTexts(linker);
        defineNumbers(linker);
        defineErrors(linker);
        linker.func("imports", "performance.now", (caller, args) -> args.result(0, System.nanoTime() / 1e6));
        linker.func("imports", "gc", (caller, args) -> {});
        linker.func("imports", "set goog.global.__benchmarking_result", (caller, args) -> result = args.ref(0));
        linker.defineUnknownImportsAsTraps(program);
        return linker.instantiate(store, program);
    }

    /**
     * Calls a function of an instance.
     *
     * @throws UncaughtException if it throws an exception
     */
    public void call(Instance program, String function, Object... arguments) {
        try {
            program.func(function).call(arguments);
        } catch (WasmThrown e) {
            throw e.is(thrown) ? new UncaughtException(e) : e;
        }
    }

    /** What the program has last told to be its result. */
    public Object result() {
        return result;
    }

    private void defineStrings(Linker<Void> linker, CustomSection section) throws IOException {
        String[] texts = JSON.readValue(new String(section.bytes(), StandardCharsets.UTF_8), String[].class);
        GlobalType type = new GlobalType(RefType.nonNull(AbstractHeapType.EXTERN), false);
        for (int k = 0; k < texts.length; k++) {
            linker.define("string.const", String.valueOf(k), Global.of(store, type, texts[k]));
        }
    }

    private static void defineTexts(Linker<Void> linker) {
        linker.func("imports", "string.indexOf$2", (caller, args) -> args.result(0, text(args.ref(0))
                .indexOf(text(args.ref(1)), args.i32(2))));
        linker.func("imports", "string.lastIndexOf$2", (caller, args) -> args.result(0, text(args.ref(0))
                .lastIndexOf(text(args.ref(1)), args.i32(2))));
        linker.func("imports", "RegExp.constructor$2", (caller, args) -> args.result(0, Pattern.compile(text(args.ref(0)))));
        // Of expressions with the flag g, which J2CL makes for String.replace.
        linker.func("imports", "string.replace$2", (caller, args) -> args.result(0, ((Pattern) args.ref(1))
                .matcher(text(args.ref(0))).replaceAll(Matcher.quoteReplacement(text(args.ref(2))))));
    }

    private void defineNumbers(Linker<Void> linker) {
        linker.func("imports", "Math.sin", DoubleUnaryOperator.class, sine);
        linker.func("imports", "Number.prototype.toString.call$2", (caller, args) -> args.result(0, Integer.toString(args.i32(
                0),
                args.i32(1))));
        // Imported once for each kind of floating-point numbers.
        linker.func("imports", "Number.prototype.toString.call$1", (caller, args) -> args.result(0, JsNumber.text(
                args.type().params().get(0) == ValType.F32 ? args.f32(0) : args.f64(0))));
    }

    private void defineErrors(Linker<Void> linker) {
        linker.func("imports", "Error", (caller, args) -> args.result(0, new JsError(args.ref(0))));
        linker.func("imports", "j2wasm.ExceptionUtils.setJavaThrowable", (caller, args) -> ((JsError) args.ref(0)).exception =
                args
                        .ref(1));
        linker.func("imports", "j2wasm.StringUtils.generateClassName", (caller, args) -> args.result(0, "Class$obf_"
                + ++classes));
    }

    private static String text(Object reference) {
        return (String) reference;
    }
}
