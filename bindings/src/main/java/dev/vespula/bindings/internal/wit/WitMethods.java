package dev.vespula.bindings.internal.wit;

import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Code;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.bindings.internal.source.Parameter;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.component.WitError;
import dev.vespula.component.WitException;
import dev.vespula.component.internal.bind.JavaNames;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitParameter;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import java.util.ArrayList;
import java.util.List;

/** Methods for functions of WIT. */
record WitMethods(WitTypes types) {

    MethodDeclaration of(WitFunction function, GivenNames.Given name) {
        List<AnnotationUse> annotations = new ArrayList<>(TypeDeclarations.named(function.name(), name));
        TypeUse result = function.result().map(types::of).orElse(TypeUse.VOID);
        WitShape.Result outcome = outcome(function);
        WitDocs said = new WitDocs(function.docs(), function.gate());
        DocComment docs = said.comment("");
        if (outcome != null) {
            result = outcome.ok().map(types::of).orElse(TypeUse.VOID);
            Code error = outcome.error().map(types::errorClass).orElse(null);
            if (error != null) {
                annotations.add(new AnnotationUse(TypeUse.existing(WitError.class), error));
            }
            docs = docs.withTag("@throws " + WitException.class.getName() + " " + whatIsThrown(outcome));
        }
        return MethodDeclaration.toImplement(docs, said.annotations(annotations), result, name.name(), parameters(function));
    }

    /** The result that says whether the function succeeded: errors are thrown. Null if there is none. */
    private static WitShape.Result outcome(WitFunction function) {
        return function.result().map(WitTypes::original).orElse(null) instanceof WitTypeDef type && type
                .shape() instanceof WitShape.Result outcome ? outcome : null;
    }

    private static String whatIsThrown(WitShape.Result outcome) {
        WitType error = outcome.error().map(WitTypes::original).orElse(null);
        if (error == null) {
            return "if the function fails";
        }
        WitType named = error instanceof WitTypeDef type && type.shape() instanceof WitShape.Own own ? own.resource() : error;
        String word = named instanceof WitTypeDef type ? type.name().orElse(type.shape().word()) : named.toString();
        return "with the error, of the type {@code " + word + "}";
    }

    private List<Parameter> parameters(WitFunction function) {
        List<WitParameter> all = function.parameters();
        List<WitParameter> given = function.form() == WitFunction.Form.METHOD ? all.subList(1, all.size()) : all;
        GivenNames unique = GivenNames.ofMembers();
        return given.stream().map(each -> Parameter.of(types.of(each.type()), unique.give(JavaNames.camel(each.name()))))
                .toList();
    }
}
