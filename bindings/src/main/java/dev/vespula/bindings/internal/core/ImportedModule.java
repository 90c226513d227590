package dev.vespula.bindings.internal.core;

import dev.vespula.WasmImport;
import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.types.FuncType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a module imports under one name, as an interface that the user implements.
 *
 * @param name of the imported module
 * @param declaration the interface
 * @param parameter what methods call an object of it
 */
record ImportedModule(String name, Declaration declaration, String parameter) {
    /** Adds a method for each import, of which there may be several of one name; one definition is for all of them. */
    void addMethods(List<CoreImport> all, NameSection names) {
        Map<String, CoreImport> byName = new LinkedHashMap<>();
        all.forEach(each -> byName.putIfAbsent(each.type().name(), each));
        List<CoreImport> imports = new ArrayList<>(byName.values());
        List<String> given = MethodNames.of(List.copyOf(byName.keySet()));
        GivenNames types = GivenNames.ofTypes().without(declaration.name()).without(declaration.outer().name());
        for (int i = 0; i < imports.size(); i++) {
            add(imports.get(i), given.get(i), names, types);
        }
    }

    private void add(CoreImport wanted, String method, NameSection names, GivenNames types) {
        String importName = wanted.type().name();
        List<AnnotationUse> annotations = method.equals(importName) ? List.of()
                : List.of(AnnotationUse.of(WasmImport.class, importName));
        if (wanted.type().type() instanceof FuncType type) {
            if (CoreTypes.fitsMethod(type)) {
                declaration.methods().add(new CoreFunction(type, wanted.function(), method).declare(declaration, types, names,
                        annotations));
            }
            return;
        }
        DocComment docs = DocComment.of("The " + CoreTypes.word(wanted.type().type()) + " " + DocComment.code(importName)
                + "; it is asked for when it is defined.");
        declaration.methods().add(MethodDeclaration.toImplement(docs, annotations, CoreTypes.ofImport(wanted.type().type()),
                method, List.of()));
    }
}
