package dev.vespula.bindings.internal.wit;

import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Constant;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.bindings.internal.source.Parameter;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.component.WitName;
import dev.vespula.component.internal.bind.FunctionName;
import dev.vespula.component.internal.bind.JavaNames;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitTypeDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Declares classes for the types of an interface or world: first their names, then, when all have one, what is in them. */
final class TypeDeclarations {
    private final WitTypes types;
    private final TopNames names;
    private final WitMethods methods;

    TypeDeclarations(WitTypes types, TopNames names) {
        this.types = types;
        this.names = names;
        this.methods = new WitMethods(types);
    }

    /** Names for what is within a type. */
    GivenNames nestedIn(Declaration type) {
        GivenNames nested = names.nested();
        for (Declaration each = type; each != null; each = each.outer()) {
            nested.without(each.name());
        }
        return nested;
    }

    /**
     * Names types.
     *
     * @param place what they are nested in
     * @param unique names there
     */
    void name(Collection<WitTypeDef> all, Declaration place, GivenNames unique) {
        for (WitTypeDef type : all) {
            String label = type.name().orElseThrow();
            String wanted = JavaNames.pascal(label);
            WitShape shape = type.shape();
            Declaration.Kind kind = shape instanceof WitShape.Record ? Declaration.Kind.RECORD
                    : shape instanceof WitShape.Variant ? Declaration.Kind.SEALED
                    : shape instanceof WitShape.Resource ? Declaration.Kind.INTERFACE : Declaration.Kind.ENUM;
            Declaration made = place.nest(kind, unique.give(wanted));
            WitDocs docs = new WitDocs(type.docs(), type.gate());
            // Resources are found by their names, other types by what is in them.
            made.docs(docs.comment("")).annotations().addAll(docs.annotations(shape instanceof WitShape.Resource ? named(label,
                    wanted,
                    made.name()) : List.of()));
            types.declare(type, made);
        }
    }

    private static List<AnnotationUse> named(String label, String wanted, String given) {
        return given.equals(wanted) ? List.of() : List.of(AnnotationUse.of(WitName.class, label));
    }

    /** The annotation that says what something is called in WIT, if its name does not. */
    static List<AnnotationUse> named(String label, GivenNames.Given given) {
        return given.isPlain() ? List.of() : List.of(AnnotationUse.of(WitName.class, label));
    }

    /** Says what is in types that were named. */
    void fill(Collection<WitTypeDef> all, Collection<WitFunction> functions) {
        for (WitTypeDef type : all) {
            Declaration declaration = types.declaration(type);
            WitShape shape = type.shape();
            if (shape instanceof WitShape.Record record) {
                declaration.components().addAll(components(record));
            } else if (shape instanceof WitShape.Variant variant) {
                addCases(declaration, variant);
            } else if (shape instanceof WitShape.Enumeration labels) {
                declaration.constants().addAll(constants(labels.cases()));
            } else if (shape instanceof WitShape.Flags labels) {
                declaration.constants().addAll(constants(labels.flags()));
            } else {
                addResource(declaration, functions.stream().filter(isMethodOf(type)).toList());
            }
        }
    }

    private static Predicate<WitFunction> isMethodOf(WitTypeDef resource) {
        return function -> function.form() == WitFunction.Form.METHOD && function.resource().flatMap(WitTypeDef::resource)
                .orElse(null) == resource;
    }

    private List<Parameter> components(WitShape.Record record) {
        List<GivenNames.Given> given = GivenNames.ofMembers().giveAll(record.fields().stream().map(field -> JavaNames.camel(
                field
                        .name())).toList());
        List<Parameter> components = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            WitShape.Field field = record.fields().get(i);
            components.add(new Parameter(comment(field.docs()), named(field.name(), given.get(i)), types.of(field.type()), given
                    .get(i)
                    .name()));
        }
        return components;
    }

    private static DocComment comment(Optional<String> docs) {
        return new WitDocs(docs, Optional.empty()).comment("");
    }

    private void addCases(Declaration variant, WitShape.Variant shape) {
        List<GivenNames.Given> given = nestedIn(variant).giveAll(shape.cases().stream().map(one -> JavaNames.pascal(one
                .name()))
                .toList());
        for (int i = 0; i < given.size(); i++) {
            WitShape.Case one = shape.cases().get(i);
            Declaration made = variant.nest(Declaration.Kind.RECORD, given.get(i).name()).docs(comment(one.docs()));
            made.annotations().addAll(named(one.name(), given.get(i)));
            made.supertypes().add(variant.use());
            one.type().ifPresent(payload -> made.components().add(Parameter.of(types.of(payload), "value")));
        }
    }

    private static List<Constant> constants(List<WitShape.Label> labels) {
        List<GivenNames.Given> given = GivenNames.ofMembers().giveAll(labels.stream().map(label -> JavaNames.constant(label
                .name()))
                .toList());
        List<Constant> constants = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            WitShape.Label label = labels.get(i);
            constants.add(new Constant(comment(label.docs()), named(label.name(), given.get(i)), given.get(i).name()));
        }
        return constants;
    }

    private void addResource(Declaration resource, List<WitFunction> functions) {
        resource.supertypes().add(TypeUse.lang("AutoCloseable"));
        addMethods(resource, functions, GivenNames.ofMembers().without("close"));
        resource.methods().add(MethodDeclaration.toImplement(DocComment.NONE, List.of(AnnotationUse.OVERRIDE), TypeUse.VOID,
                "close", List
                        .of()));
    }

    /** Adds a method for each function. */
    void addMethods(Declaration place, List<WitFunction> functions, GivenNames unique) {
        addMethods(place, functions, unique.giveAll(functions.stream().map(function -> FunctionName.of(function.name()).java())
                .toList()));
    }

    /** Adds a method for each function, with names; more names than functions may be given. */
    void addMethods(Declaration place, List<WitFunction> functions, List<GivenNames.Given> given) {
        for (int i = 0; i < functions.size(); i++) {
            place.methods().add(methods.of(functions.get(i), given.get(i)));
        }
    }
}
