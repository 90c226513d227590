package dev.vespula.component.internal.validate;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.CoreType.ModuleDeclaration;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.validate.ModuleValidator;

/** Adds core modules and core types to a scope. What they say the engine reads. */
final class CoreDefinitions {
    private CoreDefinitions() {}

    /** Adds a core module. Returns it, ready to be instantiated. */
    static Module addModule(Scope scope, Slice binary, int offset) {
        Validation validation = scope.validation;
        validation.path.add("core module " + scope.core.modules.size());
        byte[] bytes = binary.copy();
        Module module;
        ModuleModel model;
        try {
            module = validation.modules.make(bytes);
            model = ModuleDecoder.decode(bytes, validation.coreFeatures, validation.coreLimits, validation.registry);
        } catch (ModuleException e) {
            throw moved(e, binary.from());
        }
        CoreModuleShape shape = CoreModuleShape.of(model, binary.from());
        validation.path.remove(validation.path.size() - 1);
        scope.core.addModule(shape, offset);
        return module;
    }

    /** An error of a module, with its place in the file around it. */
    static ModuleException moved(ModuleException error, long by) {
        if (error.offset() < 0) {
            return error;
        }
        long offset = error.offset() + by;
        String name = error.functionName().orElse(null);
        if (error.missingFeature().isPresent() && error.functionIndex() < 0) {
            return withoutFeature(error, offset);
        }
        if (error instanceof MalformedException) {
            return new MalformedException(error.reason(), offset, error.functionIndex(), name);
        }
        return error instanceof InvalidException
                ? new InvalidException(error.reason(), offset, error.functionIndex(), name)
                : new LimitException(error.reason(), offset, error.functionIndex(), name);
    }

    /** The exceptions say themselves that the feature is off. */
    private static ModuleException withoutFeature(ModuleException error, long offset) {
        Feature feature = error.missingFeature().orElseThrow();
        String said = ": " + feature + " support is not enabled";
        String what = error.reason().endsWith(said)
                ? error.reason().substring(0, error.reason().length() - said.length())
                : error.reason();
        return error instanceof MalformedException
                ? MalformedException.without(feature, what, offset)
                : InvalidException.without(feature, what, offset);
    }

    /** Adds a core type. */
    static void addType(Scope scope, CoreType type, int offset) {
        scope.checkCoreTypeCount(offset);
        if (type instanceof CoreType.OfGroup group) {
            addGroup(scope.core, group);
        } else {
            scope.core.addModuleType(moduleType(scope, (CoreType.OfModule) type, offset));
        }
    }

    private static void addGroup(CoreScope core, CoreType.OfGroup group) {
        Slice binary = group.binary();
        core.types.addGroup(binary.bytes(), binary.from(), binary.to());
        core.addedTypes();
    }

    private static CoreModuleShape moduleType(Scope around, CoreType.OfModule type, int offset) {
        Validation validation = around.validation;
        CoreScope core = new CoreScope(validation);
        CoreModuleShape shape = new CoreModuleShape(validation.registry);
        CoreImports pending = new CoreImports(core, shape);
        for (ModuleDeclaration each : type.declarations()) {
            if (each instanceof ModuleDeclaration.OfImport of) {
                checkTypeIndex(core, of.description(), of.offset());
                pending.add(of);
            } else if (each instanceof ModuleDeclaration.OfExport of) {
                checkTypeIndex(core, of.description(), of.offset());
                pending.add(of);
            } else {
                // They may speak of types before them only.
                pending.resolve();
                if (each instanceof ModuleDeclaration.OfType of) {
                    addGroup(core, of.type());
                } else {
                    ModuleDeclaration.OfOuterType of = (ModuleDeclaration.OfOuterType) each;
                    core.types.add(outerType(around, core, of));
                    core.addedTypes();
                }
            }
        }
        pending.resolve();
        Refusal.checkCount(offset, shape.measure().size(), Measure.LARGEST, "types in a module type");
        return shape;
    }

    private static TypeDefinition outerType(Scope around, CoreScope core, ModuleDeclaration.OfOuterType alias) {
        CoreScope from = alias.count() == 0
                ? core
                : around.outwards(alias.count() - 1, alias.offset()).core;
        from.checkType(alias.index(), alias.offset());
        TypeDefinition type = from.types.get(alias.index());
        if (type == null) {
            throw Refusal.invalid(alias.offset(),
                    "type index " + alias.index() + " is a module type, not a sub type");
        }
        return type;
    }

    /** Functions and tags name their types by index. */
    private static void checkTypeIndex(CoreScope core, Slice description, int offset) {
        int position = description.from();
        byte[] bytes = description.bytes();
        int kind = bytes[position++];
        if (kind == ExternKind.TAG.ordinal()) {
            position++;
        } else if (kind != ExternKind.FUNCTION.ordinal()) {
            return;
        }
        int index = 0;
        for (int shift = 0; position < description.to(); shift += 7) {
            byte next = bytes[position++];
            index |= (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        if (core.functionType(index, offset).kind() != TypeKind.FUNC) {
            throw Refusal.kind(offset, index, "a function type");
        }
    }

    /** The definitions of a module that stands for imports, as valid as those of others. */
    static void check(ModuleModel model) {
        ModuleValidator.validateDefinitions(model);
    }
}
