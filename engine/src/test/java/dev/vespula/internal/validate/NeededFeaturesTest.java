package dev.vespula.internal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.internal.binary.Features;
import org.junit.jupiter.api.Test;

/** Features that modules need, found by switching others off. */
class NeededFeaturesTest {
    private static final byte[] EMPTY = {0, 'a', 's', 'm', 1, 0, 0, 0};
    /** {@code (tag)}, which both forms of exceptions allow. */
    private static final byte[] TAG = {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 13, 3, 1, 0, 0};
    /** Two memories, one of them shared. */
    private static final byte[] MEMORIES = {0, 'a', 's', 'm', 1, 0, 0, 0, 5, 6, 2, 0, 1, 3, 1, 1};

    private static Features with(Feature... features) {
        Features all = new Features(0);
        for (Feature feature : features) {
            all = all.with(feature);
        }
        return all;
    }

    @Test
    void whatIsNotUsedIsNotNeeded() {
        assertThat(NeededFeatures.of(EMPTY, Features.ALL)).isEqualTo(with());
        assertThat(NeededFeatures.of(MEMORIES, Features.ALL)).isEqualTo(with(Feature.MULTI_MEMORY, Feature.THREADS));
        assertThat(NeededFeatures.of(MEMORIES, with(Feature.MULTI_MEMORY, Feature.THREADS, Feature.GC)))
                .isEqualTo(with(Feature.MULTI_MEMORY, Feature.THREADS));
    }

    @Test
    void ofTwoThatWillDoOneIsNeeded() {
        assertThat(NeededFeatures.of(TAG, Features.ALL)).isEqualTo(with(Feature.EXCEPTIONS));
        assertThat(NeededFeatures.of(TAG, with(Feature.LEGACY_EXCEPTIONS))).isEqualTo(with(Feature.LEGACY_EXCEPTIONS));
    }

    @Test
    void withoutExceptionsThereAreNoLegacyOnes() {
        Config config = new Config().without(Feature.EXCEPTIONS);
        assertThat(config.has(Feature.LEGACY_EXCEPTIONS)).isFalse();
        assertThat(config.with(Feature.LEGACY_EXCEPTIONS).has(Feature.LEGACY_EXCEPTIONS)).isTrue();
        assertThat(config.with(Feature.LEGACY_EXCEPTIONS).has(Feature.EXCEPTIONS)).isFalse();
    }
}
