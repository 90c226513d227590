package dev.vespula.component.wit;

import dev.vespula.component.internal.wit.resolve.PackageNode;
import java.util.Map;
import java.util.Optional;

/** A package: interfaces and worlds by name. Immutable, thread-safe. */
public sealed interface WitPackage permits PackageNode {
    /** Which it is of {@link WitPackages#packages()}. */
    int index();

    PackageName name();

    Map<String, WitInterface> interfaces();

    Map<String, WitWorld> worlds();

    Optional<String> docs();
}
