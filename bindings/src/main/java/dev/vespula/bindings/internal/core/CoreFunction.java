package dev.vespula.bindings.internal.core;

import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.bindings.internal.source.Parameter;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.types.FuncType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A function of a module as a method.
 *
 * @param index of the function, by which its parameters have names
 * @param method name of the method
 */
record CoreFunction(FuncType type, int index, String method) {

    /**
     * The method.
     *
     * @param owner where a record for several results goes
     * @param types names of the types there
     */
    MethodDeclaration declare(Declaration owner, GivenNames types, NameSection names, List<AnnotationUse> annotations) {
        return MethodDeclaration.toImplement(DocComment.NONE, annotations, result(owner, types), method, parameters(names));
    }

    private List<Parameter> parameters(NameSection names) {
        GivenNames unique = GivenNames.ofMembers();
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < type.params().size(); i++) {
            String otherwise = "p" + i;
            String known = names.local(index, i);
            String name = unique.give(known == null ? otherwise : MemberNames.camel(known, otherwise));
            parameters.add(Parameter.of(CoreTypes.of(type.params().get(i)), name));
        }
        return parameters;
    }

    private TypeUse result(Declaration owner, GivenNames types) {
        if (type.results().size() <= 1) {
            return type.results().isEmpty() ? TypeUse.VOID : CoreTypes.of(type.results().get(0));
        }
        String wanted = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1) + "Result";
        Declaration result = owner.nest(Declaration.Kind.RECORD, types.give(wanted)).docs(DocComment.of("What {@code " + method
                + "} returns."));
        for (int i = 0; i < type.results().size(); i++) {
            result.components().add(Parameter.of(CoreTypes.of(type.results().get(i)), "value" + i));
        }
        return result.use();
    }
}
