package dev.vespula.component.internal.validate;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.binary.ComponentLimits;
import dev.vespula.component.internal.model.ComponentFeatures;

/** The errors of the validator. */
final class Refusal {
    private Refusal() {}

    /** Something is not valid. */
    static InvalidException invalid(int offset, String reason) {
        return new InvalidException(reason, offset);
    }

    /** An index names nothing; {@code noun} is what the index is of. */
    static InvalidException unknown(int offset, String noun, int index, String space) {
        return invalid(offset, "unknown " + noun + " " + Integer.toUnsignedString(index) + ": " + space
                + " index out of bounds");
    }

    /** A type is not of the kind that is wanted. */
    static InvalidException kind(int offset, int index, String wanted) {
        return invalid(offset, "type index " + Integer.toUnsignedString(index) + " is not " + wanted);
    }

    /** There is too much of something. */
    static LimitException limit(int offset, String reason) {
        return new LimitException(reason, offset);
    }

    /** Fails unless there may be one more. */
    static void checkCount(int offset, int count, int most, String what) {
        if (count >= most) {
            throw limit(offset, "the limit of " + most + " " + what + " is exceeded");
        }
    }

    /** Fails if scopes are nested too deep. */
    static void checkDepth(int offset, int depth) {
        if (depth > ComponentLimits.DEPTH) {
            throw limit(offset, "type nesting is too deep: more than " + ComponentLimits.DEPTH + " levels");
        }
    }

    /** Fails unless a part of the component model is on. */
    static void require(int offset, ComponentFeatures features, ComponentFeature feature, String what) {
        if (!features.has(feature)) {
            throw invalid(offset, ComponentFeatures.missing(feature, what));
        }
    }
}
