package dev.vespula.component.internal.wit.print;

import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitFunction.Calling;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.component.wit.WitParameter;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types and functions where they are used. */
final class TypeText {
    private TypeText() {}

    /** A type by its name, or as it is composed. */
    static String type(WitType type) {
        if (!(type instanceof WitTypeDef definition)) {
            return type.toString();
        }

        if (definition.name().isPresent()) {
            return WitText.id(definition.name().get());
        }
        if (definition.shape() instanceof WitShape.Own) {
            return type(((WitShape.Own) definition.shape()).resource());
        }
        return composed(definition.shape());
    }

    /** A shape that needs no name. */
    static String composed(WitShape shape) {
        if (shape instanceof WitShape.Alias alias) {
            return type(alias.target());
        }
        if (shape instanceof WitShape.FixedList list) {

            return "list<" + type(list.element()) + ", " + list.length() + ">";
        }
        if (shape instanceof WitShape.Result result) {
            return result(result);
        }
        List<WitType> parts = shape.parts();
        return parts.isEmpty() && !(shape instanceof WitShape.Tuple)
                ? shape.word()
                : shape.word() + "<" + parts.stream().map(TypeText::type).collect(Collectors.joining(", ")) + ">";
    }

    private static String result(WitShape.Result result) {
        if (result.ok().isEmpty() && result.error().isEmpty()) {
            return "result";
        }
        return "result<" + result.ok().map(TypeText::type).orElse("_")
                + result.error().map(error -> ", " + type(error)).orElse("") + ">";
    }

    /** {@code func(...) -> ...;}, or what a constructor has in its place. */
    static String function(WitFunction function) {
        int hidden = function.form() == Form.METHOD ? 1 : 0;
        String parameters = function.parameters().stream().skip(hidden).map(TypeText::parameter)
                .collect(Collectors.joining(", ", "(", ")"));
        Optional<WitType> result = function.form() == Form.CONSTRUCTOR && !isFallible(function)
                ? Optional.empty()
                : function.result();
        String word = function.form() == Form.CONSTRUCTOR
                ? "constructor"
                : (function.form() == Form.STATIC ? "static " : "")
                        + (function.calling() == Calling.ASYNC ? "async " : "") + "func";
        return word + parameters + result.map(type -> " -> " + type(type)).orElse("") + ";";
    }

    private static boolean isFallible(WitFunction constructor) {
        WitType result = constructor.result().orElse(null);
        return result instanceof WitTypeDef witTypeDef && !(witTypeDef.shape() instanceof WitShape.Own);
    }

    private static String parameter(WitParameter parameter) {
        return WitText.id(parameter.name()) + ": " + type(parameter.type());
    }
}
