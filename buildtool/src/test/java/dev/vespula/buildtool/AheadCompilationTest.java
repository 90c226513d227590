package dev.vespula.buildtool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CompileOptions.Placement;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadCompilationTest {
    private static final String SQUARE =
            "(module $square (func (export \"f\") (param i32) (result i32) (i32.mul (local.get 0) (local.get 0))))";
    private static final String TWICE =
            "(module $twice (func (export \"f\") (param i32) (result i32) (i32.add (local.get 0) (local.get 0))))";
    private static final String WIDE = """
            (module (func (export "f") (param i64 i64 i64 i64) (result i64 i64)
              (i64.add128 (local.get 0) (local.get 1) (local.get 2) (local.get 3))))""";
    private static final String COMPONENT = """
            (component
              (component $inner
                (core module $m %s)
                (core instance $i (instantiate $m))
                (func (export "twice") (param "x" s32) (result s32) (canon lift (core func $i "f"))))
              (core module $m %s)
              (core instance $i (instantiate $m))
              (alias core export $i "f" (core func $f))
              (instance $n (instantiate $inner))
              (func (export "square") (param "x" s32) (result s32) (canon lift (core func $f)))
              (alias export $n "twice" (func $twice))
              (export "twice" (func $twice)))""".formatted(fields(TWICE), fields(SQUARE));
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000);

    /** What stands in a module. */
    private static String fields(String module) {
        return module.substring(module.indexOf("(func"), module.length() - 1);
    }

    @TempDir
    Path base;

    private Path sources;
    private Path output;
    private Path state;

    @BeforeEach
    void folders() {
        sources = base.resolve("src/main/wasm");
        output = base.resolve("out");
        state = base.resolve("work/state");
    }

    private void source(String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        if (name.endsWith(".wat")) {
            Files.writeString(file, text);
        } else {
            Files.write(file, Wat.parse(text));
        }
    }

    private Outcome compile(CompileSettings settings) throws Exception {
        return new AheadCompilation(base, sources, sources, output, state, settings).run();
    }

    private Outcome compile() throws Exception {
        return compile(new CompileSettings());
    }

    private Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        if (Files.exists(output)) {
            try (Stream<Path> all = Files.walk(output)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(output.relativize(file).toString().replace('\\', '/'), Files.getLastModifiedTime(file));
                }
            }
        }
        return files;
    }

    private void age() throws IOException {
        for (String file : files().keySet()) {
            Files.setLastModifiedTime(output.resolve(file), LONG_AGO);
        }
    }

    private static Path profile(Path file, String text) throws Exception {
        Engine engine = Engine.of(new Config().withTier(Tier.INTERPRETER));
        Module module = Module.of(engine, Wat.parse(text));
        new Linker<Void>(engine).instantiate(new Store<>(engine), module).func("f").call(3);
        module.profile().writeTo(file);
        return file;
    }

    @Test
    void withoutSourcesNothingIsMade() throws Exception {
        assertThat(compile()).isEqualTo(new Outcome(0, 0, List.of()));
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void onlyWhatHasChangedIsMade() throws Exception {
        source("app/square.wat", SQUARE);
        source("twice.wasm", TWICE);
        assertThat(compile()).isEqualTo(new Outcome(2, 0, List.of()));
        assertThat(files()).containsKeys("META-INF/vespula/wasm/app/square.wasm", "META-INF/vespula/wasm/twice.wasm");
        age();
        assertThat(compile()).isEqualTo(new Outcome(0, 2, List.of()));
        assertThat(files().values()).containsOnly(LONG_AGO);

        source("app/square.wat", SQUARE.replace("mul", "add"));
        assertThat(compile()).isEqualTo(new Outcome(1, 1, List.of()));
        assertThat(compile(new CompileSettings().withFuel(Config.FuelMetering.ON)).made()).isEqualTo(2);
        assertThat(compile(new CompileSettings().withPlacement(Placement.RESOURCES)).made()).isEqualTo(2);
        assertThat(files().keySet()).noneMatch(file -> file.startsWith("dev/"));
    }

    @Test
    void whatIsMadeOfNothingAnyMoreGoesAndWhatIsSharedStays() throws Exception {
        source("square.wat", SQUARE);
        compile();
        Map<String, FileTime> alone = files();
        source("app/twice.wat", TWICE);
        compile();
        assertThat(files()).hasSizeGreaterThan(alone.size()).hasSizeLessThan(2 * alone.size());
        Files.delete(sources.resolve("app/twice.wat"));
        assertThat(compile()).isEqualTo(new Outcome(0, 1, List.of()));
        assertThat(files().keySet()).isEqualTo(alone.keySet());
        assertThat(output.resolve("META-INF/vespula/wasm/app")).doesNotExist();
    }

    @Test
    void whatWasChangedOrLostIsMadeAgain() throws Exception {
        source("square.wat", SQUARE);
        compile();
        for (String file : files().keySet()) {
            byte[] content = Files.readAllBytes(output.resolve(file));
            Files.write(output.resolve(file), new byte[] {1});
            assertThat(compile().made()).isOne();
            Files.delete(output.resolve(file));
            assertThat(compile().made()).isOne();
            assertThat(output.resolve(file)).hasBinaryContent(content);
        }
        Files.write(state, new byte[] {0, 0, 0, 1, 0, 0});
        assertThat(compile().made()).isOne();
    }

    @Test
    void allFaultsAreToldWithFileAndPlace() throws Exception {
        source("good.wat", SQUARE);
        source("a/bad.wasm", "(module (func $f (result i32) (i64.const 1)))");
        source("bad.wat", "(module\n  (func $f (result i32) (i64.const 1)))");
        source("syntax.wat", "(module\n  (fun))");
        Files.write(sources.resolve("cut.wasm"), new byte[] {0, 'a', 's', 'm', 1});
        source("good.wasm", TWICE);
        assertThatThrownBy(this::compile).isInstanceOf(BuildFailure.class).satisfies(failure -> assertThat(failure.getMessage()
                .lines().toList()).hasSize(5).anyMatch(line -> line.matches("src/main/wasm/a/bad\\.wasm: type mismatch: .* in "
                        + "function 0 <f> \\(at offset 0x[0-9a-f]+\\)"))
                .anyMatch(line -> line.matches("src/main/wasm/bad\\.wat:2:\\d+: type mismatch: .*"))
                .anyMatch(line -> line.matches("src/main/wasm/syntax\\.wat:2:\\d+: .*"))
                .anyMatch(line -> line.matches("src/main/wasm/cut\\.wasm: unexpected end.* \\(at offset 0x[0-9a-f]+\\)"))
                .contains("src/main/wasm/good.wat: has the same name as src/main/wasm/good.wasm"));
        assertThat(files()).containsKey("META-INF/vespula/wasm/good.wasm").doesNotContainKey("META-INF/vespula/wasm/bad.wasm");
    }

    /** Where a component has the number of its layer, it has some letter. */
    @Test
    void whatIsNeitherModuleNorComponentIsRefused() throws Exception {
        Files.createDirectories(sources);
        Files.writeString(sources.resolve("letter.wasm"), "Dear Sir or Madam");
        assertThatThrownBy(this::compile).isInstanceOf(BuildFailure.class)
                .hasMessageStartingWith("src/main/wasm/letter.wasm: magic header not detected");
        assertThat(files()).isEmpty();
    }

    @Test
    void aModuleThatGetsWorseHasNoOldCode() throws Exception {
        source("f.wat", SQUARE);
        compile();
        source("f.wat", "(module (func (unknown)))");
        assertThatThrownBy(this::compile).isInstanceOf(BuildFailure.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aProfileLaysTheCodeOutAndMustBeOfTheModule() throws Exception {
        source("square.wat", SQUARE);
        compile();
        Map<String, FileTime> before = files();
        Path file = profile(sources.resolve("square.prof"), SQUARE);
        assertThat(compile().made()).isOne();
        assertThat(files().keySet()).isNotEqualTo(before.keySet());
        assertThat(compile().unchanged()).isOne();
        profile(file, TWICE);
        assertThatThrownBy(this::compile).isInstanceOf(BuildFailure.class)
                .hasMessageStartingWith("src/main/wasm/square.prof: ").hasMessageContaining("another module");
        Files.write(file, new byte[] {7});
        assertThatThrownBy(this::compile).isInstanceOf(BuildFailure.class).hasMessageStartingWith(
                "src/main/wasm/square.prof: ");
    }

    @Test
    void featuresAreSwitchedByName() throws Exception {
        source("wide.wat", WIDE);
        assertThatThrownBy(this::compile).isInstanceOf(BuildFailure.class)
                .hasMessageContaining("; the setting 'features' with wide-arithmetic switches it on");
        assertThat(compile(new CompileSettings().withFeatures(List.of("wide-arithmetic", "-simd"))).made()).isOne();
        assertThatThrownBy(() -> new CompileSettings().withFeatures(List.of("speed"))).isInstanceOf(BuildFailure.class)
                .hasMessageStartingWith("features: there is no 'speed'; there are mutable-global, ");
    }

    @Test
    void theModulesOfAComponentAreCompiled() throws Exception {
        source("app/c.wat", "(component)");
        assertThat(compile()).isEqualTo(new Outcome(1, 0, List.of()));
        assertThat(files()).containsOnlyKeys("META-INF/vespula/wasm/app/c.wasm");
        assertThat(output.resolve("META-INF/vespula/wasm/app/c.wasm")).hasBinaryContent(Wat.parse("(component)"));
        source("app/d.wat", COMPONENT);
        assertThat(compile()).isEqualTo(new Outcome(1, 1, List.of()));
        assertThat(files().keySet()).as("the code of two modules").filteredOn(file -> file.matches(
                "META-INF/vespula/code/\\w+/index")).hasSize(2);
        assertThat(run()).isEqualTo(List.of(49, 14));
        assertThat(compile(new CompileSettings().withPlacement(Placement.RESOURCES)).made()).isEqualTo(2);
        assertThat(run()).isEqualTo(List.of(49, 14));
        source("app/d.wat", COMPONENT.replace("lift (core func $f)", "lift (core func $missing)"));
        assertThatThrownBy(this::compile).isInstanceOf(BuildFailure.class).hasMessageStartingWith("src/main/wasm/app/d.wat:");
        assertThat(files()).containsOnlyKeys("META-INF/vespula/wasm/app/c.wasm");
    }

    /** What the functions of the component give in a program that has the folder on its class path, and compiles nothing. */
    private List<Object> run() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {output.toUri().toURL()}, null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (!name.equals(AheadCompilationTest.class.getName())) {
                    return super.findClass(name);
                }
                try (InputStream in = AheadCompilationTest.class.getResourceAsStream("AheadCompilationTest.class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
                Engine engine = Engine.of(
                        new Config().withTier(Tier.COMPILED).withCodeUse(Config.CodeUse.FROM_FIRST_CALL))) {
            Class<?> anchor = Class.forName(AheadCompilationTest.class.getName(), false, loader);
            Component component = Component.ofResource(engine, anchor, "/app/d.wasm");
            assertThat(engine.stats().functionsTranslated()).isZero();
            try (ComponentInstance instance = new ComponentLinker<Void>(engine).instantiate(new Store<>(engine), component)) {
                return List.of(instance.func("square").call(7), instance.func("twice").call(7));
            }
        }
    }
}
