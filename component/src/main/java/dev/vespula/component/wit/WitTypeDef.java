package dev.vespula.component.wit;

import dev.vespula.component.internal.wit.resolve.TypeNode;
import java.util.Optional;

/**
 * A type that is not primitive: one with a name, which stands in an interface or a world, or one that is composed in place,
 * such as {@code list<u8>}. Two definitions are the same type only if they are the same object. Immutable, thread-safe.
 */
public sealed interface WitTypeDef extends WitType permits TypeNode {
    /** Which it is of {@link WitPackages#types()}. */
    int index();

    /** Empty for types that are composed in place. */
    Optional<String> name();

    WitShape shape();

    /** The interface or world it stands in; empty for types that are composed in place. */
    Optional<WitOwner> owner();

    /** What the comments before it say. */
    Optional<String> docs();

    Optional<WitGate> gate();

    Optional<String> externalId();

    /** The resource it stands for: itself or what it is another name of; empty when it is none. */
    Optional<WitTypeDef> resource();
}
