package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeRegistry;

/**
 * The index space of core types somewhere else than in a module: in a component, or in the type of a module there. Its
 * recursion groups and what refers to them lie scattered over a file. Not thread-safe.
 */
public final class CoreTypeScope {
    private final Features features;
    private final TypeRegistry registry;
    private final EnforcedLimits limits;
    private final TypeSection types;

    /** A scope without types. */
    public CoreTypeScope(Features features, TypeRegistry registry, EnforcedLimits limits) {
        this.features = features;
        this.registry = registry;
        this.limits = limits;
        this.types = new TypeSection(null, registry, limits);
    }

    /** Number of indices in use. */
    public int size() {
        return types.count();
    }

    /** The type with an index; null where the index stands for something that is no type of a module. */
    public TypeDefinition get(int index) {
        return types.definition(index);
    }

    /** Adds a type of another scope; null for something that is no type of a module, such as the type of one. */
    public void add(TypeDefinition type) {
        types.add(type);
    }

    /**
     * Reads a recursion group, written as in a type section, and adds its types.
     *
     * @throws dev.vespula.ModuleException as {@link ModuleDecoder#decode}; offsets are those in {@code bytes}
     */
    public void addGroup(byte[] bytes, int from, int to) {
        ModuleModel model = new ModuleModel(bytes, features, registry);
        types.readGroup(new TypeReader(model, from, to));
    }

    /**
     * Reads the content of an import section, whose types are those of this scope. Indices of functions and tags must be
     * those of function types, which the caller checks.
     *
     * @throws dev.vespula.ModuleException as {@link ModuleDecoder#decode}; offsets are those in {@code section}
     */
    public ModuleModel imports(byte[] section) {
        ModuleModel model = new ModuleModel(section, features, registry);
        types.publish(model);
        ConstExpressionReader reader = new ConstExpressionReader(model, 0);
        new DefinitionSections(reader, model, limits).readImports();
        return model;
    }
}
