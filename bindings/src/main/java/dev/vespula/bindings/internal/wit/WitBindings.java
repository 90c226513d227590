package dev.vespula.bindings.internal.wit;

import dev.vespula.bindings.BindingsException;
import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.component.WitName;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.component.wit.WitWorld;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Declares Java types for worlds and interfaces. */
public final class WitBindings {
    private final Reach reach;
    private final TopNames names;
    private final WitTypes types;
    private final TypeDeclarations typeDeclarations;
    private final List<Declaration> all = new ArrayList<>();
    /** What is still to be filled when all types have names. */
    private final List<Runnable> later = new ArrayList<>();

    private WitBindings(WitPackages packages, Reach reach, String className) {
        this.reach = reach;
        this.names = new TopNames(packages, reach, className);
        this.types = new WitTypes(names);
        this.typeDeclarations = new TypeDeclarations(types, names);
    }

    /**
     * Bindings of worlds and of the interfaces that they need.
     *
     * @param more interfaces that are wanted beside
     * @param fileName what messages call the input
     * @param className for the only world; null: that of WIT
     * @throws BindingsException if there can be none
     */
    public static WitBindings of(WitPackages packages, List<WitWorld> worlds, Collection<WitInterface> more, String fileName,
            String className) {
        Reach reach = new Reach(packages, worlds, more);
        if (!reach.refused().isEmpty()) {
            throw new BindingsException(fileName, reach.refused());
        }
        return new WitBindings(packages, reach, className);
    }

    /**
     * The types, each for a file; those of worlds come first.
     *
     * @param resource name of the resource that is packaged beside the classes and has the component; null if there is none
     */
    public List<Declaration> declare(String resource) {
        for (WitWorld world : reach.worlds()) {
            WorldDeclaration declaration = new WorldDeclaration(this, world, names.of(world));
            all.add(declaration.exports());
            later.add(() -> {
                declaration.fill();
                all.add(declaration.factory(names.ofFactory(world), resource));
            });
        }
        for (WitInterface each : reach.interfaces()) {
            Declaration made = Declaration.top(Declaration.Kind.INTERFACE, names.of(each));
            all.add(made);
            made.annotations().add(AnnotationUse.of(WitName.class, each.fullName().orElseThrow()));
            declare(each, made, "The interface {@code " + each.fullName().orElseThrow() + "}.");
        }
        List.copyOf(later).forEach(Runnable::run);
        all.addAll(types.tuples());
        return List.copyOf(all);
    }

    /** Declares an interface that has a place already: what is in it follows. */
    void declare(WitInterface from, Declaration to, String otherwise) {
        WitDocs said = new WitDocs(from.docs(), from.gate());
        DocComment docs = said.comment(otherwise);
        List<AnnotationUse> annotations = said.annotations(List.copyOf(to.annotations()));
        to.docs(docs).annotations().clear();
        to.annotations().addAll(annotations);
        List<WitTypeDef> declared = from.types().values().stream().filter(reach::isDeclared).toList();
        typeDeclarations.name(declared, to, typeDeclarations.nestedIn(to));
        later.add(() -> {
            boolean isServed = reach.isServed(from);
            List<WitFunction> functions = isServed ? List.of() : List.copyOf(from.functions().values());
            typeDeclarations.fill(declared, functions);
            typeDeclarations.addMethods(to, ofInterface(functions), GivenNames.ofMembers());
        });
    }

    /** Those that are no methods of resources. */
    static List<WitFunction> ofInterface(Collection<WitFunction> functions) {
        return functions.stream().filter(function -> function.form() != WitFunction.Form.METHOD).toList();
    }

    /** Whether a type has a class of its own. */
    boolean isDeclared(WitTypeDef type) {
        return reach.isDeclared(type);
    }

    /** What declares types. */
    TypeDeclarations types() {
        return typeDeclarations;
    }

    /** Whether the library implements an interface. */
    boolean isServed(WitInterface target) {
        return reach.isServed(target);
    }

    /** Whether an object stands for an interface: the library does not implement it, and there is more in it than types of data. */
    boolean isObject(WitInterface target) {
        return !isServed(target) && (!target.functions().isEmpty() || target.types().values().stream().anyMatch(type -> type
                .shape() instanceof WitShape.Resource));
    }

    /** The declaration of an interface with a name. */
    Declaration declaration(WitInterface named) {
        String name = names.of(named);
        return all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }
}
