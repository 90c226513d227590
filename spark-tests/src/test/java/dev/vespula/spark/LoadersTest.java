package dev.vespula.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.text.Wat;
import dev.vespula.udf.UdfTask;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class loader that has loaded the engine and its functions, and ran them, can go: so it is where each job brings its jars. */
class LoadersTest {
    private static final int LOADERS = Boolean.getBoolean("vespula.stress") ? 50 : 10;
    private static final int FIRST = 5;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    /** Calls functions, in the loader that it is loaded by: those of a module by themselves, and as Spark does in a catalog. */
    public static final class Work implements LongUnaryOperator {
        private final String module;

        public Work(String module) {
            this.module = module;
        }

        @Override
        public long applyAsLong(long number) {
            long sum = 0;
            try (UdfTask numbers = Guests.numbers().newTask(); UdfTask strings = Guests.strings().newTask()) {
                for (int i = 0; i < 1_000; i++) {
                    sum += numbers.rowCall("gcd").callI64(number, 36);
                }
                sum += strings.rowCall("upper").call("ab").toString().length();
            }
            WasmFunctionCatalog catalog = new WasmFunctionCatalog();
            catalog.initialize("isolated", new CaseInsensitiveStringMap(Map.of("module.numbers", module,
                    "module.numbers.signatures", "gcd(int64, int64) -> int64")));
            try {
                BoundFunction gcd = catalog.loadFunction(Identifier.of(new String[] {"numbers"}, "gcd")).bind(new StructType()
                        .add("a", DataTypes.LongType).add("b", DataTypes.LongType));
                return sum + (long) gcd.getClass().getMethod("invoke", long.class, long.class).invoke(gcd, number, 36L);
            } catch (ReflectiveOperationException | org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Everything but what is loaded anew. */
    private static final class Others extends ClassLoader {
        Others(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
            if (name.startsWith("dev.vespula.") || name.startsWith("org.objectweb.asm.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, isResolved);
        }
    }

    /** Ours, and ASM; class files that are being tested are in folders. */
    private static URL[] ours() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator)).map(File::new).filter(file -> file.isDirectory() || file.getName()
                .startsWith("vespula") || file.getName().startsWith("asm-")).map(LoadersTest::url).toArray(URL[]::new);
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WeakReference<ClassLoader> work(URL[] ours, String module) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(ours, new Others(LoadersTest.class.getClassLoader()))) {
            thread.setContextClassLoader(loader);
            LongUnaryOperator work = (LongUnaryOperator) loader.loadClass(Work.class.getName()).getConstructor(String.class)
                    .newInstance(module);
            assertThat(work.getClass().getClassLoader()).isSameAs(loader);
            assertThat(work.applyAsLong(48)).isEqualTo(12 * 1_000 + 2 + 12);
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<WeakReference<ClassLoader>> work(URL[] ours, String module, int count) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loaders.add(work(ours, module));
        }
        return loaders;
    }

    /** Waits until at most one is left: threads of the engine that have nothing to do stay a while, and somebody may look at the last one. */
    private static void awaitGone(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (left(loaders) > 1 && System.nanoTime() < end) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(500);
        }
        assertThat(left(loaders)).as("loaders that are left of " + loaders.size()).isLessThanOrEqualTo(1);
    }

    private static long left(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(bean -> bean.getName().equals("Metaspace")).mapToLong(
                bean -> bean.getUsage().getUsed()).sum();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("vespula")).count();
    }

    @Test
    void loadersGoAndLeaveNothing() throws Exception {
        assertThat(Sessions.SPARK.version()).isNotEmpty();
        String module = Files.write(folder.resolve("loaded-numbers.wasm"), Wat.parse(new String(Guests.bytes(
                "numbers"), StandardCharsets.UTF_8))).toString();
        URL[] ours = ours();
        awaitGone(work(ours, module, FIRST));
        long metaspace = metaspace();
        long heap = heap();
        long threads = threads();
        awaitGone(work(ours, module, LOADERS));
        assertThat(metaspace() - metaspace).as("bytes of classes").isLessThan(12 << 20);
        assertThat(heap() - heap).as("bytes of the heap").isLessThan(32 << 20);
        assertThat(threads()).as("threads of ours").isLessThanOrEqualTo(threads + 2);
    }
}
