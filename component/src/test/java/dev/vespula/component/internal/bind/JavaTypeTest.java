package dev.vespula.component.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Types of Java whose variables are known. */
class JavaTypeTest {

    interface Base<T, U extends Comparable<U>> {
        Map<T, List<? extends U>> map();

        List<? super T>[] array();

        U bounded();

        int[][] numbers();
    }

    interface Middle<V> extends Base<List<V>, Integer> {}

    interface Bound extends Middle<String> {}

    private static String returned(Class<?> owner, String name) throws NoSuchMethodException {
        Method method = owner.getMethod(name);
        return JavaType.of(method.getGenericReturnType(), JavaType.of(owner).variables()).toString();
    }

    @Test
    void variablesAreWhatTheInterfacesBelowSay() throws NoSuchMethodException {
        assertThat(returned(Bound.class, "map")).isEqualTo("Map<List<String>, List<Integer>>");
        assertThat(returned(Bound.class, "array")).isEqualTo("List<List<String>>[]");
        assertThat(returned(Bound.class, "numbers")).isEqualTo("int[][]");
        assertThat(returned(Base.class, "bounded")).as("a bound that mentions its variable").isEqualTo("Comparable");
    }

    sealed interface Tree<T> {}

    record Leaf<V>(V value) implements Tree<V> {}

    record Fixed(int value) implements Tree<String> {}

    @Test
    void subtypesHaveTheArgumentsThatFollow() {
        JavaType tree = new JavaType(Tree.class, List.of(JavaType.of(String.class)));
        assertThat(Stream.of(Leaf.class, Fixed.class).map(tree::subtype).map(JavaType::toString)).containsExactly(
                "JavaTypeTest.Leaf<String>", "JavaTypeTest.Fixed");
    }
}
