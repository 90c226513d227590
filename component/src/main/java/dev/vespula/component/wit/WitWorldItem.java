package dev.vespula.component.wit;

import java.util.Optional;

/** Something that a world imports or exports. */
public sealed interface WitWorldItem {
    /** An interface; with a {@link WitKey.Name} one declared in place, which has no name, or another under a plain name. */
    record Interface(WitInterface target, Optional<WitGate> gate, Optional<String> docs, Optional<String> externalId)
            implements
                WitWorldItem {}

    record Function(WitFunction function) implements WitWorldItem {}

    /** A type, which only imports can be. */
    record Type(WitTypeDef type) implements WitWorldItem {}
}
