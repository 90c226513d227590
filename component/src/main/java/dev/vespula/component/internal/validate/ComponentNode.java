package dev.vespula.component.internal.validate;

import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;
import java.util.List;
import java.util.Map;

/** A component type. */
final class ComponentNode implements ScopeType {
    /** In the order of their definition. */
    final Map<String, Entity> imports;
    /** In the order of their definition. */
    final Map<String, Entity> exports;
    /** Resource types that are imported, and where: name of an import, then names of exports. */
    final Map<ResourceType, List<String>> imported;
    /** Resource types that come to exist with each instance, and where they are exported. */
    final Map<ResourceType, List<String>> defined;
    /** Where all resource types are exported that are. */
    final Map<ResourceType, List<String>> explicit;
    private final Measure measure;
    private ComponentType type;

    ComponentNode(Map<String, Entity> imports, Map<String, Entity> exports, Map<ResourceType, List<String>> imported,
            Map<ResourceType, List<String>> defined, Map<ResourceType, List<String>> explicit, Measure measure) {
        this.imports = imports;
        this.exports = exports;
        this.imported = imported;
        this.defined = defined;
        this.explicit = explicit;
        this.measure = measure;
    }

    @Override
    public Measure measure() {
        return measure;
    }

    @Override
    public ComponentNode renamed() {
        return new ComponentNode(imports, exports, imported, defined, explicit, measure);
    }

    @Override
    public String kind() {
        return "component";
    }

    /** What users see. */
    ComponentType type() {
        if (type == null) {
            type = new ComponentType(Entity.types(imports), Entity.types(exports));
        }
        return type;
    }

    @Override
    public TypeBound bound() {
        return new TypeBound.OfExtern(type());
    }
}
