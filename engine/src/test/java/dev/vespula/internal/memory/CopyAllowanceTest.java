package dev.vespula.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What memories may copy to stay as large as their arrays. */
class CopyAllowanceTest {
    private static final long MIB = 1 << 20;

    private long now = -5;
    private final CopyAllowance copies = new CopyAllowance(() -> now);

    @Test
    void soMuchMayBeCopiedAtOnceAndNoMore() {
        assertThat(copies.take(200 * MIB)).isTrue();
        assertThat(copies.take(56 * MIB)).isTrue();
        assertThat(copies.take(1)).isFalse();
    }

    @Test
    void whatWasCopiedIsForgottenWithTime() {
        for (int k = 0; k < 100; k++) {
            assertThat(copies.take(200 * MIB)).isTrue();
            now += 200 * MIB;
        }
    }

    @Test
    void timeThatWentByIsNotSaved() {
        now += 1L << 40;
        assertThat(copies.take(257 * MIB)).isFalse();
    }

    @Test
    void onceItIsOverItIsOverForGood() {
        assertThat(copies.take(1L << 40)).isFalse();
        now += 1L << 50;
        assertThat(copies.take(0)).isFalse();
    }
}
