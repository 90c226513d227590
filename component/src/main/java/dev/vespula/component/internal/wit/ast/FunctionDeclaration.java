package dev.vespula.component.internal.wit.ast;

import dev.vespula.component.wit.WitFunction;
import java.util.List;

/**
 * A function.
 *
 * @param docs or null
 * @param result or null
 * @param place where its type begins
 */
public record FunctionDeclaration(String docs, Attributes attributes, Id name, WitFunction.Calling calling,
        List<Parameter> parameters, TypeExpression result, Place place) {

    public record Parameter(Id name, TypeExpression type) {}
}
