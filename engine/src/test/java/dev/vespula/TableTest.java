package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.FUNCREF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.types.Limits;
import dev.vespula.types.TableType;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);

    @Test
    void elementsKeepTheirIdentity() {
        Object object = new Object();
        Table table = Table.of(store, TableType.of(EXTERNREF, Limits.range(3, 5)), object);
        assertThat(table.get(2)).isSameAs(object);
        table.set(1, "text");
        table.fill(2, null, 1);
        assertThat(table.get(0)).isSameAs(object);
        assertThat(table.get(1)).isEqualTo("text");
        assertThat(table.get(2)).isNull();
        table.copy(1, table, 0, 2);
        assertThat(table.get(2)).isEqualTo("text");
    }

    @Test
    void growthStopsAtTheMaximum() {
        Table table = Table.of(store, TableType.of(EXTERNREF, Limits.range(1, 4)), null);
        assertThat(table.grow(2, "new")).isEqualTo(1);
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.get(2)).isEqualTo("new");
        assertThat(table.grow(2, null)).isEqualTo(-1);
        assertThat(table.grow(-1, null)).isEqualTo(-1);
        assertThat(table.type()).isEqualTo(TableType.of(EXTERNREF, Limits.range(3, 4)));
    }

    @Test
    void accessesOutOfBoundsTrap() {
        Table table = Table.of(store, TableType.of(EXTERNREF, Limits.range(2, 9)), null);
        table.grow(1, null);
        for (long index : new long[] {3, -1, 1L << 32, Long.MIN_VALUE}) {
            assertThat(catchThrowableOfType(Trap.class, () -> table.get(index)).code())
                    .isEqualTo(TrapCode.TABLE_OUT_OF_BOUNDS);
            assertThatThrownBy(() -> table.set(index, null)).isInstanceOf(Trap.class);
            assertThatThrownBy(() -> table.fill(index, null, 1)).isInstanceOf(Trap.class);
        }
        assertThatThrownBy(() -> table.copy(2, table, 0, 2)).isInstanceOf(Trap.class);
    }

    @Test
    void tablesOfFunctionsTakeFunctionsOfTheirStoreOnly() {
        Table table = Table.of(store, TableType.of(FUNCREF, Limits.atLeast(1)), null);
        Func func = Func.wrap(store, IntSupplier.class, () -> 1);
        table.set(0, func);
        assertThat(table.get(0)).isSameAs(func);
        assertThatThrownBy(() -> table.set(0, "x")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a Func, not String x");
        Func foreign = Func.wrap(new Store<>(engine), IntSupplier.class, () -> 1);
        assertThatThrownBy(() -> table.set(0, foreign)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the function belongs to another store");
        Table objects = Table.of(store, TableType.of(EXTERNREF, Limits.atLeast(1)), func);
        assertThat(objects.get(0)).as("a Func is an object like any other").isSameAs(func);
        assertThatThrownBy(() -> table.copy(0, objects, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheHostPutsInATableCanBeCalledIndirectly() {
        WasmBuilder builder = new WasmBuilder();
        builder.type("", "i");
        builder.table('c', 2);
        builder.export("table", WasmBuilder.TABLE, 0);
        builder.func("call", "i", "i", "", "local.get 0; call_indirect 0 0");
        Instance instance = new Linker<Void>(engine).instantiate(store, builder.module(engine));
        instance.table("table").set(1, Func.wrap(store, IntSupplier.class, () -> 99));
        assertThat(instance.func("call").call(1)).containsExactly(99);
    }
}
