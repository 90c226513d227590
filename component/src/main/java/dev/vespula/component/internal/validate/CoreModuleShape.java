package dev.vespula.component.internal.validate;

import dev.vespula.component.types.CoreModuleType;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.types.ExportType;
import dev.vespula.types.ImportType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The type of a core module, with types of one registry. */
final class CoreModuleShape {
    /** The name of an import. */
    record ImportName(String module, String name) {}

    final Map<ImportName, CoreExtern> imports = new LinkedHashMap<>();
    final Map<String, CoreExtern> exports = new LinkedHashMap<>();
    private final TypeRegistry registry;
    /** Keeps the types alive. */
    private final List<ModuleModel> models = new ArrayList<>();
    private CoreModuleType type;

    CoreModuleShape(TypeRegistry registry) {
        this.registry = registry;
    }

    /** The type of a module that was decoded. */
    static CoreModuleShape of(ModuleModel model, int offset) {
        CoreModuleShape shape = new CoreModuleShape(model.registry());
        shape.keep(model);
        for (int i = 0; i < model.importCount(); i++) {
            shape.addImport(new ImportName(model.importModule(i), model.importName(i)),
                    CoreExtern.of(model, model.importKind(i), model.importIndex(i)), offset + model.importOffset(i));
        }
        for (int i = 0; i < model.exportCount(); i++) {
            shape.addExport(model.exportName(i), CoreExtern.of(model, model.exportKind(i), model.exportIndex(i)),
                    offset + model.exportOffset(i));
        }
        return shape;
    }

    /** Keeps what types refer to. */
    void keep(ModuleModel model) {
        models.add(model);
    }

    /** Components take both names of an import together, so there may be no two that are equal. */
    void addImport(ImportName name, CoreExtern extern, int offset) {
        if (imports.putIfAbsent(name, extern) != null) {
            throw Refusal.invalid(offset, "duplicate import name `" + name.module + ":" + name.name + "` already defined");
        }
    }

    void addExport(String name, CoreExtern extern, int offset) {
        if (exports.putIfAbsent(name, extern) != null) {
            throw Refusal.invalid(offset, "duplicate export name `" + name + "` already defined");
        }
    }

    Measure measure() {
        return new Measure(1 + imports.size() + exports.size(), 1, false);
    }

    /** What users see. */
    CoreModuleType type() {
        if (type == null) {
            List<ImportType> in = new ArrayList<>();
            imports.forEach((name, extern) -> in.add(new ImportType(name.module, name.name, extern.type(registry))));
            List<ExportType> out = new ArrayList<>();
            exports.forEach((name, extern) -> out.add(new ExportType(name, extern.type(registry))));
            type = new CoreModuleType(List.copyOf(in), List.copyOf(out));
        }
        return type;
    }
}
