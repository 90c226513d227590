package dev.vespula.component.internal.wit.ast;

import java.util.List;

/** What stands at the top of a file or of a nested package. */
public sealed interface Declaration {
    /** The name it has in its file. */
    Id name();

    record Interface(String docs, Attributes attributes, Id name, List<Member> members) implements Declaration {}

    record World(String docs, Attributes attributes, Id name, List<Member> members) implements Declaration {}

    /** {@code use path as name}. */
    record TopUse(UsePath path, Id name) implements Declaration {}
}
