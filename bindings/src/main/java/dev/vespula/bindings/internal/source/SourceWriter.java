package dev.vespula.bindings.internal.source;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the text of a source file. */
public final class SourceWriter {
    private static final String INDENT = "    ";
    private static final int WIDTH = 120;

    private final TypeNames names;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private SourceWriter(TypeNames names) {
        this.names = names;
    }

    /**
     * The file of a declaration.
     *
     * @param header comment at the beginning
     * @param packageName empty for the unnamed package
     * @param tops names of all types in the package that are generated
     */
    public static String write(String header, String packageName, Declaration top, Set<String> tops) {
        TypeNames names = new TypeNames(packageName, top, tops);
        SourceWriter body = new SourceWriter(names);
        body.declaration(top);
        StringBuilder file = new StringBuilder("// ").append(header).append('\n');
        if (!packageName.isEmpty()) {
            file.append("package ").append(packageName).append(";\n\n");
        }
        names.imports().forEach(name -> file.append("import ").append(name).append(";\n"));
        return file.append(names.imports().isEmpty() ? "" : "\n").append(body.out).toString();
    }

    private void line(String text) {
        out.append(INDENT.repeat(depth)).append(text).append('\n');
    }

    private void docs(DocComment docs) {
        if (docs.lines().size() == 1 && !docs.lines().get(0).startsWith("@")) {
            line("/** " + docs.lines().get(0) + " */");
        } else if (!docs.isEmpty()) {
            line("/**");
            docs.lines().forEach(text -> line(text.isEmpty() ? " *" : " * " + text));
            line(" */");
        }
    }

    private void annotations(List<AnnotationUse> annotations) {
        annotations.forEach(annotation -> line(text(annotation)));
    }

    private String text(AnnotationUse annotation) {
        return "@" + names.text(annotation.type()) + (annotation.value() == null ? "" : "(" + text(annotation.value()) + ")");
    }

    private String text(Code code) {
        return code.parts().stream().map(part -> part instanceof TypeUse type ? names.text(type) : (String) part).collect(
                Collectors.joining());
    }

    private String text(Parameter parameter) {
        return parameter.annotations().stream().map(annotation -> text(annotation) + " ").collect(Collectors.joining())
                + names.text(parameter.type()) + " " + parameter.name();
    }

    private String variables(List<String> variables) {
        return variables.isEmpty() ? "" : "<" + String.join(", ", variables) + ">";
    }

    // ---- types

    private void declaration(Declaration type) {
        names.enter(type);
        write(type);
        names.enter(type.outer());
    }

    private void write(Declaration type) {
        docs(withComponents(type));
        annotations(type.annotations());
        // What is within an interface is public and static anyway.
        String head = (type.outer() == null ? "public " : "") + type.kind().words() + " " + type.name() + variables(type
                .variables());
        String tail = supertypes(type) + " {";
        if (type.kind() == Declaration.Kind.RECORD) {
            bracketed(head, type.components(), tail + "}");
            return;
        }
        boolean isEmpty = type.methods().isEmpty() && type.nested().isEmpty() && type.constants().isEmpty();
        line(head + tail + (isEmpty && type.kind() != Declaration.Kind.FACTORY ? "}" : ""));
        if (isEmpty && type.kind() != Declaration.Kind.FACTORY) {
            return;
        }
        depth++;
        members(type);
        depth--;
        line("}");
    }

    private String supertypes(Declaration type) {
        boolean isInterface = type.kind() == Declaration.Kind.INTERFACE || type.kind() == Declaration.Kind.SEALED;
        return type.supertypes().isEmpty() ? ""
                : (isInterface ? " extends " : " implements ") + type.supertypes().stream().map(names::text).collect(Collectors
                        .joining(", "));
    }

    /** The comment of a record with those of its components. */
    private static DocComment withComponents(Declaration type) {
        DocComment docs = type.docs();
        for (Parameter component : type.components()) {
            if (!component.docs().isEmpty()) {
                docs = docs.withTag("@param " + component.name() + " " + component.docs().lines().stream().filter(line -> !line
                        .isEmpty()).collect(Collectors.joining(" ")));
            }
        }
        return docs;
    }

    private void members(Declaration type) {
        boolean isFirst = true;
        for (int i = 0; i < type.constants().size(); i++) {
            Constant constant = type.constants().get(i);
            docs(constant.docs());
            annotations(constant.annotations());
            line(constant.name() + (i + 1 < type.constants().size() ? "," : ""));
            isFirst = false;
        }
        if (type.kind() == Declaration.Kind.FACTORY) {
            line("private " + type.name() + "() {}");
            isFirst = false;
        }
        for (MethodDeclaration method : type.methods()) {
            blankUnless(isFirst);
            method(method);
            isFirst = false;
        }
        for (Declaration nested : type.nested()) {
            blankUnless(isFirst);
            declaration(nested);
            isFirst = false;
        }
    }

    private void blankUnless(boolean isFirst) {
        if (!isFirst) {
            out.append('\n');
        }
    }

    private void method(MethodDeclaration method) {
        docs(method.docs());
        annotations(method.annotations());
        boolean isAbstract = method.body().isEmpty();
        String head = (isAbstract ? "" : "public static ") + (method.variables().isEmpty() ? ""
                : variables(method.variables()) + " ") + names.text(method.result()) + " " + method.name();
        String exceptions = method.exceptions().isEmpty() ? ""
                : " throws " + method.exceptions().stream().map(names::text).collect(Collectors.joining(", "));
        bracketed(head, method.parameters(), exceptions + (isAbstract ? ";" : " {"));
        if (!isAbstract) {
            depth++;
            method.body().forEach(code -> line(text(code)));
            depth--;
            line("}");
        }
    }

    /** A head with parameters, on as many lines as they need. */
    private void bracketed(String head, List<Parameter> parameters, String tail) {
        StringBuilder now = new StringBuilder(head).append('(');
        String indent = "";
        for (int i = 0; i < parameters.size(); i++) {
            String text = text(parameters.get(i)) + (i + 1 < parameters.size() ? "," : ")" + tail);
            if (i > 0 && depth * INDENT.length() + indent.length() + now.length() + 1 + text.length() > WIDTH) {
                line(indent + now);
                now.setLength(0);
                indent = INDENT + INDENT;
            } else if (i > 0) {
                now.append(' ');
            }
            now.append(text);
        }
        line(indent + now + (parameters.isEmpty() ? ")" + tail : ""));
    }
}
