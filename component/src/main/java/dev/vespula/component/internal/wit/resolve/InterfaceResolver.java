package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.TypeBody;
import java.util.List;

/** The members of an interface. */
final class InterfaceResolver {
    private final PackageDraft draft;
    private final PathResolver paths;

    InterfaceResolver(PackageDraft draft, PathResolver paths) {
        this.draft = draft;
        this.paths = paths;
    }

    void resolve(InterfaceNode node, List<Member> members) {
        TypeResolver types = new TypeResolver(draft, paths, node);
        types.define(members);
        node.types.putAll(types.defined());
        node.scope = types.scope();
        FunctionResolver functions = new FunctionResolver(draft, types);
        for (Member member : members) {
            if (member instanceof Member.Function of) {
                FunctionDeclaration function = of.function();
                types.scope().defineFunction(function.name());
                node.draftFunctions.add(functions.free(function));
            } else if (member instanceof Member.Type resource && resource.body() instanceof TypeBody.Resource) {
                for (TypeBody.Method method : ((TypeBody.Resource) resource.body()).methods()) {
                    node.draftFunctions.add(functions.method(resource.name(), method));
                }
            }
        }
    }
}
