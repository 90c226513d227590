package dev.vespula.component.wit;

import dev.vespula.component.internal.names.NameException;
import dev.vespula.component.internal.names.VersionParser;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * A version of a package, as <a href="https://semver.org">Semantic Versioning 2.0</a> has it. The order is that of precedence,
 * with build metadata deciding between versions that differ in nothing else.
 *
 * @param major unsigned
 * @param minor unsigned
 * @param patch unsigned
 * @param preRelease what stands between '-' and '+', or ""
 * @param build what stands behind '+', or ""
 */
public record SemanticVersion(long major, long minor, long patch, String preRelease, String build)
        implements
            Comparable<SemanticVersion> {

    private static final Comparator<SemanticVersion> ORDER = Comparator
            .comparing(SemanticVersion::major, Long::compareUnsigned)
            .thenComparing(SemanticVersion::minor, Long::compareUnsigned)
            .thenComparing(SemanticVersion::patch, Long::compareUnsigned)
            .thenComparing(SemanticVersion::comparePreReleases)
            .thenComparing(version -> !version.build().isEmpty())
            .thenComparing(SemanticVersion::build, SemanticVersion::compareIdentifiers);

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    public static SemanticVersion parse(String text) {
        try {
            return VersionParser.parse(text);
        } catch (NameException none) {
            throw new IllegalArgumentException(none.getMessage(), none);
        }
    }

    /**
     * What versions that are compatible with this one have in common: the major version, or for {@code 0.x} the minor one as
     * well; otherwise all of it but build metadata. It is written as in names of interfaces: {@code 1}, {@code 0.2}.
     */
    public String compatibleTrack() {
        if (!preRelease.isEmpty() || major == 0 && minor == 0) {
            return new SemanticVersion(major, minor, patch, preRelease, "").toString();
        }
        return major != 0
                ? Long.toUnsignedString(major)
                : Long.toUnsignedString(major) + "." + Long.toUnsignedString(minor);
    }

    @Override
    public int compareTo(SemanticVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(major) + "." + Long.toUnsignedString(minor) + "." + Long.toUnsignedString(patch)
                + (preRelease.isEmpty() ? "" : "-" + preRelease) + (build.isEmpty() ? "" : "+" + build);
    }

    private static boolean isNumeric(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int comparePreReleases(SemanticVersion a, SemanticVersion b) {
        if (a.preRelease.isEmpty() || b.preRelease.isEmpty()) {
            return Boolean.compare(a.preRelease.isEmpty(), b.preRelease.isEmpty());
        }
        return compareIdentifiers(a.preRelease, b.preRelease);
    }

    private static int compareIdentifiers(String a, String b) {
        List<String> left = List.of(a.split("\\.", -1));
        List<String> right = List.of(b.split("\\.", -1));
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifier(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareIdentifier(String a, String b) {
        boolean numeric = isNumeric(a);
        if (numeric != isNumeric(b)) {
            return numeric ? -1 : 1;
        }
        int order = numeric ? new BigInteger(a).compareTo(new BigInteger(b)) : 0;
        return order != 0 ? order : a.compareTo(b);
    }
}
