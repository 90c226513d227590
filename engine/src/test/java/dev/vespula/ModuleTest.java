package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.F32;
import static dev.vespula.types.ValType.FUNCREF;
import static dev.vespula.types.ValType.I32;
import static dev.vespula.types.ValType.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.ImportType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import dev.vespula.types.TagType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTest {
    private final Engine engine = Engine.create();

    private static WasmBuilder sample() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "f", "i", "l");
        builder.importTable("env", "t", 'e', 1, 2);
        builder.importMemory("env", "m", 1);
        builder.importGlobal("env", "g", 'f', 1);
        builder.importTag("env", "e", "i");
        builder.table('c', 5);
        builder.func("run", "", "", "", "");
        builder.export("t", WasmBuilder.TABLE, 1).export("g", WasmBuilder.GLOBAL, 0).export("e", WasmBuilder.TAG, 0);
        builder.name(1, "the_run");
        return builder;
    }

    @Test
    void importsAndExportsAreListedWithTheirTypes() {
        Module module = sample().module(engine);
        assertThat(module.imports()).containsExactly(
                new ImportType("env", "f", FuncType.of(I32).returning(I64)),
                new ImportType("env", "t", TableType.of(EXTERNREF, Limits.range(1, 2))),
                new ImportType("env", "m", MemoryType.of(Limits.atLeast(1))),
                new ImportType("env", "g", new GlobalType(F32, true)),
                new ImportType("env", "e", new TagType(FuncType.of(I32))));
        assertThat(module.exports()).containsExactly(
                new ExportType("run", FuncType.of()),
                new ExportType("t", TableType.of(FUNCREF, Limits.atLeast(5))),
                new ExportType("g", new GlobalType(F32, true)),
                new ExportType("e", new TagType(FuncType.of(I32))));
        assertThat(module.export("run")).contains(FuncType.of());
        assertThat(module.export("absent")).isEmpty();
        assertThat(module.engine()).isSameAs(engine);
    }

    @Test
    void namesAndCustomSectionsAreKept() {
        byte[] bytes = sample().custom("extra", "abc".getBytes(StandardCharsets.UTF_8)).bytes();
        Module module = Module.of(engine, bytes);
        assertThat(module.functionName(1)).contains("the_run");
        assertThat(module.functionName(0)).isEmpty();
        assertThat(module.customSections()).extracting(CustomSection::name).containsExactly("extra", "name");
        CustomSection extra = module.customSection("extra").orElseThrow();
        assertThat(new String(extra.bytes(), StandardCharsets.UTF_8)).isEqualTo("abc");
        assertThat(extra.data().isReadOnly()).isTrue();
        assertThatThrownBy(() -> module.functionName(2)).isInstanceOf(IndexOutOfBoundsException.class);

        Engine ignoring = Engine.of(new Config().withCustomSections(Config.CustomSections.IGNORE));
        Module bare = Module.of(ignoring, bytes);
        assertThat(bare.customSections()).isEmpty();
        assertThat(bare.functionName(1)).isEmpty();
    }

    @Test
    void ignoredNamesAreNotInBacktracesEither() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("exported", "", "", "", "unreachable");
        builder.name(0, "named");
        Engine ignoring = Engine.of(new Config().withCustomSections(Config.CustomSections.IGNORE));
        Func func = new Linker<Void>(ignoring).instantiate(new Store<>(ignoring), builder.module(ignoring))
                .func("exported");
        assertThatThrownBy(func::call).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.frames())
                .singleElement().extracting(WasmFrame::functionName).isEqualTo("exported"));
    }

    private static Throwable trapOf(Module module) {
        Store<Void> store = new Store<>(module.engine());
        return catchThrowable(() -> new Linker<Void>(module.engine()).instantiate(store, module).func("run").call());
    }

    @Test
    void aModuleHasTheNameThatItWasGivenThatOfItsSectionOrThatOfItsFile(@TempDir Path folder) throws IOException {
        WasmBuilder builder = new WasmBuilder();
        builder.func("run", "", "", "", "unreachable");
        byte[] bytes = builder.bytes();
        byte[] named = builder.moduleName("section").bytes();
        Path file = Files.write(folder.resolve("rules.wasm"), bytes);
        Path namedFile = Files.write(folder.resolve("other.wasm"), named);
        assertThat(Module.of(engine, bytes).name()).isEmpty();
        assertThat(Module.of(engine, named).name()).contains("section");
        assertThat(Module.of(engine, "given", named).name()).contains("given");
        assertThat(Module.of(engine, "plugins/billing.wasm", bytes).name()).contains("billing");
        assertThat(Module.of(engine, "a.b", bytes).name()).contains("a.b");
        assertThat(Module.of(engine, ".wasm", bytes).name()).contains(".wasm");
        assertThat(Module.of(engine, file).name()).contains("rules");
        assertThat(Module.of(engine, namedFile).name()).contains("section");
        assertThat(Module.of(engine, "given", bytes)).hasToString("Module given");
        for (Module module : List.of(Module.of(engine, "given", named), Module.of(engine, "given", bytes))) {
            assertThat(trapOf(module)).isInstanceOfSatisfying(Trap.class, trap -> {
                assertThat(trap.frames().get(0).moduleName()).isEqualTo("given");
                assertThat(trap.getStackTrace()[0].toString()).startsWith("given.run(wasm:0x");
            });
        }
        Engine ignoring = Engine.of(new Config().withCustomSections(Config.CustomSections.IGNORE));
        assertThat(Module.of(ignoring, namedFile).name()).contains("other");
        WasmBuilder importing = new WasmBuilder();
        importing.importFunc("env", "f", "", "");
        Module unlinkable = Module.of(engine, "given", importing.bytes());
        assertThatThrownBy(() -> new Linker<Void>(engine).prepare(unlinkable)).isInstanceOf(LinkException.class).hasMessage(
                "unknown import: `env::f` of type [] -> [] has not been defined (module \"given\")");
        assertThatThrownBy(() -> Instance.of(new Store<>(engine), unlinkable, List.of())).hasMessage(
                "the module has 1 imports but 0 were given (module \"given\")");
    }

    @Test
    void bytesFilesAndStreamsAreTheSame(@TempDir Path folder) throws IOException {
        byte[] bytes = sample().bytes();
        Path file = Files.write(folder.resolve("sample.wasm"), bytes);
        Module module = Module.of(engine, bytes);
        assertThat(Module.of(engine, file).exports()).isEqualTo(module.exports());
        assertThat(Module.of(engine, new ByteArrayInputStream(bytes)).exports()).isEqualTo(module.exports());
        Arrays.fill(bytes, (byte) 0);
        assertThat(module.exports()).as("the array was copied").hasSize(4);
    }

    @Test
    void modesDifferInWhenAnInvalidFunctionIsFound() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("bad", "", "i", "", "i64.const 1");
        builder.func("good", "", "i", "", "i32.const 1");
        byte[] bytes = builder.bytes();
        for (CompilationMode mode : new CompilationMode[] {CompilationMode.EAGER, CompilationMode.LAZY_TRANSLATION}) {
            Engine at = Engine.of(new Config().withCompilationMode(mode));
            assertThatThrownBy(() -> Module.of(at, bytes)).isInstanceOf(InvalidException.class);
        }
        Engine lazy = Engine.of(new Config().withCompilationMode(CompilationMode.LAZY));
        assertThatThrownBy(() -> Module.validate(lazy, bytes)).isInstanceOf(InvalidException.class);
        Instance instance = new Linker<Void>(lazy).instantiate(new Store<>(lazy), Module.of(lazy, bytes));
        assertThat(instance.func("good").call()).containsExactly(1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> instance.func("bad").call()).as("a failure is sticky")
                    .isInstanceOf(InvalidException.class).hasMessageContaining("type mismatch");
        }
        assertThat(instance.func("good").call()).containsExactly(1);
    }

    @Test
    void whatIsNoModuleIsMalformed() {
        assertThatThrownBy(() -> Module.of(engine, new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0}))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Module.validate(engine, new byte[] {0, 'a', 's'})).isInstanceOf(ModuleException.class);
    }

    @Test
    void featuresCanBeSwitchedOff() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("f", "", "", "local.get 0; f32.abs; drop");
        byte[] bytes = builder.bytes();
        Module.of(engine, bytes);
        Engine integers = Engine.of(new Config().without(Feature.FLOATS));
        assertThatThrownBy(() -> Module.of(integers, bytes)).isInstanceOf(ModuleException.class);
        assertThat(integers.config().has(Feature.FLOATS)).isFalse();
        assertThat(integers.config().with(Feature.FLOATS).has(Feature.FLOATS)).isTrue();
    }

    @Test
    void limitsCanBeEnforced() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.memory(1);
        byte[] bytes = builder.bytes();
        Module.of(engine, bytes);
        Engine strict = Engine.of(new Config().withEnforcedLimits(EnforcedLimits.strict()));
        assertThatThrownBy(() -> Module.of(strict, bytes)).isInstanceOf(LimitException.class)
                .hasMessageContaining("memories");
        Engine roomy = Engine.of(new Config().withEnforcedLimits(EnforcedLimits.strict().withMaxMemories(2)));
        Module.of(roomy, bytes);
    }

    @Test
    void defaultsOfTheConfiguration() {
        Config config = new Config();
        assertThat(config.compilationMode()).isEqualTo(CompilationMode.LAZY_TRANSLATION);
        assertThat(config.maxRecursionDepth()).isEqualTo(10_000);
        assertThat(config.minStackHeight()).isEqualTo(1_024);
        assertThat(config.maxStackHeight()).isEqualTo(8 << 20);
        assertThat(config.maxCachedStacks()).isEqualTo(2);
        assertThat(config.isMetered()).isFalse();
        assertThat(config.fuelCosts().bytesCopiedPerFuel()).isEqualTo(64);
        assertThat(config.fuelCosts().fuelPerByteTranslated()).isEqualTo(7);
        assertThat(config.fuelCosts().fuelPerByteValidated()).isEqualTo(2);
        assertThat(config.enforcedLimits()).isEqualTo(EnforcedLimits.none());
        assertThat(config.customSections()).isEqualTo(Config.CustomSections.KEEP);
        assertThat(config.startFunctions()).isEqualTo(Config.StartFunctions.ALLOW);
        for (Feature feature : Feature.values()) {
            assertThat(config.has(feature)).isEqualTo(feature.isOnByDefault());
        }
        assertThatThrownBy(() -> config.withStackHeight(10, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.withMaxRecursionDepth(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(config.withMaxCachedStacks(7).maxCachedStacks()).isEqualTo(7);
    }
}
