package dev.vespula.bindings.internal.source;

import java.util.List;

/**
 * A method: abstract, or static with a body.
 *
 * @param variables names of type variables
 * @param exceptions that are declared
 * @param body lines; none for an abstract method
 */
public record MethodDeclaration(DocComment docs, List<AnnotationUse> annotations, List<String> variables, TypeUse result,
        String name, List<Parameter> parameters, List<TypeUse> exceptions, List<Code> body) {

    /** An abstract method. */
    public static MethodDeclaration toImplement(DocComment docs, List<AnnotationUse> annotations, TypeUse result, String name,
            List<Parameter> parameters) {
        return new MethodDeclaration(docs, annotations, List.of(), result, name, parameters, List.of(), List.of());
    }

    /** A static method without documentation. */
    public static MethodDeclaration factory(TypeUse result, String name, List<Parameter> parameters, Code... body) {
        return new MethodDeclaration(DocComment.NONE, List.of(), List.of(), result, name, parameters, List.of(), List.of(body));
    }

    /** The same with documentation. */
    public MethodDeclaration docs(String... lines) {
        return new MethodDeclaration(DocComment.of(lines), annotations, variables, result, name, parameters, exceptions, body);
    }

    /** The same with type variables. */
    public MethodDeclaration with(String... names) {
        return new MethodDeclaration(docs, annotations, List.of(names), result, name, parameters, exceptions, body);
    }

    /** The same with a declared exception. */
    public MethodDeclaration throwing(TypeUse exception) {
        return new MethodDeclaration(docs, annotations, variables, result, name, parameters, List.of(exception), body);
    }
}
