package dev.vespula.component.wit;

import dev.vespula.component.internal.wit.resolve.InterfaceNode;
import java.util.Map;
import java.util.Optional;

/** An interface: types and functions. The maps keep the order of definition. Immutable, thread-safe. */
public sealed interface WitInterface extends WitOwner permits InterfaceNode {
    /** Which it is of {@link WitPackages#interfaces()}. */
    int index();

    /** Types by name, those that {@code use} brought in included. */
    Map<String, WitTypeDef> types();

    /** Functions by {@link WitFunction#name()}. */
    Map<String, WitFunction> functions();

    Optional<String> docs();

    Optional<WitGate> gate();

    /** The interface in place of which {@code include} copied this one, which has no name. */
    Optional<WitInterface> copyOf();

    /** {@code namespace:package/name@1.2.3}; empty when it has no name. */
    default Optional<String> fullName() {
        return name().map(witPackage().name()::item);
    }
}
