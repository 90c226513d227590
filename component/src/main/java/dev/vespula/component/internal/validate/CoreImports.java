package dev.vespula.component.internal.validate;

import dev.vespula.ModuleException;
import dev.vespula.component.internal.model.CoreType.ModuleDeclaration;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.internal.binary.ModuleModel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Imports and exports that stand one after the other in the type of a module. The engine reads their descriptions all at once, as
 * an import section without names.
 */
final class CoreImports {
    private static final int NAMES = 2;

    private final CoreScope core;
    private final CoreModuleShape shape;
    private final List<ModuleDeclaration> declarations = new ArrayList<>();

    CoreImports(CoreScope core, CoreModuleShape shape) {
        this.core = core;
        this.shape = shape;
    }

    void add(ModuleDeclaration declaration) {
        declarations.add(declaration);
    }

    /** Adds what was collected to the type of the module. */
    void resolve() {
        if (declarations.isEmpty()) {
            return;
        }
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        for (int count = declarations.size(), more = 1; more != 0; count >>>= 7) {
            more = count >>> 7;
            section.write(count & 0x7F | (more == 0 ? 0 : 0x80));
        }
        List<Integer> starts = new ArrayList<>();
        for (ModuleDeclaration each : declarations) {
            starts.add(section.size());
            Slice description = description(each);
            section.writeBytes(new byte[NAMES]);
            section.write(description.bytes(), description.from(), description.length());
        }
        ModuleModel model;
        try {
            model = core.types.imports(section.toByteArray());
            CoreDefinitions.check(model);
        } catch (ModuleException e) {
            throw CoreDefinitions.moved(e, distance(starts, e.offset()));
        }
        shape.keep(model);
        for (int i = 0; i < declarations.size(); i++) {
            CoreExtern extern = CoreExtern.of(model, model.importKind(i), model.importIndex(i));
            if (declarations.get(i) instanceof ModuleDeclaration.OfImport of) {
                shape.addImport(new CoreModuleShape.ImportName(of.module(), of.name()), extern, of.offset());
            } else {
                ModuleDeclaration.OfExport of = (ModuleDeclaration.OfExport) declarations.get(i);
                shape.addExport(of.name(), extern, of.offset());
            }
        }
        declarations.clear();
    }

    /** How far the description that an offset lies in was moved. */
    private long distance(List<Integer> starts, long offset) {
        int found = 0;
        while (found + 1 < starts.size() && starts.get(found + 1) <= offset) {
            found++;
        }
        return description(declarations.get(found)).from() - (starts.get(found) + NAMES);
    }

    private static Slice description(ModuleDeclaration declaration) {
        return declaration instanceof ModuleDeclaration.OfImport of
                ? of.description()
                : ((ModuleDeclaration.OfExport) declaration).description();
    }
}
