package dev.vespula.component.internal.wit.ast;

/**
 * Where something stands.
 *
 * @param offset in chars
 */
public record Place(SourceText source, int offset) {
    @Override
    public String toString() {
        return source.place(offset);
    }
}
