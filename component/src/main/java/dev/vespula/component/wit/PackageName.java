package dev.vespula.component.wit;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What a package is called: {@code namespace:name} or {@code namespace:name@1.2.3}. The order is by namespace, name and
 * version, no version first.
 */
public record PackageName(String namespace, String name, Optional<SemanticVersion> version)
        implements
            Comparable<PackageName> {

    private static final Comparator<PackageName> ORDER = Comparator.comparing(PackageName::namespace)
            .thenComparing(PackageName::name)
            .thenComparing(n -> n.version().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));

    public PackageName {
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
    }

    /** The full name of something in the package: {@code namespace:name/item@1.2.3}. */
    public String item(String item) {
        return namespace + ":" + name + "/" + item + suffix();
    }

    @Override
    public int compareTo(PackageName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + ":" + name + suffix();
    }

    private String suffix() {
        return version.map(v -> "@" + v).orElse("");
    }
}
