package dev.vespula.component.internal.names;

import java.util.Optional;

/**
 * A version of Semantic Versioning 2.0. The order is that of precedence, and of the build where that is all that differs.
 *
 * @param major unsigned
 * @param minor unsigned
 * @param patch unsigned
 * @param preRelease what follows the dash, empty for a release
 * @param build what follows the plus, or empty
 */
public record SemanticVersion(long major, long minor, long patch, String preRelease, String build)
        implements
            Comparable<SemanticVersion> {

    /** Reads a version, all of the text. */
    public static SemanticVersion parse(String text) throws NameException {
        return new VersionParser(text).parse();
    }

    /**
     * What other versions it is compatible with: those of the same track, {@code 1}, {@code 0.2} or {@code 0.0.3}; the rest
     * stands in a {@code versionsuffix}.
     */
    public String canonical() {
        if (major != 0) {
            return Long.toUnsignedString(major);
        }
        return minor != 0 ? "0." + Long.toUnsignedString(minor) : "0.0." + Long.toUnsignedString(patch);
    }

    /** The {@link #canonical} part if another version may stand in: not for a pre-release, and not for 0.0.x. */
    public Optional<String> track() {
        return preRelease.isEmpty() && (major != 0 || minor != 0) ? Optional.of(canonical()) : Optional.empty();
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int order = Long.compareUnsigned(major, other.major);
        if (order == 0) {
            order = Long.compareUnsigned(minor, other.minor);
        }
        if (order == 0) {
            order = Long.compareUnsigned(patch, other.patch);
        }
        if (order == 0) {
            // A pre-release comes before its release.
            order = preRelease.isEmpty() || other.preRelease.isEmpty()
                    ? Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty())
                    : compareSegments(preRelease, other.preRelease);
        }
        return order == 0 ? compareSegments(build, other.build) : order;
    }

    private static int compareSegments(String one, String other) {
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int k = 0; k < Math.min(left.length, right.length); k++) {
            int order = compareSegment(left[k], right[k]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Numbers by their value and before texts. */
    private static int compareSegment(String one, String other) {
        boolean number = VersionParser.isNumber(one);
        boolean otherNumber = VersionParser.isNumber(other);
        if (number != otherNumber) {
            return number ? -1 : 1;
        }
        // Of numbers without leading zeros the longer one is the greater.
        int order = number ? Integer.compare(one.length(), other.length()) : 0;
        return order == 0 ? one.compareTo(other) : order;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return Long.toUnsignedString(major) + "." + Long.toUnsignedString(minor) + "." + Long.toUnsignedString(patch)
                + (preRelease.isEmpty() ? "" : "-" + preRelease) + (build.isEmpty() ? "" : "+" + build);
    }
}
