package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import java.util.List;

/** The names of types that a definition mentions. */
final class Mentions {
    private Mentions() {}

    static void add(TypeBody body, List<Id> mentions) {
        if (body instanceof TypeBody.Alias alias) {
            add(alias.type(), mentions);
        } else if (body instanceof TypeBody.Record record) {
            record.fields().forEach(field -> add(field.type(), mentions));
        } else if (body instanceof TypeBody.Variant variant) {
            variant.cases().forEach(c -> add(c.type(), mentions));
        }
    }

    /** @param type may be null */
    private static void add(TypeExpression type, List<Id> mentions) {
        if (type instanceof TypeExpression.Named named) {
            mentions.add(named.id());
        } else if (type instanceof TypeExpression.Own own) {
            mentions.add(own.resource());
        } else if (type instanceof TypeExpression.Borrow borrow) {
            mentions.add(borrow.resource());
        } else if (type instanceof TypeExpression.ListOf listOf) {
            add(listOf.element(), mentions);
        } else if (type instanceof TypeExpression.FixedList fixedList) {
            add(fixedList.element(), mentions);
        } else if (type instanceof TypeExpression.MapOf mapOf) {
            add(mapOf.key(), mentions);
            add(mapOf.value(), mentions);
        } else if (type instanceof TypeExpression.Tuple tuple) {
            tuple.types().forEach(part -> add(part, mentions));
        } else if (type instanceof TypeExpression.Option option) {
            add(option.type(), mentions);
        } else if (type instanceof TypeExpression.Result result) {
            add(result.ok(), mentions);
            add(result.error(), mentions);
        } else if (type instanceof TypeExpression.StreamOf streamOf) {
            add(streamOf.element(), mentions);
        } else if (type instanceof TypeExpression.FutureOf futureOf) {
            add(futureOf.type(), mentions);
        }
    }
}
