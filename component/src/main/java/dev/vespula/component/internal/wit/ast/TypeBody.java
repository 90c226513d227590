package dev.vespula.component.internal.wit.ast;

import dev.vespula.component.wit.WitFunction;
import java.util.List;

/** What a definition of a type says behind the name. */
public sealed interface TypeBody {
    record Alias(TypeExpression type) implements TypeBody {}

    record Record(List<Member> fields) implements TypeBody {}

    record Variant(List<Member> cases) implements TypeBody {}

    record Enumeration(List<Member> cases) implements TypeBody {}

    record Flags(List<Member> flags) implements TypeBody {}

    record Resource(List<Method> methods) implements TypeBody {}

    /** A field, case or flag; the type is null where it has none, and so are the docs. */
    record Member(String docs, Id name, TypeExpression type) {}

    /** A function of a resource. */
    record Method(WitFunction.Form form, FunctionDeclaration function) {}
}
