package dev.vespula.component.internal.wit.ast;

/**
 * A name that {@code use} or {@code include} mentions.
 *
 * @param as the name to give it here, or null
 */
public record Renaming(Id name, Id as) {
    public Id local() {
        return as == null ? name : as;
    }
}
