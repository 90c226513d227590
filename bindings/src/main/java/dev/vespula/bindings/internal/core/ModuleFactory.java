package dev.vespula.bindings.internal.core;

import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.bindings.internal.source.Code;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.bindings.internal.source.Parameter;
import dev.vespula.bindings.internal.source.TypeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Declares the class that makes objects of an interface for exports: by calls of the library and nothing else.
 *
 * @param fileName what comments call the module
 */
record ModuleFactory(Declaration exports, List<ImportedModule> imported, String fileName) {
    private static final String DATA = "T";
    private static final TypeUse STORE = TypeUse.existing(Store.class).of(new TypeUse.Plain(DATA));
    private static final TypeUse LINKER = TypeUse.existing(Linker.class).of(new TypeUse.Plain(DATA));
    private static final TypeUse MODULE = TypeUse.existing(Module.class);
    private static final TypeUse LOOKUP = TypeUse.existing("java.lang.invoke", "MethodHandles");

    /** What it is called. */
    static String name(String className) {
        return className + "Module";
    }

    /**
     * The class.
     *
     * @param resource name of the resource with the module; null if there is none
     * @param isAllImplemented whether the interfaces are all that the module imports
     */
    Declaration declare(String resource, boolean isAllImplemented) {
        Declaration factory = Declaration.top(Declaration.Kind.FACTORY, name(exports.name())).docs(DocComment.of(
                "Makes instances of "
                        + DocComment.code(fileName) + "."));
        if (resource != null) {
            factory.methods().add(module(factory, resource));
        }
        if (isAllImplemented) {
            factory.methods().add(instantiate());
        }
        factory.methods().add(instantiateWithLinker());
        if (!imported.isEmpty()) {
            factory.methods().add(define());
        }
        return factory;
    }

    private static MethodDeclaration module(Declaration factory, String resource) {
        return MethodDeclaration.factory(MODULE, "module", List.of(Parameter.of(TypeUse.existing(Engine.class), "engine")), Code
                .of(
                        "return ", MODULE, ".ofResource(engine, ", factory.use(), ".class, " + Code.literal(resource) + ");"))
                .throwing(
                        TypeUse.existing("java.io", "IOException")).docs("The module, which is packaged with this class.");
    }

    private List<Parameter> objects() {
        return imported.stream().map(each -> Parameter.of(each.declaration().use(), each.parameter())).toList();
    }

    private MethodDeclaration instantiate() {
        List<Parameter> parameters = new ArrayList<>(List.of(Parameter.of(STORE, "store"), Parameter.of(MODULE, "module")));
        parameters.addAll(objects());
        String given = objects().stream().map(parameter -> ", " + parameter.name()).collect(Collectors.joining());
        Code body = imported.isEmpty() ? Code.of("return instantiate(new ", LINKER, "(store.engine()), store, module);")
                : Code.of("return instantiate(define(new ", LINKER, "(store.engine())" + given + "), store, module);");
        return MethodDeclaration.factory(exports.use(), "instantiate", parameters, body).with(DATA).docs("Makes an instance"
                + (imported
                        .isEmpty() ? "." : " that calls the objects given."));
    }

    private MethodDeclaration instantiateWithLinker() {
        // With the lookup the interface can be used wherever it is.
        return MethodDeclaration.factory(exports.use(), "instantiate", List.of(Parameter.of(LINKER, "linker"), Parameter.of(
                STORE,
                "store"), Parameter.of(MODULE, "module")), Code.of("return linker.instantiate(store, module).exports(", LOOKUP,
                        ".lookup(), ", exports.use(), ".class);")).with(DATA).docs(
                                "Makes an instance; the linker has what the module imports.");
    }

    private MethodDeclaration define() {
        List<Parameter> parameters = new ArrayList<>(List.of(Parameter.of(LINKER, "linker")));
        parameters.addAll(objects());
        List<Code> body = new ArrayList<>();
        imported.forEach(each -> body.add(Code.of("linker.define(", LOOKUP, ".lookup(), " + Code.literal(each.name()) + ", ",
                each
                        .declaration().use(), ".class, " + each.parameter() + ");")));
        body.add(Code.of("return linker;"));
        return MethodDeclaration.factory(LINKER, "define", parameters, body.toArray(Code[]::new)).with(DATA).docs(
                "Defines what " + DocComment.code(fileName) + " imports, and gives the linker back.");
    }
}
