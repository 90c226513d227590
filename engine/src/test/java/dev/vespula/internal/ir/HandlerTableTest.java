package dev.vespula.internal.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlerTableTest {
    private final HandlerTable.Builder builder = new HandlerTable.Builder();

    private int region(int outer, int start) {
        int region = builder.open(outer);
        builder.begin(region, start);
        return region;
    }

    @Test
    void aPositionBelongsToTheInnermostRegionAroundIt() {
        int a = region(HandlerTable.NONE, 2);
        int b = region(a, 4);
        builder.end(b, 6);
        int c = region(a, 6);
        int d = region(c, 6);
        builder.end(d, 8);
        builder.end(c, 9);
        builder.end(a, 12);
        int e = region(HandlerTable.NONE, 12);
        builder.end(e, 12);
        HandlerTable table = builder.build();
        assertThat(IntStream.range(0, 14).map(table::regionAt).toArray())
                .containsExactly(-1, -1, a, a, b, b, d, d, c, a, a, a, -1, -1);
        assertThat(table.regionAt(HandlerTable.NONE)).isEqualTo(HandlerTable.NONE);
    }

    @Test
    void clausesStayInOrderHoweverRegionsAreInterleaved() {
        int a = region(HandlerTable.NONE, 0);
        int b = region(a, 1);
        builder.end(b, 2);
        builder.clause(b, 7, 20, 3, HandlerTable.NONE);
        builder.end(a, 4);
        builder.clause(a, 5, 30, 4, 6);
        int c = region(HandlerTable.NONE, 5);
        builder.clause(c, 1, 40, 5, HandlerTable.NONE);
        builder.end(c, 7);
        builder.clause(a, HandlerTable.EVERY_TAG, 50, 4, 4);
        HandlerTable table = builder.build();
        assertThat(table.clauses()).isEqualTo(4);
        assertThat(tags(table, a)).containsExactly(5, HandlerTable.EVERY_TAG);
        assertThat(tags(table, b)).containsExactly(7);
        assertThat(tags(table, c)).containsExactly(1);
        int first = table.firstClause(a);
        assertThat(table.target(first)).isEqualTo(30);
        assertThat(table.values(first)).isEqualTo(4);
        assertThat(table.reference(first)).isEqualTo(6);
    }

    @Test
    void delegatingChangesWhereTheRestGoesButNotWhatIsAround() {
        int a = region(HandlerTable.NONE, 0);
        int b = region(a, 1);
        int c = region(b, 2);
        builder.end(c, 3);
        builder.delegate(c, a);
        builder.end(b, 4);
        builder.delegate(b, HandlerTable.NONE);
        builder.end(a, 5);
        HandlerTable table = builder.build();
        assertThat(table.next(c)).isEqualTo(a);
        assertThat(table.next(b)).isEqualTo(HandlerTable.NONE);
        assertThat(table.regionAt(3)).isEqualTo(b);
        assertThat(table.outer(c)).isEqualTo(b);
    }

    @Test
    void aBuilderBeginsAnewAndMostFunctionsHaveNoTable() {
        region(HandlerTable.NONE, 0);
        builder.reset();
        assertThat(builder.build()).isSameAs(HandlerTable.EMPTY);
        assertThat(HandlerTable.EMPTY.regionAt(5)).isEqualTo(HandlerTable.NONE);
    }

    private static int[] tags(HandlerTable table, int region) {
        return IntStream.range(table.firstClause(region), table.endClause(region)).map(table::tag).toArray();
    }
}
