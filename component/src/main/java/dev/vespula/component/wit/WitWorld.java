package dev.vespula.component.wit;

import dev.vespula.component.internal.wit.resolve.WorldNode;
import java.util.Map;
import java.util.Optional;

/**
 * A world: what a component imports and exports. Everything that is included is in it, and every interface that is needed
 * by what it lists, in an order in which each comes behind what it uses. Immutable, thread-safe.
 */
public sealed interface WitWorld extends WitOwner permits WorldNode {
    /** Which it is of {@link WitPackages#worlds()}. */
    int index();

    Map<WitKey, WitWorldItem> imports();

    Map<WitKey, WitWorldItem> exports();

    Optional<String> docs();

    Optional<WitGate> gate();

    /** {@code namespace:package/name@1.2.3}. */
    default String fullName() {
        return witPackage().name().item(name().orElseThrow());
    }
}
