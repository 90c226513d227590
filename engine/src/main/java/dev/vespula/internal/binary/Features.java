package dev.vespula.internal.binary;

import dev.vespula.Feature;

/**
 * An immutable set of features.
 *
 * @param bits one bit for each ordinal of {@link Feature}
 */
public record Features(int bits) {
    /** What a default configuration has. */
    public static final Features DEFAULT = defaults();
    /** Everything. */
    public static final Features ALL = new Features((1 << Feature.values().length) - 1);

    public boolean has(Feature feature) {
        return (bits & 1 << feature.ordinal()) != 0;
    }

    public Features with(Feature feature) {
        return new Features(bits | 1 << feature.ordinal());
    }

    /** Without exceptions there is no older form of them either; that can be switched on again by itself. */
    public Features without(Feature feature) {
        int off = 1 << feature.ordinal() | (feature == Feature.EXCEPTIONS ? 1 << Feature.LEGACY_EXCEPTIONS.ordinal() : 0);
        return new Features(bits & ~off);
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

    private static Features defaults() {
        Features features = new Features(0);
        for (Feature feature : Feature.values()) {
            if (feature.isOnByDefault()) {
                features = features.with(feature);
            }
        }
        return features;
    }
}
