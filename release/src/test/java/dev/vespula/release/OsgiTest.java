package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The jars as bundles, in a framework that has nothing else. */
class OsgiTest {
    /** Those that an application of bundles uses; the command line is none. */
    private static final List<String> BUNDLES =
            List.of("vespula", "vespula-compiler", "vespula-component", "vespula-text", "vespula-wasi", "vespula-http");

    private static final String CALLER = """
            package caller;

            import dev.vespula.Config;
            import dev.vespula.Engine;
            import dev.vespula.EngineStats;
            import dev.vespula.Instance;
            import dev.vespula.Linker;
            import dev.vespula.Module;
            import dev.vespula.Store;
            import dev.vespula.Tier;
            import dev.vespula.text.Wat;
            import dev.vespula.wasi.Wasi;
            import java.util.concurrent.Callable;

            public class Caller implements Callable<String> {
                public interface Calculator {
                    int twice(int number);
                }

                @Override
                public String call() {
                    Engine engine = Engine.of(new Config().withTier(Tier.COMPILED));
                    byte[] binary = Wat.parse("(module (func (export \\"twice\\") (param i32) (result i32)"
                            + " (i32.mul (local.get 0) (i32.const 2))))");
                    Module module = Module.of(engine, binary);
                    Store<Void> store = new Store<>(engine);
                    Instance instance = new Linker<Void>(engine).instantiate(store, module);
                    int result = instance.exports(Calculator.class).twice(21);
                    EngineStats stats = engine.stats();
                    return result + " " + stats.functionsCompiled() + " " + Wasi.class.getSimpleName();
                }
            }
            """;

    @TempDir
    Path folder;
    private Framework framework;

    static List<String> bundles() {
        return BUNDLES;
    }

    @BeforeEach
    void start() throws BundleException {
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString()));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    @Test
    void aBundleCallsWasmThatTheFragmentCompiles() throws Exception {
        install(BUNDLES);
        Bundle caller = install(caller("dev.vespula,dev.vespula.text,dev.vespula.wasi"));
        assertThat(call(caller)).isEqualTo("42 1 Wasi");
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            boolean isFragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            assertThat(bundle.getState()).as(bundle.getSymbolicName()).isEqualTo(isFragment ? Bundle.RESOLVED : Bundle.ACTIVE);
        }
    }

    /** What modules keep from others, bundles do, too. */
    @Test
    void internalPackagesAreNobodysElse() throws Exception {
        install(BUNDLES);
        assertThatThrownBy(() -> install(caller("dev.vespula,dev.vespula.text,dev.vespula.wasi,dev.vespula.internal.types")))
                .isInstanceOf(BundleException.class).hasMessageContaining("dev.vespula.internal.types");
    }

    /** The public ones as they are, those for our other artifacts under a mark that others have to ask for. */
    @ParameterizedTest
    @MethodSource("bundles")
    void exportsAreThoseOfTheModule(String artifact) throws IOException {
        ModuleDescriptor module = ModuleFinder.of(Release.jar(artifact)).findAll().iterator().next().descriptor();
        Set<String> open = new TreeSet<>();
        Set<String> friends = new TreeSet<>();
        module.exports().forEach(exports -> (exports.isQualified() ? friends : open).add(exports.source()));
        Set<String> exported = new TreeSet<>();
        Set<String> marked = new TreeSet<>();
        clauses(artifact, "Export-Package").forEach(clause -> (clause.contains("mandatory:=") ? marked : exported).add(clause
                .split(";")[0]));
        assertThat(exported).isEqualTo(open);
        assertThat(friends).containsAll(marked);
        String name = "dev." + artifact.replace('-', '.');
        assertThat(clauses(artifact, "Bundle-SymbolicName")).containsExactly(name);
        assertThat(clauses(artifact, "Bundle-Version")).containsExactly(Release.VERSION.replace('-', '.'));
    }

    /** Quoted commas and semicolons are of versions and lists of packages. */
    private static List<String> clauses(String artifact, String header) throws IOException {
        try (JarFile jar = new JarFile(Release.jar(artifact).toFile())) {
            String value = jar.getManifest().getMainAttributes().getValue(header);
            return value == null ? List.of() : List.of(value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
        }
    }

    private void install(List<String> artifacts) throws Exception {
        List<Bundle> bundles = new ArrayList<>();
        Path asm = Path.of(ClassWriter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (Path jar : Stream.concat(Stream.of(asm), artifacts.stream().map(Release::jar)).toList()) {
            bundles.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private Bundle install(Path jar) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }

    private static Object call(Bundle caller) throws Exception {
        return ((Callable<?>) caller.loadClass("caller.Caller").getConstructor().newInstance()).call();
    }

    /** A bundle with {@link #CALLER} that imports some packages. */
    private Path caller(String imports) throws IOException {
        Path source = Files.writeString(Files.createDirectories(folder.resolve("caller")).resolve("Caller.java"), CALLER);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String jars = BUNDLES.stream().map(artifact -> Release.jar(artifact).toString()).collect(Collectors.joining(
                File.pathSeparator));
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        assertThat(compiler.getTask(messages, null, null, List.of("-d", classes.toString(), "-cp", jars, "-proc:none"), null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source)).call()).as(messages::toString)
                .isTrue();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, "caller");
        attributes.putValue(Constants.IMPORT_PACKAGE, imports);
        Path jar = folder.resolve("caller.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes.resolve("caller"))) {
            for (Path file : files.toList()) {
                entries.putNextEntry(new ZipEntry("caller/" + file.getFileName()));
                entries.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }
}
