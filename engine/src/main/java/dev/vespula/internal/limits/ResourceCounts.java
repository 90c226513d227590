package dev.vespula.internal.limits;

import dev.vespula.ExceededLimit;
import dev.vespula.LimitException;

/** Checks how many of a thing a store may hold. */
final class ResourceCounts {
    private ResourceCounts() {}

    static void check(ExceededLimit limit, String what, long present, int added, long allowed) {
        if (added > 0 && present + added > allowed) {
            throw new LimitException(limit, "resource limit exceeded: " + what + " count too high at " + (present + added)
                    + ", the store allows " + allowed);
        }
    }
}
