package dev.vespula.component.internal.model;

import java.util.Optional;

/**
 * The name of an import or export with its attributes. Binary.md, {@code nameattributes}.
 *
 * @param implemented the attribute {@code implements}: name of the interface that an instance with a plain name is
 * @param versionSuffix what follows the canonical version in a name
 * @param externalId the attribute {@code external-id}
 */
public record ExternName(String name, Optional<String> implemented, Optional<String> versionSuffix,
        Optional<String> externalId) {
    /** A name without attributes. */
    public ExternName(String name) {
        this(name, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
