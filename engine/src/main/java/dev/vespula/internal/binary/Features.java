package dev.vespula.internal.binary;

import dev.vespula.Config;
import dev.vespula.Feature;

/**
 * An immutable set of features.
 *
 * @param bits one bit for each ordinal of {@link Feature}
 */
public record Features(int bits) {
    /** What a default configuration has. */
    public static final Features DEFAULT = of(new Config());
    /** Everything. */
    public static final Features ALL = new Features((1 << Feature.values().length) - 1);

    /** Those of a configuration. */
    public static Features of(Config config) {
        int bits = 0;
        for (Feature feature : Feature.values()) {
            bits |= config.has(feature) ? 1 << feature.ordinal() : 0;
        }
        return new Features(bits);
    }

    public boolean has(Feature feature) {
        return (bits & 1 << feature.ordinal()) != 0;
    }

    public Features with(Feature feature) {
        return new Features(bits | 1 << feature.ordinal());
    }

    /** Written out, as {@link #hashCode}: the generated forms build method handles at first use, 10 ms of a start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Features features && features.bits == bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }
}
