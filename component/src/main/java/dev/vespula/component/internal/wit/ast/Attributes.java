package dev.vespula.component.internal.wit.ast;

import dev.vespula.component.wit.WitGate;

/**
 * What stands with {@code @} before an item.
 *
 * @param place of the first, or null where there is none
 * @param gate or null
 * @param externalId or null
 */
public record Attributes(Place place, WitGate gate, String externalId) {
    public static final Attributes NONE = new Attributes(null, null, null);
}
