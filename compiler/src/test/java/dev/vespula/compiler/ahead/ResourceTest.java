package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CompileOptions;
import dev.vespula.CompileOptions.Placement;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.Tier;
import dev.vespula.WasmException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules that a build has compiled into an artifact: found with their code, and without it where that does not fit. */
class ResourceTest {
    private static final byte[] WASM = Sample.wasm();
    private static final Object EXPECTED = Sample.interpreted(WASM);
    private static final String NAME = "app/sample.wasm";

    private final List<String> log = new ArrayList<>();
    private final Logger logger = Logger.getLogger("dev.vespula");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    private static List<Path> compile(Path folder, byte[] wasm, UnaryOperator<Config> change, Placement placement)
            throws IOException {
        try (Engine engine = Engine.of(change.apply(Sample.config(Tier.AUTO)))) {
            return Module.of(engine, wasm).compileInto(folder, NAME, new CompileOptions().withPlacement(placement));
        }
    }

    private static Engine engine(UnaryOperator<Config> change) {
        return Engine.of(change.apply(Sample.config(Tier.COMPILED).withCodeUse(Config.CodeUse.FROM_FIRST_CALL)));
    }

    /** A class of an application that has some folders on its class path. */
    private static Class<?> anchor(Path... folders) throws Exception {
        URL[] path = new URL[folders.length];
        for (int k = 0; k < folders.length; k++) {
            path[k] = folders[k].toUri().toURL();
        }
        // A loader of its own is what the class has that is found by it.
        byte[] file = ResourceTest.class.getResourceAsStream("ResourceTest$Anchor.class").readAllBytes();
        return new URLClassLoader(path, Anchor.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(Anchor.class.getName(), file, 0, file.length);
            }
        }.define();
    }

    /** Stands for a class of an application. */
    static final class Anchor {}

    /** Runs the module; whether all of its code was there. */
    private static boolean isCompiledAhead(Engine engine, Class<?> anchor) throws Exception {
        Module module = Module.ofResource(engine, anchor, "/" + NAME);
        boolean isAhead = engine.stats().functionsTranslated() == 0;
        assertThat(Sample.run(module)).isEqualTo(EXPECTED);
        return isAhead;
    }

    @ParameterizedTest
    @EnumSource
    void theCodeOfAModuleIsFoundByTheModule(Placement placement) throws Exception {
        List<Path> files = compile(folder, WASM, config -> config, placement);
        assertThat(files).contains(folder.resolve("META-INF/vespula/wasm/" + NAME)).allMatch(Files::isRegularFile);
        assertThat(files.stream().anyMatch(file -> file.startsWith(folder.resolve("dev"))))
                .isEqualTo(placement == Placement.PACKAGES);
        assertThat(isCompiledAhead(engine(config -> config), anchor(folder))).isTrue();
        assertThat(log).isEmpty();
    }

    @Test
    void equalModulesGiveEqualFilesAndThoseAreNotTouched() throws Exception {
        List<Path> first = compile(folder.resolve("a"), WASM, config -> config, Placement.PACKAGES);
        List<Path> second = compile(folder.resolve("b"), WASM, config -> config, Placement.PACKAGES);
        assertThat(contents(folder.resolve("a"), first)).isEqualTo(contents(folder.resolve("b"), second)).hasSizeGreaterThan(5);
        for (Path file : first) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        }
        compile(folder.resolve("a"), WASM, config -> config, Placement.PACKAGES);
        assertThat(first).allMatch(file -> file.toFile().lastModified() == 1_000_000);
    }

    private static TreeMap<String, String> contents(Path root, List<Path> files) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        for (Path file : files) {
            contents.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    @Test
    void codeForOtherEnginesIsNotUsedAndThatIsTold() throws Exception {
        compile(folder, WASM, config -> config, Placement.PACKAGES);
        Engine metered = engine(config -> config.withFuel(Config.FuelMetering.ON));
        assertThat(isCompiledAhead(metered, anchor(folder))).isFalse();
        assertThat(log).singleElement().asString().startsWith("the code of " + NAME
                + " that the build has compiled is not used")
                .contains("compiled for another configuration: fuel 'off', and the engine has 'on").doesNotContain("\n");
    }

    @Test
    void ofSeveralTheOneThatFitsIsUsed() throws Exception {
        Path plain = folder.resolve("plain");
        Path metered = folder.resolve("metered");
        compile(plain, WASM, config -> config, Placement.PACKAGES);
        compile(metered, WASM, config -> config.withFuel(Config.FuelMetering.ON), Placement.PACKAGES);
        for (Class<?> anchor : List.of(anchor(plain, metered), anchor(metered, plain))) {
            assertThat(isCompiledAhead(engine(config -> config), anchor)).isTrue();
            assertThat(isCompiledAhead(engine(config -> config.withFuel(Config.FuelMetering.ON)), anchor)).isTrue();
        }
        assertThat(log).isEmpty();
    }

    @Test
    void whateverIsChangedOrMissingIsNotUsed() throws Exception {
        Class<?> anchor = anchor(folder);
        List<Path> files = compile(folder, WASM, config -> config, Placement.PACKAGES);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            if (file.startsWith(folder.resolve("META-INF/vespula/wasm"))) {
                continue;
            }
            byte[] changed = whole.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(file, changed);
            assertThat(isCompiledAhead(engine(config -> config), anchor)).as("%s", file).isFalse();
            assertThat(log).singleElement().asString().contains("damaged").contains("was changed");
            log.clear();
            Files.write(file, new byte[0]);
            assertThat(isCompiledAhead(engine(config -> config), anchor)).as("%s", file).isFalse();
            assertThat(log).hasSize(1);
            log.clear();
            Files.write(file, whole);
        }
        assertThat(isCompiledAhead(engine(config -> config), anchor)).isTrue();
    }

    @Test
    void anotherModuleOfTheNameDoesNotGetTheCode() throws Exception {
        Path changed = folder.resolve("changed");
        compile(folder, WASM, config -> config, Placement.PACKAGES);
        Path module = changed.resolve("META-INF/vespula/wasm").resolve(NAME);
        Files.createDirectories(module.getParent());
        Files.write(module, Sample.wasm(5));
        Module loaded = Module.ofResource(engine(config -> config), anchor(changed, folder), "/" + NAME);
        assertThat(Sample.run(loaded)).isEqualTo(Sample.interpreted(Sample.wasm(5))).isNotEqualTo(EXPECTED);
        assertThat(log).isEmpty();
    }

    @Test
    void interpretersTakeTheModuleAlone() throws Exception {
        compile(folder, WASM, config -> config, Placement.PACKAGES);
        Engine engine = Engine.of(Sample.config(Tier.INTERPRETER));
        assertThat(isCompiledAhead(engine, anchor(folder))).isTrue();
        assertThat(engine.stats().functionsCompiled()).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void anyResourceIsAModuleIfItIsOne() throws Exception {
        Path beside = folder.resolve(Anchor.class.getPackageName().replace('.', '/'));
        Files.createDirectories(beside);
        Files.write(beside.resolve("plain.wasm"), WASM);
        Files.writeString(beside.resolve("text.wat"), "(module (func (export \"f\") (result i32) (i32.const 7)))");
        Files.writeString(beside.resolve("broken.wat"), "(module\n  (func oh))");
        Class<?> anchor = anchor(folder);
        Engine engine = engine(config -> config);
        assertThat(Sample.run(Module.ofResource(engine, anchor, "plain.wasm"))).isEqualTo(EXPECTED);
        assertThat(Module.ofResource(engine, anchor, "text.wat").functionCount()).isOne();
        assertThatThrownBy(() -> Module.ofResource(engine, anchor, "broken.wat")).isInstanceOf(WasmException.class)
                .hasMessageContaining("broken.wat:2:");
        assertThatThrownBy(() -> Module.ofResource(engine, anchor, "absent.wasm")).isInstanceOf(FileNotFoundException.class)
                .hasMessage(
                        "no resource dev/vespula/compiler/ahead/absent.wasm, neither as it is nor in META-INF/vespula/wasm/, "
                                + "where the build plugins put modules");
    }

    @Test
    void namesStayWithinTheFolder() {
        Module module = Module.of(engine(config -> config), WASM);
        assertThat(Stream.of("", "/a.wasm", "a//b.wasm", "../a.wasm", "a/../../b.wasm", "a/", ".", "a\\b.wasm"))
                .allSatisfy(name -> assertThatThrownBy(() -> module.compileInto(folder, name, new CompileOptions()))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no name of a resource"));
        assertThat(folder).isEmptyDirectory();
    }
}
