package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.ComponentInstance;
import org.junit.jupiter.api.Test;

/** Java interfaces over the exports of components. */
class TypedExportsTest {
    private final ComponentText text = new ComponentText();

    interface Adder {
        long add(long a, long b);

        default long twice(long a) {
            return add(a, a);
        }
    }

    @Test
    void functionsAreMethods() {
        ComponentInstance instance = text.instantiate(ComponentCallsTest.ADD);
        Adder adder = instance.exports(Adder.class);
        assertThat(adder.add(2, 3)).isEqualTo(5);
        assertThat(adder.twice(0xFFFF_FFFFL)).isEqualTo(0xFFFF_FFFEL);
    }
}
