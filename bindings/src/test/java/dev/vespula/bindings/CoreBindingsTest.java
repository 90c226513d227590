package dev.vespula.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bindings of core modules. */
class CoreBindingsTest {
    private static final String NUMBERS = """
            (module
              (import "env" "log_value" (func $log (param $value i64)))
              (import "env" "limits" (func $limits (result i64 i64)))
              (memory (export "memory") 1)
              (global (export "call_count") (mut i32) (i32.const 0))
              (func (export "gcd") (param $a i64) (param $b i64) (result i64)
                (call $log (local.get $a))
                (if (result i64) (i64.eqz (local.get $b))
                  (then (local.get $a))
                  (else (i64.rem_s (local.get $a) (local.get $b)))))
              (func (export "div_mod") (param $dividend i32) (param $divisor i32) (result i32 i32)
                (i32.div_s (local.get $dividend) (local.get $divisor))
                (i32.rem_s (local.get $dividend) (local.get $divisor)))
              (func (export "limit") (result i64) (call $limits) (drop)))
            """;

    private static final String PROGRAM = """
                package com.acme.user;

                import com.acme.Numbers;
                import com.acme.NumbersModule;
                import dev.vespula.Engine;
                import dev.vespula.Module;
                import dev.vespula.Store;
                import java.util.ArrayList;
                import java.util.List;

                public class Program {
                    public static String run() {
                        List<Object> logged = new ArrayList<>();
                        Numbers.Env env = new Numbers.Env() {
                            @Override
                            public void logValue(long value) {
                                logged.add(value);
                            }

                            @Override
                            public LimitsResult limits() {
                                return new LimitsResult(7, 8);
                            }
                        };
                        Engine engine = Engine.create();
                        Module module = Module.of(engine, "numbers.wat", \"""
                %s\""".getBytes());
                        Numbers numbers = NumbersModule.instantiate(new Store<>(engine), module, env);
                        numbers.memory().writeByte(3, (byte) 5);
                        numbers.callCount().set(4);
                        return numbers.gcd(48, 36) + " " + numbers.divMod(17, 5) + " " + numbers.limit() + " " + logged + " "
                                + numbers.memory().readByte(3) + " " + numbers.callCount().get();
                    }
                }
                """.formatted(NUMBERS);

