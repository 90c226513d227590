package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * An application server loads the library anew for each application: nothing of ours (threads, timers, thread-locals, caches of
 * the JVM) keeps a class loader of it once it is not used any more.
 */
class DroppedLibraryTest {
    private static final int TIMES = 50;
    /** Collections after which a loader that is still there stays for ever. */
    private static final int MOST_COLLECTIONS = 1_000;

    @Test
    void classLoadersAreCollected() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            loaders.add(use(i));
        }
        int kept = TIMES;
        for (int collections = 0; kept > 0; collections++) {
            assertThat(collections).as("collections, with %d loaders kept", kept).isLessThan(MOST_COLLECTIONS);
            System.gc();
            Thread.sleep(20);
            kept = 0;
            for (WeakReference<ClassLoader> loader : loaders) {
                kept += loader.refersTo(null) ? 0 : 1;
            }
        }
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("vespula-") || name.startsWith("wasi-thread"));
    }

    private static WeakReference<ClassLoader> use(int turn) throws Exception {
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader("library", classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> use = loader.loadClass(LibraryUse.class.getName());
            assertThat(use.getClassLoader()).isSameAs(loader);
            IntFunction<?> run = (IntFunction<?>) use.getDeclaredConstructor().newInstance();
            assertThat(run.apply(turn)).isEqualTo("used");
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
