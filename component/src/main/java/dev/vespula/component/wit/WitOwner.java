package dev.vespula.component.wit;

import java.util.Optional;

/** Where a type stands. */
public sealed interface WitOwner permits WitInterface, WitWorld {
    /** Empty for an interface that a world declares in place. */
    Optional<String> name();

    WitPackage witPackage();
}
