package dev.vespula.text.script;

import dev.vespula.Feature;
import dev.vespula.LimitException;
import dev.vespula.internal.binary.Opcode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The features that the engine decodes and validates but does not execute yet, and the only reason for which the runner
 * skips directives of the suite. Whoever adds a feature takes it out here; when the set is empty this class goes.
 */
final class PendingFeatures {

    private static final Set<Feature> PENDING = EnumSet.of(Feature.GC);

    private static final String NOT_YET = "not supported yet";

    private PendingFeatures() {
    }

    /** Why a failure is to be passed over: the instruction's feature is pending. Empty when it is a real failure. */
    static Optional<String> reason(Throwable failure) {
        if (!(failure instanceof LimitException refusal) || !refusal.reason().contains(NOT_YET)) {
            return Optional.empty();
        }
        for (String word : refusal.reason().split("[^a-z0-9_.]+")) {
            Feature feature = feature(word);
            if (feature != null && PENDING.contains(feature)) {
                return Optional.of("not executed yet: " + feature);
            }
        }
        return Optional.empty();
    }

    /** The feature that brought an instruction, or null. */
    private static Feature feature(String word) {
        Opcode opcode = Opcode.ofMnemonic(word);
        return opcode == null ? null : opcode.feature();
    }
}
