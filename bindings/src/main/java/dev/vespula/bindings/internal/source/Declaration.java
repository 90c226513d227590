package dev.vespula.bindings.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A type that is generated. Others may mention it before it is complete; two are equal only if they are the same. */
public final class Declaration {
    private final Kind kind;
    private final String name;
    private final Declaration outer;
    private final List<String> variables = new ArrayList<>();
    private final List<AnnotationUse> annotations = new ArrayList<>();
    private final List<TypeUse> supertypes = new ArrayList<>();
    private final List<Parameter> components = new ArrayList<>();
    private final List<Constant> constants = new ArrayList<>();
    private final List<MethodDeclaration> methods = new ArrayList<>();
    private final List<Declaration> nested = new ArrayList<>();
    private DocComment docs = DocComment.NONE;

    /** What it is. */
    public enum Kind {
        INTERFACE("interface"),
        /** What permits the types that are nested in it. */
        SEALED("sealed interface"), RECORD("record"), ENUM("enum"),
        /** A final class of static methods. */
        FACTORY("final class");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private Declaration(Kind kind, String name, Declaration outer) {
        this.kind = kind;
        this.name = name;
        this.outer = outer;
    }

    /** One with a file of its own. */
    public static Declaration top(Kind kind, String name) {
        return new Declaration(kind, name, null);
    }

    /** One within this one, behind those that are there. */
    public Declaration nest(Kind nestedKind, String nestedName) {
        Declaration made = new Declaration(nestedKind, nestedName, this);
        nested.add(made);
        return made;
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /** The one around it; null for one with a file of its own. */
    public Declaration outer() {
        return outer;
    }

    /** The one that has the file. */
    public Declaration top() {
        return outer == null ? this : outer.top();
    }

    /** The names from the outermost to this one, with what is between them. */
    public String path(String separator) {
        return outer == null ? name : outer.path(separator) + separator + name;
    }

    /** This one and all within it. */
    public Stream<Declaration> all() {
        return Stream.concat(Stream.of(this), nested.stream().flatMap(Declaration::all));
    }

    /** It as a type, without arguments. */
    public TypeUse use() {
        return new TypeUse.Declared(this, List.of());
    }

    public DocComment docs() {
        return docs;
    }

    public Declaration docs(DocComment comment) {
        docs = comment;
        return this;
    }

    /** Names of type variables. */
    public List<String> variables() {
        return variables;
    }

    public List<AnnotationUse> annotations() {
        return annotations;
    }

    /** What it extends or implements. */
    public List<TypeUse> supertypes() {
        return supertypes;
    }

    /** The components of a record. */
    public List<Parameter> components() {
        return components;
    }

    /** The constants of an enum. */
    public List<Constant> constants() {
        return constants;
    }

    public List<MethodDeclaration> methods() {
        return methods;
    }

    public List<Declaration> nested() {
        return nested;
    }
}
