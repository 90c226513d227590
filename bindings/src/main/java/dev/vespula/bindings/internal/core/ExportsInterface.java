package dev.vespula.bindings.internal.core;

import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.WasmExport;
import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.bindings.internal.source.MethodDeclaration;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import java.util.List;

/** Adds a method for each export of a module, and one that gives the instance. */
final class ExportsInterface {
    private final Module module;
    private final NameSection names;
    private final Declaration declaration;
    private final GivenNames types;

    /** @param types names of the types within the declaration */
    ExportsInterface(Module module, NameSection names, Declaration declaration, GivenNames types) {
        this.module = module;
        this.names = names;
        this.declaration = declaration;
        this.types = types;
    }

    void addMethods() {
        List<ExportType> exports = module.exports();
        List<String> given = MethodNames.of(exports.stream().map(ExportType::name).toList());
        for (int i = 0; i < exports.size(); i++) {
            ExportType export = exports.get(i);
            String method = given.get(i);
            List<AnnotationUse> annotations = method.equals(export.name()) ? List.of()
                    : List.of(AnnotationUse.of(WasmExport.class, export.name()));
            declaration.methods().add(export.type() instanceof FuncType type ? function(export, type, method, annotations)
                    : MethodDeclaration.toImplement(docs(export), annotations, CoreTypes.ofObject(export.type()), method, List
                            .of()));
        }
        GivenNames methods = GivenNames.ofMembers();
        given.forEach(methods::without);
        declaration.methods().add(MethodDeclaration.toImplement(DocComment.of("The instance whose exports these are."), List
                .of(),
                TypeUse.existing(Instance.class), methods.give("instance"), List.of()));
    }

    private MethodDeclaration function(ExportType export, FuncType type, String method, List<AnnotationUse> annotations) {
        if (!CoreTypes.fitsMethod(type)) {
            return MethodDeclaration.toImplement(DocComment.of("A function with more values than a method of Java can have."),
                    annotations, TypeUse.existing(Func.class), method, List.of());
        }
        int index = module.functionIndex(export.name()).orElseThrow();
        return new CoreFunction(type, index, method).declare(declaration, types, names, annotations);
    }

    private static DocComment docs(ExportType export) {
        return DocComment.of("The " + CoreTypes.word(export.type()) + " " + DocComment.code(export.name()) + ".");
    }
}
