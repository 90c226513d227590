package dev.vespula.bindings.internal.wit;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.bindings.internal.source.Code;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.bindings.internal.source.Parameter;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import java.util.ArrayList;
import java.util.List;

/**
 * Declares the class that makes instances of components of a world: by calls of the library and nothing else.
 *
 * @param exports the interface for what is exported
 * @param imports that for what is imported; null if there is none
 * @param world its name
 * @param isAllImplemented whether the imports are all that there are
 */
record ComponentFactory(Declaration exports, Declaration imports, String world, boolean isAllImplemented) {
    private static final String DATA = "T";
    private static final TypeUse STORE = TypeUse.existing(Store.class).of(new TypeUse.Plain(DATA));
    private static final TypeUse LINKER = TypeUse.existing(ComponentLinker.class).of(new TypeUse.Plain(DATA));
    private static final TypeUse COMPONENT = TypeUse.existing(Component.class);
    private static final TypeUse LOOKUP = TypeUse.existing("java.lang.invoke", "MethodHandles");

    /**
     * The class.
     *
     * @param resource name of the resource with the component; null if there is none
     */
    Declaration declare(String name, String resource) {
        Declaration factory = Declaration.top(Declaration.Kind.FACTORY, name).docs(DocComment.of(
                "Makes instances of components of the world {@code " + world + "}."));
        if (resource != null) {
            factory.methods().add(component(factory, resource));
        }
        if (isAllImplemented) {
            factory.methods().add(instantiate());
        }
        factory.methods().add(instantiateWithLinker());
        if (imports != null) {
            factory.methods().add(define());
        }
        return factory;
    }

    private static MethodDeclaration component(Declaration factory, String resource) {
        return MethodDeclaration.factory(COMPONENT, "component", List.of(Parameter.of(TypeUse.existing(Engine.class),
                "engine")), Code
                        .of("return ", COMPONENT, ".ofResource(engine, ", factory.use(), ".class, " + Code.literal(resource)
                                + ");"))
                .throwing(TypeUse.existing("java.io", "IOException")).docs("The component, which is packaged with this class.");
    }

    private MethodDeclaration instantiate() {
        List<Parameter> parameters = new ArrayList<>(List.of(Parameter.of(STORE, "store"), Parameter.of(COMPONENT,
                "component")));
        if (imports == null) {
            return MethodDeclaration.factory(exports.use(), "instantiate", parameters, Code.of("return instantiate(new ",
                    LINKER,
                    "(store.engine()), store, component);")).with(DATA).docs("Makes an instance.");
        }
        parameters.add(Parameter.of(imports.use(), "imports"));
        return MethodDeclaration.factory(exports.use(), "instantiate", parameters, Code.of("return instantiate(define(new ",
                LINKER,
                "(store.engine()), imports), store, component);")).with(DATA).docs(
                        "Makes an instance that calls the object given.");
    }

    private MethodDeclaration instantiateWithLinker() {
        // With the lookup the interface can be used wherever it is.
        return MethodDeclaration.factory(exports.use(), "instantiate", List.of(Parameter.of(LINKER, "linker"), Parameter.of(
                STORE,
                "store"), Parameter.of(COMPONENT, "component")), Code.of("return linker.instantiate(store, component).exports(",
                        LOOKUP,
                        ".lookup(), ", exports.use(), ".class);")).with(DATA).docs(
                                "Makes an instance; the linker has what the component imports.");
    }

    private MethodDeclaration define() {
        return MethodDeclaration.factory(LINKER, "define", List.of(Parameter.of(LINKER, "linker"), Parameter.of(imports.use(),
                "imports")), Code.of("linker.root().define(", LOOKUP, ".lookup(), ", imports.use(), ".class, imports);"), Code
                        .of(
                                "return linker;")).with(DATA).docs(
                                        "Defines what components of the world import, and gives the linker back.");
    }
}
