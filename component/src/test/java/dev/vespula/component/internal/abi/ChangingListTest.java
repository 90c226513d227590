package dev.vespula.component.internal.abi;

import static dev.vespula.component.types.Primitive.BOOL;
import static dev.vespula.component.types.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.ValueType;
import java.util.AbstractCollection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections that somebody changes between the check and the copy. */
class ChangingListTest {
    private final Border border = new Border();

    /** As large as it says when it is gone through for the first time, and then something else. */
    private static final class Changing extends AbstractCollection<Object> {
        private final Object element;
        private final int size;
        private final int later;
        private int passes;

        private Changing(Object element, int size, int later) {
            this.element = element;
            this.size = size;
            this.later = later;
        }

        @Override
        public Iterator<Object> iterator() {
            return Collections.nCopies(passes++ == 0 ? size : later, element).iterator();
        }

        @Override
        public int size() {
            return size;
        }
    }

    static Stream<Arguments> types() {
        return Stream.of(Arguments.of(Types.list(BOOL), true), Arguments.of(Types.list(U8), 7), Arguments.of(Types.list(
                Primitive.STRING), "x"), Arguments.of(new FixedListType(U8, 3), 7));
    }

    @ParameterizedTest
    @MethodSource("types")
    void noMoreIsWrittenThanRoomWasMadeFor(ValueType type, Object element) {
        for (int later : new int[] {0, 2, 4, 1000}) {
            Border.Side guest = border.side();
            guest.memory.fill(0, (byte) 0x55, 1 << 16);
            assertThatThrownBy(() -> border.lower(type, guest, new Changing(element, 3, later))).isInstanceOf(
                    ConcurrentModificationException.class);
            byte[] behind = guest.bytes(100, 2000);
            assertThat(behind).containsOnly(0x55);
        }
    }

    @Test
    void listsWithinListsToo() {
        ValueType type = Types.list(new FixedListType(U8, 300));
        assertThatThrownBy(() -> border.lower(type, border.side(), List.of(new Changing(1, 300, 301)))).isInstanceOf(
                ConcurrentModificationException.class);
    }
}
