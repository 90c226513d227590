package dev.vespula.internal.interp;

import static dev.vespula.internal.interp.Wasm.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Instance;
import dev.vespula.internal.translate.TestModule;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class ReferenceSlotsTest {
    private static TestModule module() {
        TestModule module = new TestModule().global('e').table();
        // Keeps its argument in a local, a temporary and a callee's frame, and returns a number.
        module.function("e", "i", "e", "local.get 0", "local.set 1", "local.get 1", "local.get 0", "call 1", "drop",
                "ref.is_null");
        module.function("e", "e", "ee", "local.get 0", "local.tee 1", "local.set 2", "local.get 2");
        module.function("e", "", "", "local.get 0", "drop", "unreachable");
        module.function("eei", "e", "", "local.get 0", "local.get 1", "local.get 2", "select_t e");
        return module;
    }

    @Test
    void aReturnedCallKeepsNothingAlive() throws InterruptedException {
        Instance instance = new Wasm().instance(module());
        WeakReference<Object> seen = use(instance, "f0");
        assertCollected(seen);
    }

    @Test
    void aTrappedCallKeepsNothingAlive() throws InterruptedException {
        Instance instance = new Wasm().instance(module());
        Object object = new Object();
        WeakReference<Object> seen = new WeakReference<>(object);
        try {
            instance.func("f2").call(object);
        } catch (RuntimeException expected) {
            assertThat(expected).hasMessageContaining("unreachable");
        }
        object = null;
        assertCollected(seen);
    }

    private static WeakReference<Object> use(Instance instance, String name) {
        Object object = new Object();
        assertThat(call(instance.func(name), object)).isEqualTo(0);
        return new WeakReference<>(object);
    }

    private static void assertCollected(WeakReference<Object> seen) throws InterruptedException {
        while (seen.get() != null) {
            System.gc();
            Thread.sleep(1);
        }
    }

    @Test
    void referencesPassThroughUnchanged() {
        Instance instance = new Wasm().instance(module());
        Object object = new Object();
        assertThat(call(instance.func("f1"), object)).isSameAs(object);
        assertThat(call(instance.func("f1"), new Object[] {null})).isNull();
        assertThat(call(instance.func("f0"), new Object[] {null})).isEqualTo(1);
        assertThat(call(instance.func("f3"), object, "other", 1)).isSameAs(object);
        assertThat(call(instance.func("f3"), object, "other", 0)).isEqualTo("other");
    }
}
