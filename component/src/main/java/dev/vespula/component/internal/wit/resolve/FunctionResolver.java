package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.component.wit.WitParameter;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions of one interface or world. */
final class FunctionResolver {
    private final PackageDraft draft;
    private final TypeResolver types;

    FunctionResolver(PackageDraft draft, TypeResolver types) {
        this.draft = draft;
        this.types = types;
    }

    DraftFunction free(FunctionDeclaration declaration) {
        return function(declaration, declaration.name().name(), Form.FREE, null);
    }

    /** A function of a resource that is already defined. */
    DraftFunction method(Id resource, TypeBody.Method method) {
        FunctionDeclaration declaration = method.function();
        TypeNode type = types.defined().get(resource.name());
        switch (method.form()) {
            case METHOD :
                return function(declaration, "[method]" + resource.name() + "." + declaration.name().name(),
                        Form.METHOD, type);
            case STATIC :
                return function(declaration, "[static]" + resource.name() + "." + declaration.name().name(),
                        Form.STATIC, type);
            default :
                return function(declaration, "[constructor]" + resource.name(), Form.CONSTRUCTOR, type);
        }
    }

    private DraftFunction function(FunctionDeclaration declaration, String name, Form form, TypeNode resource) {
        List<WitParameter> parameters = new ArrayList<>();
        UniqueNames names = new UniqueNames("parameter");
        if (form == Form.METHOD) {
            parameters.add(new WitParameter("self",
                    draft.anonymous(new WitShape.Borrow(resource), null, declaration.place())));
            names.add(new Id("self", declaration.place()));
        }
        for (FunctionDeclaration.Parameter parameter : declaration.parameters()) {
            names.add(parameter.name());
            parameters.add(new WitParameter(parameter.name().name(), types.type(parameter.type(), null)));
        }
        WitType result = declaration.result() == null ? null : types.type(declaration.result(), null);
        if (form == Form.CONSTRUCTOR && result != null) {
            checkConstructed(resource, result, declaration.result());
        }
        WitFunction function = new WitFunction(name, form, declaration.calling(), Optional.ofNullable(resource),
                parameters, Optional.ofNullable(form == Form.CONSTRUCTOR && result == null ? resource : result),
                Optional.ofNullable(declaration.docs()), Optional.ofNullable(declaration.attributes().gate()),
                Optional.ofNullable(declaration.attributes().externalId()));
        return new DraftFunction(function, declaration.name().place());
    }

    /** A constructor returns its resource, or a result of which the resource is the good case. */
    private static void checkConstructed(TypeNode resource, WitType result, TypeExpression written) {
        WitShape shape = result instanceof TypeNode typeNode ? typeNode.shape : null;
        if (!(shape instanceof WitShape.Result returned)) {
            throw WitError.invalid(written.place(), "a constructor that says what it returns returns a `result`");
        }
        if (returned.ok().orElse(null) != resource) {
            TypeExpression ok = written instanceof TypeExpression.Result expression ? expression.ok() : null;
            Place place = ok != null ? ok.place() : written.place();
            throw WitError.invalid(place, "a constructor's `result` has its resource as the good case");
        }
    }
}
