package dev.vespula.component.internal.validate;

import dev.vespula.component.internal.binary.ComponentLimits;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.internal.binary.CoreTypeScope;
import dev.vespula.internal.types.TypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The index spaces of core things in the scope of a component or type. */
final class CoreScope {
    private static final int MOST_OF_A_SORT = 1_000_000;

    /** Core types; in the place of module types there is none. */
    final CoreTypeScope types;
    /** By index of core type: the module type, or null. */
    final List<CoreModuleShape> moduleTypes = new ArrayList<>();
    final List<CoreExtern.Function> functions = new ArrayList<>();
    final List<CoreModuleShape> modules = new ArrayList<>();
    /** What each core instance exports. */
    final List<Map<String, CoreExtern>> instances = new ArrayList<>();
    private final List<CoreExtern.Table> tables = new ArrayList<>();
    private final List<CoreExtern.Memory> memories = new ArrayList<>();
    private final List<CoreExtern.Global> globals = new ArrayList<>();
    private final List<CoreExtern.Tag> tags = new ArrayList<>();

    CoreScope(Validation validation) {
        types = validation.coreTypes();
    }

    /** Adds the type of a module. */
    void addModuleType(CoreModuleShape shape) {
        types.add(null);
        moduleTypes.add(shape);
    }

    /** Adds a recursion group that the space of types has got. */
    void addedTypes() {
        while (moduleTypes.size() < types.size()) {
            moduleTypes.add(null);
        }
    }

    /** Fails unless a type has the index. */
    void checkType(int index, int offset) {
        if (Integer.compareUnsigned(index, types.size()) >= 0) {
            throw Refusal.unknown(offset, "type", index, "type");
        }
    }

    /** The function type with an index. */
    TypeDefinition functionType(int index, int offset) {
        checkType(index, offset);
        TypeDefinition type = types.get(index);
        if (type == null) {
            throw Refusal.invalid(offset, "expected a core function type");
        }
        return type;
    }

    CoreModuleShape moduleType(int index, int offset) {
        checkType(index, offset);
        CoreModuleShape shape = moduleTypes.get(index);
        if (shape == null) {
            throw Refusal.invalid(offset, "core type index " + index + " is not a module type");
        }
        return shape;
    }

    CoreModuleShape module(int index, int offset) {
        return at(modules, index, "module", "module", offset);
    }

    Map<String, CoreExtern> instance(int index, int offset) {
        return at(instances, index, "core instance", "instance", offset);
    }

    TypeDefinition function(int index, int offset) {
        return at(functions, index, "core function", "function", offset).type();
    }

    CoreExtern.Memory memory(int index, int offset) {
        return at(memories, index, "memory", "memory", offset);
    }

    CoreExtern.Table table(int index, int offset) {
        return at(tables, index, "table", "table", offset);
    }

    /** Something of a sort that core modules import and export. */
    CoreExtern extern(Sort sort, int index, int offset) {
        return switch (sort) {
            case CORE_FUNCTION -> at(functions, index, "core function", "function", offset);
            case CORE_TABLE -> table(index, offset);
            case CORE_MEMORY -> memory(index, offset);
            case CORE_GLOBAL -> at(globals, index, "global", "global", offset);
            case CORE_TAG -> at(tags, index, "tag", "tag", offset);
            default -> throw Refusal.invalid(offset, "a core instance cannot export a " + sort.text());
        };
    }

    void add(CoreExtern extern, int offset) {
        if (extern instanceof CoreExtern.Function function) {
            add(functions, function, "functions", offset);
        } else if (extern instanceof CoreExtern.Table table) {
            add(tables, table, "tables", offset);
        } else if (extern instanceof CoreExtern.Memory memory) {
            add(memories, memory, "memories", offset);
        } else if (extern instanceof CoreExtern.Global global) {
            add(globals, global, "globals", offset);
        } else {
            add(tags, (CoreExtern.Tag) extern, "tags", offset);
        }
    }

    void addModule(CoreModuleShape shape, int offset) {
        Refusal.checkCount(offset, modules.size(), ComponentLimits.CORE_MODULES, "core modules");
        modules.add(shape);
    }

    private static <T> void add(List<T> space, T extern, String what, int offset) {
        Refusal.checkCount(offset, space.size(), MOST_OF_A_SORT, what);
        space.add(extern);
    }

    static <T> T at(List<T> space, int index, String noun, String spaceName, int offset) {
        if (Integer.compareUnsigned(index, space.size()) >= 0) {
            throw Refusal.unknown(offset, noun, index, spaceName);
        }
        return space.get(index);
    }
}
