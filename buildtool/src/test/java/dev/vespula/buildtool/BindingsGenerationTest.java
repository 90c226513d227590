package dev.vespula.buildtool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.component.wit.WitLoader;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingsGenerationTest {
    private static final String SHOP = """
            package my:app;
            interface shop {
                use my:base/money.{price};
                cost: func(name: string) -> price;
            }
            world store { export shop; }
            world empty {}
            """;
    private static final String MONEY = """
            package my:base;
            interface money {
                record price { cents: u32 }
            }
            """;
    private static final String ANSWER = "(module (func (export \"answer\") (result i32) (i32.const 42)))";
    /** Exports an interface {@code my:app/shop} with a function of the given name. */
    private static final String COMPONENT = """
            (component
              (core module $m (func (export "f") (param i32) (result i32) (local.get 0)))
              (core instance $i (instantiate $m))
              (func $f (param "x" u32) (result u32) (canon lift (core func $i "f")))
              (instance $shop (export "NAME" (func $f)))
              (export "my:app/shop" (instance $shop)))
            """;

    @TempDir
    Path base;

    private Path sources;
    private Path output;

    @BeforeEach
    void folders() {
        sources = base.resolve("src/main/wasm");
        output = base.resolve("out");
    }

    private void source(String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Outcome generate(BindingsSettings settings) throws Exception {
        return new BindingsGeneration(base, sources, output, output.resolve("java"), output.resolve("resources"),
                base.resolve("work/state"), settings).run();
    }

    private Outcome generate() throws Exception {
        return generate(new BindingsSettings());
    }

    private static Outcome done(int made, int unchanged) {
        return new Outcome(made, unchanged, List.of());
    }

    private Set<String> java() throws IOException {
        Path folder = output.resolve("java");
        if (!Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> Source.slashed(folder.relativize(file))).collect(
                    TreeSet::new, Set::add, Set::addAll);
        }
    }

    @Test
    void aFolderOfWitIsOnePackageWithWhatItDependsOn() throws Exception {
        source("app/shop.wit", SHOP);
        source("app/deps/base/money.wit", MONEY);
        source("app/answer.wat", ANSWER);
        assertThat(generate()).isEqualTo(done(2, 0));
        assertThat(java()).containsExactly("app/Answer.java", "app/AnswerModule.java", "app/Empty.java",
                "app/EmptyComponent.java",
                "app/Money.java", "app/Shop.java", "app/Store.java", "app/StoreComponent.java");
        assertThat(output.resolve("java/app/Shop.java")).content().contains("Money.Price cost(String name);");
        assertThat(generate()).isEqualTo(done(0, 2));

        source("app/deps/base/money.wit", MONEY.replace("cents", "pence"));
        assertThat(generate()).isEqualTo(done(1, 1));
        assertThat(output.resolve("java/app/Money.java")).content().contains("pence");
        Files.delete(sources.resolve("app/shop.wit"));
        // What was its dependency is a package of its own now.
        assertThat(generate()).isEqualTo(done(1, 1));
        assertThat(java()).containsExactly("app/Answer.java", "app/AnswerModule.java", "app/deps/base/Money.java");
    }

    @Test
    void dependenciesMayBeBinaryAndAreNoModules() throws Exception {
        source("app/shop.wit", SHOP);
        Path binary = Files.createDirectories(sources.resolve("app/deps")).resolve("base.wasm");
        WitPackages money = WitLoader.create().parse(MONEY);
        Files.write(binary, WitPackages.toBinary(money.root()));
        assertThat(generate()).isEqualTo(done(1, 0));
        assertThat(java()).contains("app/Money.java");
        Outcome compiled = new AheadCompilation(base, sources, sources, base.resolve("classes"), base.resolve("work/compiled"),
                new CompileSettings()).run();
        assertThat(compiled).isEqualTo(done(0, 0));
        assertThat(base.resolve("classes")).doesNotExist();
    }

    @Test
    void oneWorldMayBeAskedFor() throws Exception {
        source("app/shop.wit", SHOP);
        source("app/deps/money.wit", MONEY);
        generate();
        assertThat(generate(new BindingsSettings().withWorld("empty"))).isEqualTo(done(1, 0));
        assertThat(java()).containsExactly("app/Empty.java", "app/EmptyComponent.java");
        assertThatThrownBy(() -> generate(new BindingsSettings().withWorld("none"))).isInstanceOf(BuildFailure.class)
                .hasMessageStartingWith("src/main/wasm/app: it has no world \"none\"; there is [").hasMessageContaining(
                        "store");
        assertThat(java()).isEmpty();
    }

    @Test
    void whatIsUnstableIsTakenByTheNameOfItsFeature() throws Exception {
        source("app/world.wit", """
                package my:app;
                world w {
                    @unstable(feature = new-things)
                    export f: func();
                }
                """);
        generate();
        Path world = output.resolve("java/app/W.java");
        assertThat(world).content().doesNotContain("f()");
        generate(new BindingsSettings().withWitFeatures(List.of("new-things")));
        assertThat(world).content().contains("void f();");
    }

    @Test
    void witThatIsInNoFolderNeedsAPackage() throws Exception {
        source("w.wit", "package my:app; world w {}");
        assertThatThrownBy(this::generate).isInstanceOf(BuildFailure.class)
                .hasMessageStartingWith("src/main/wasm: for bindings the setting 'packageName' must be there");
        generate(new BindingsSettings().withPackageName("com.acme"));
        assertThat(java()).containsExactly("com/acme/W.java", "com/acme/WComponent.java");
        assertThatThrownBy(() -> generate(new BindingsSettings().withPackageName("a-b"))).isInstanceOf(BuildFailure.class)
                .hasMessageStartingWith("src/main/wasm: ").hasMessageContaining("is no name of a package");
    }

    @Test
    void faultsOfWitAreToldWithFileAndPlace() throws Exception {
        source("a/bad.wit", "package my:a;\nworld w {\n  export f: func(x: nothing);\n}\n");
        source("b/syntax.wit", "package my:b;\nwrld w {}\n");
        source("c/shop.wit", SHOP);
        source("c/deps/base/money.wit", "package my:base;\ninterface money { record price { cents: } }\n");
        source("d/good.wit", "package my:d; world w {}");
        assertThatThrownBy(this::generate).isInstanceOf(BuildFailure.class).satisfies(failure -> assertThat(failure.getMessage()
                .lines().toList()).hasSize(3)
                .anyMatch(line -> line.matches("src/main/wasm/a/bad\\.wit:3:\\d+: .*nothing.*"))
                .anyMatch(line -> line.matches("src/main/wasm/b/syntax\\.wit:2:\\d+: .*"))
                .anyMatch(line -> line.matches("src/main/wasm/c/deps/base/money\\.wit:2:\\d+: .*")));
        assertThat(java()).containsExactly("d/W.java", "d/WComponent.java");
    }

    @Test
    void sourcesMayHaveAnInterfaceInCommonAndNothingElse() throws Exception {
        source("app/one.wat", COMPONENT.replace("NAME", "same"));
        source("app/two.wat", COMPONENT.replace("NAME", "same"));
        assertThat(generate()).isEqualTo(done(2, 0));
        assertThat(java()).contains("app/Shop.java", "app/One.java", "app/Two.java");
        assertThat(generate()).isEqualTo(done(0, 2));
        source("app/two.wat", COMPONENT.replace("NAME", "other"));
        assertThatThrownBy(this::generate).isInstanceOf(BuildFailure.class).hasMessage(
                "src/main/wasm/app/two.wat: app/Shop.java is "
                        + "generated of app/one.wat, too, and not the same; one of them belongs into another folder");
        Files.delete(sources.resolve("app/one.wat"));
        assertThat(generate()).isEqualTo(done(1, 0));
        assertThat(output.resolve("java/app/Shop.java")).content().contains("other(");
    }

    @Test
    void modulesWithTheSameStemAreOneTooMany() throws Exception {
        source("app/answer.wat", ANSWER);
        Files.write(sources.resolve("app/answer.wasm"), Wat.parse(ANSWER));
        assertThatThrownBy(this::generate).isInstanceOf(BuildFailure.class)
                .hasMessage("src/main/wasm/app/answer.wat: has the same name as src/main/wasm/app/answer.wasm");
    }
}
