package dev.vespula.internal.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceMapTest {
    @Test
    void findsTheLastEntryAtOrBeforeAnIndex() {
        SourceMap.Builder builder = new SourceMap.Builder();
        builder.add(0, 1000);
        builder.add(5, 990);
        builder.add(700, 2_000_000);
        SourceMap map = builder.build();
        assertThat(map.offsetAt(0)).isEqualTo(1000);
        assertThat(map.offsetAt(4)).isEqualTo(1000);
        assertThat(map.offsetAt(5)).isEqualTo(990);
        assertThat(map.offsetAt(699)).isEqualTo(990);
        assertThat(map.offsetAt(700)).isEqualTo(2_000_000);
        assertThat(map.offsetAt(Integer.MAX_VALUE)).isEqualTo(2_000_000);
    }

    @Test
    void knowsNothingBeforeTheFirstEntry() {
        SourceMap.Builder builder = new SourceMap.Builder();
        builder.add(3, 7);
        assertThat(builder.build().offsetAt(2)).isEqualTo(-1);
        assertThat(new SourceMap.Builder().build().offsetAt(0)).isEqualTo(-1);
    }

    @Test
    void growsAndStartsAfresh() {
        SourceMap.Builder builder = new SourceMap.Builder();
        for (int k = 0; k < 10_000; k++) {
            builder.add(k * 3, k % 2 == 0 ? k : 1_000_000_000 - k);
        }
        SourceMap map = builder.build();
        assertThat(map.offsetAt(3 * 9_999)).isEqualTo(1_000_000_000 - 9_999);
        builder.reset();
        builder.add(1, 2);
        assertThat(builder.build().offsetAt(1)).isEqualTo(2);
        assertThat(map.offsetAt(3 * 9_998)).isEqualTo(9_998);
    }
}
