package dev.vespula.conformance;

import dev.vespula.LimitException;
import java.util.Map;

/**
 * The features that the engine decodes and validates but does not execute yet. The one list of reasons for skipping a
 * case; whoever adds a feature takes it out, and when the list is empty this class goes.
 */
final class PendingFeatures {
    /** What the engine's error says when it meets an instruction it cannot execute. */
    private static final String NOT_YET = "not supported yet";

    /** By the words of which the profiles of bank modules are made. */
    private static final Map<String, String> BY_PROFILE = Map.of(
            "gc", "garbage collection",
            // Modules with exceptions use structs and arrays too.
            "eh", "garbage collection");

    private PendingFeatures() {
    }

    /** The feature that a module of this profile may need, or null if it must run. */
    static String neededBy(String profile) {
        for (String word : profile.split("\\+")) {
            String feature = BY_PROFILE.get(word);
            if (feature != null) {
                return feature;
            }
        }
        return null;
    }

    /** Whether the engine refused to execute, rather than the module being wrong. */
    static boolean isRefusal(Throwable e) {
        return e instanceof LimitException limit && limit.reason().contains(NOT_YET);
    }
}
