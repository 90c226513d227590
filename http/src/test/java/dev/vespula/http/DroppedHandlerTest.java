package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The threads of a handler, and those of the client behind it, end by themselves, and keep no class loader of an application. */
class DroppedHandlerTest {
    private static final int MOST_COLLECTIONS = 1_000;

    @Test
    void theClassLoaderIsCollected() throws Exception {
        WeakReference<ClassLoader> loader = use();
        for (int collections = 0; !loader.refersTo(null); collections++) {
            assertThat(collections).as("collections").isLessThan(MOST_COLLECTIONS);
            System.gc();
            Thread.sleep(20);
        }
    }

    private static WeakReference<ClassLoader> use() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader("application", urls.toArray(new URL[0]),
                ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> use = loader.loadClass(HandlerUse.class.getName());
            assertThat(use.getClassLoader()).isSameAs(loader);
            assertThat(((Callable<?>) use.getDeclaredConstructor().newInstance()).call()).isEqualTo("used");
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }
}