    private static GeneratedFiles generate(String name, String text) {
        return new Bindings("com.acme").generate(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String source(GeneratedFiles files, String name) {
        return files.sources().stream().filter(file -> file.path().endsWith("/" + name + ".java")).findFirst().orElseThrow()
                .text();
    }

    @Test
    void theSourcesOfAModule() throws IOException {
        Golden.check("numbers", new Bindings("com.acme").withResource("numbers.wasm").generate("numbers.wat", NUMBERS.getBytes(
                StandardCharsets.UTF_8)));
    }

    @Test
    void theyRun() throws Exception {
        assertThat(run()).isEqualTo("12 DivModResult[value0=3, value1=2] 7 [48] 5 4");
    }

    /** A native image can define no classes: there everything goes through proxies and method handles. */
    @Test
    void theyRunWhereNoClassesCanBeDefined() throws Exception {
        System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
        try {
            assertThat(run()).isEqualTo("12 DivModResult[value0=3, value1=2] 7 [48] 5 4");
        } finally {
            System.clearProperty("org.graalvm.nativeimage.imagecode");
        }
    }

    private static Object run() throws Exception {
        return GeneratedClasses.of(generate("numbers.wat", NUMBERS).sources(), PROGRAM).run("com.acme.user.Program");
    }

    @Test
    void namesOfAnyKind() {
        String names = """
                add_one add-one addOne AddOne HEAP_SIZE class hashCode toString wait 4you "" "\\01\\u{202e}" "ключ" "a\\"b\\\\u0022" $x
                __heap_base URLParse memory.grow do _""";
        String module = names.lines().flatMap(line -> java.util.Arrays.stream(line.split(" "))).map(name -> "(func (export "
                + (name.startsWith("\"") ? name : "\"" + name + "\"") + "))").collect(Collectors.joining("\n", "(module ",
                        ")"));
        GeneratedFiles files = generate("odd names!.wat", module);
        GeneratedClasses.of(files.sources());
        assertThat(source(files, "OddNames")).contains("void addOne();", "@WasmExport(\"add_one\")\n    void addOne_2();",
                "@WasmExport(\"add-one\")\n    void addOne_3();", "@WasmExport(\"AddOne\")\n    void addOne_4();",
                "@WasmExport(\"HEAP_SIZE\")\n    void heapSize();", "@WasmExport(\"class\")\n    void class_();",
                "@WasmExport(\"hashCode\")\n    void hashCode_();", "@WasmExport(\"4you\")\n    void _4you();",
                "@WasmExport(\"\")\n    void unnamed();", "@WasmExport(\"\\u0001\\u202e\")\n    void unnamed_2();",
                "@WasmExport(\"\\u043a\\u043b\\u044e\\u0447\")\n    void unnamed_3();",
                "@WasmExport(\"a\\\"b\\\\u0022\")\n    void aBU0022();", "@WasmExport(\"__heap_base\")\n    void heapBase();",
                "@WasmExport(\"URLParse\")\n    void uRLParse();", "@WasmExport(\"do\")\n    void do_();");
    }

    @Test
    void typesThatAreCalledLikeThoseOfTheLibraryOrOfOneAnother() {
        GeneratedFiles files = generate("memory.wat", """
                (module
                  (import "func" "func" (func (param funcref) (result funcref)))
                  (import "Func" "object" (func (param externref) (result externref i32)))
                  (import "memory" "memory" (memory 1))
                  (import "memory_module" "table" (table 1 funcref))
                  (import "" "tag" (tag (param i32)))
                  (import "string" "global" (global i32))
                  (export "memory" (memory 0)) (export "table" (table 0)) (export "global" (global 0)) (export "tag" (tag 0))
                  (func (export "object") (param funcref) (result externref funcref) (ref.null extern) (local.get 0)))
                """);
        GeneratedClasses.of(files.sources());
        assertThat(source(files, "Memory")).contains("interface Func {", "interface Func_2 {", "interface MemoryModule_2 {",
                "dev.vespula.Memory memory();", "record ObjectResult(Object value0, dev.vespula.Func value1) {}");
    }

    @Test
    void valuesOfAllTypes() {
        GeneratedFiles files = generate("types.wat", """
                (module
                  (type $pair (struct (field i32)))
                  (type $list (array i32))
                  (type $callback (func))
                  (func (export "all") (param i32 i64 f32 f64 v128 funcref externref anyref eqref i31ref structref arrayref exnref
                    (ref null $pair) (ref $list) (ref null $callback) nullref nullfuncref nullexternref)))
                """);
        GeneratedClasses.of(files.sources());
        assertThat(source(files, "Types").replaceAll("\\s+", " ")).contains(
                "void all(int p0, long p1, float p2, double p3, V128 p4,"
                        + " Func p5, Object p6, Object p7, Object p8, I31 p9, WasmStruct p10, WasmArray p11, WasmThrown p12, WasmStruct p13,"
                        + " WasmArray p14, Func p15, Object p16, Func p17, Object p18);");
    }

    @Test
    void functionsWithMoreValuesThanJavaTakes() {
        String params = IntStream.range(0, 200).mapToObj(i -> "i64").collect(Collectors.joining(" "));
        GeneratedFiles files = generate("wide.wat", "(module (import \"a\" \"wide\" (func (param " + params
                + "))) (export \"wide\" (func 0)))");
        GeneratedClasses.of(files.sources());
        assertThat(source(files, "Wide")).contains("Func wide();", "interface A {}");
        assertThat(source(files, "WideModule")).contains("instantiate(Linker<T> linker").doesNotContain("instantiate(Store<T>");
    }

    @Test
    void whatIsNoFunctionIsGivenByTheProgram() throws Exception {
        String module = """
                (module
                  (import "env" "memory" (memory 1))
                  (import "env" "base_value" (global i32))
                  (func (export "sum") (result i32) (i32.add (i32.load (i32.const 4)) (global.get 0)))
                  (func (export "wide") (param%s) (result i64) (local.get 199)))
                """.formatted(" i64".repeat(200));
        Object said = GeneratedClasses.of(generate("given.wat", module).sources(), """
                package com.acme;

                import dev.vespula.Engine;
                import dev.vespula.Global;
                import dev.vespula.Memory;
                import dev.vespula.Module;
                import dev.vespula.Store;
                import dev.vespula.types.GlobalType;
                import dev.vespula.types.Limits;
                import dev.vespula.types.MemoryType;
                import dev.vespula.types.ValType;
                import java.util.Collections;

                public class Program {
                    public static String run() {
                        Engine engine = Engine.create();
                        Store<Void> store = new Store<>(engine);
                        Memory given = Memory.of(store, MemoryType.of(Limits.atLeast(1)));
                        given.writeByte(4, (byte) 40);
                        Given.Env env = new Given.Env() {
                            @Override
                            public Memory memory() {
                                return given;
                            }

                            @Override
                            public Global baseValue() {
                                return Global.of(store, new GlobalType(ValType.I32, false), 2);
                            }
                        };
                        Given bound = GivenModule.instantiate(store, Module.of(engine, "given.wat", \"""
                %s\""".getBytes()), env);
                        return bound.sum() + " " + bound.wide().call(Collections.nCopies(200, 7L).toArray())[0];
                    }
                }
                """.formatted(module)).run("com.acme.Program");
        assertThat(said).isEqualTo("42 7");
    }

    @Test
    void equalInputGivesEqualFiles() {
        assertThat(generate("numbers.wat", NUMBERS)).isEqualTo(generate("numbers.wat", NUMBERS));
    }

    @Test
    void theUnnamedPackageAndOtherNames() {
        GeneratedFiles files = new Bindings("").withClassName("Maths").generate("numbers.wat", NUMBERS.getBytes(
                StandardCharsets.UTF_8));
        assertThat(files.sources()).extracting(GeneratedFile::path).containsExactly("Maths.java", "MathsModule.java");
        GeneratedClasses.of(files.sources());
    }

    @Test
    void wrongNamesAreRefused() {
        for (String name : new String[] {"a..b", ".", "a.class", "a b", "1a"}) {
            assertThatThrownBy(() -> new Bindings(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Bindings("a").withClassName("a.B")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void badModulesAreRefusedAsTheEngineRefusesThem() {
        assertThatThrownBy(() -> new Bindings("a").generate("x.wasm", new byte[] {0, 'a', 's', 'm'})).isInstanceOf(
                MalformedException.class);
        assertThatThrownBy(() -> generate("x.wat", "(module (func (export \"f\") (result i32)))")).isInstanceOf(
                InvalidException.class);
        assertThatThrownBy(() -> generate("x.wat", "(module (func")).isInstanceOf(MalformedException.class);
    }
}
