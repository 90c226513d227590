package dev.vespula.component.internal.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniqueNamesTest {

    @ParameterizedTest
    @CsvSource({
        "a,a",
        "foo-BAR-baz,FOO-bar-BAZ",
        "[method]a.a,a",
        "a,[static]a.A",
        "[method]a.b,[static]a.b",
        "[constructor]a,[constructor]A",
        "a:b/c@1.0.0,a:b/c@1.0.0"
    })
    void conflicts(String one, String other) {
        UniqueNames names = new UniqueNames();
        assertThat(names.add(one)).isNull();
        assertThat(names.add(other)).isEqualTo(one);
    }

    @Test
    void differentNames() {
        UniqueNames names = new UniqueNames();
        for (String name : new String[] {"a", "[constructor]a", "[method]a.b", "[method]b.a", "[static]a.c", "b", "c",
            "a:b/c", "a:b/c@1.0.0", "a:b/c@2.0.0", "a-b", "ab"}) {
            assertThat(names.add(name)).as(name).isNull();
        }
    }
}
