package dev.vespula.text.parser;

import dev.vespula.text.syntax.SyntaxError;

/**
 * What a definition says about its own name: an identifier, a name annotation, both, or nothing.
 *
 * @param token where it stands
 * @param id symbol of the identifier, by which the text refers to it, or {@link Cursor#NONE}
 * @param annotated symbol of the name in an annotation, or {@link Cursor#NONE}
 */
record Naming(int token, int id, int annotated) {

    /** No name. */
    static final Naming NONE = new Naming(0, Cursor.NONE, Cursor.NONE);

    /** The naming at the cursor. */
    static Naming take(Cursor cursor) {
        return new Naming(cursor.position(), cursor.takeId(), cursor.takeNameAnnotation());
    }

    /** The symbol that the name section keeps, or {@link Cursor#NONE}. */
    int name() {
        return annotated != Cursor.NONE ? annotated : id;
    }

    /** How a component calls a module or component within it: the identifier; what is in an annotation is that one's own name. */
    Naming outside() {
        return id == Cursor.NONE ? this : new Naming(token, id, Cursor.NONE);
    }

    boolean isEmpty() {
        return name() == Cursor.NONE;
    }

    /** The error for an identifier that another definition has. */
    SyntaxError duplicate(Cursor cursor, String noun) {
        return cursor.error(token, "duplicate " + noun + " " + cursor.tokens().text(token));
    }
}
