package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import java.util.List;

/** The names of types that a definition mentions. */
final class Mentions {
    private Mentions() {}

    static void add(TypeBody body, List<Id> mentions) {
        if (body instanceof TypeBody.Alias) {
            add(((TypeBody.Alias) body).type(), mentions);
        } else if (body instanceof TypeBody.Record) {
            ((TypeBody.Record) body).fields().forEach(field -> add(field.type(), mentions));
        } else if (body instanceof TypeBody.Variant) {
            ((TypeBody.Variant) body).cases().forEach(c -> add(c.type(), mentions));
        }
    }

    /** @param type may be null */
    private static void add(TypeExpression type, List<Id> mentions) {
        if (type instanceof TypeExpression.Named) {
            mentions.add(((TypeExpression.Named) type).id());
        } else if (type instanceof TypeExpression.Own) {
            mentions.add(((TypeExpression.Own) type).resource());
        } else if (type instanceof TypeExpression.Borrow) {
            mentions.add(((TypeExpression.Borrow) type).resource());
        } else if (type instanceof TypeExpression.ListOf) {
            add(((TypeExpression.ListOf) type).element(), mentions);
        } else if (type instanceof TypeExpression.FixedList) {
            add(((TypeExpression.FixedList) type).element(), mentions);
        } else if (type instanceof TypeExpression.MapOf) {
            add(((TypeExpression.MapOf) type).key(), mentions);
            add(((TypeExpression.MapOf) type).value(), mentions);
        } else if (type instanceof TypeExpression.Tuple) {
            ((TypeExpression.Tuple) type).types().forEach(part -> add(part, mentions));
        } else if (type instanceof TypeExpression.Option) {
            add(((TypeExpression.Option) type).type(), mentions);
        } else if (type instanceof TypeExpression.Result) {
            add(((TypeExpression.Result) type).ok(), mentions);
            add(((TypeExpression.Result) type).error(), mentions);
        } else if (type instanceof TypeExpression.StreamOf) {
            add(((TypeExpression.StreamOf) type).element(), mentions);
        } else if (type instanceof TypeExpression.FutureOf) {
            add(((TypeExpression.FutureOf) type).type(), mentions);
        }
    }
}
