package dev.vespula.component.internal.validate;

import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;
import java.util.List;
import java.util.Map;

/** An instance type, or the type of an instance. */
final class InstanceNode implements ScopeType {
    /** In the order of their definition. */
    final Map<String, Entity> exports;
    /**
     * Resource types that come to exist with each instance. Empty for the type of an instance that exists: its resource types
     * belong to the component that holds it.
     */
    final List<ResourceType> defined;
    /** Where resource types are exported: names of exports, from outside inwards. */
    final Map<ResourceType, List<String>> explicit;
    private final Measure measure;
    private InstanceType type;

    InstanceNode(Map<String, Entity> exports, List<ResourceType> defined, Map<ResourceType, List<String>> explicit,
            Measure measure) {
        this.exports = exports;
        this.defined = defined;
        this.explicit = explicit;
        this.measure = measure;
    }

    @Override
    public Measure measure() {
        return measure;
    }

    @Override
    public InstanceNode renamed() {
        return new InstanceNode(exports, defined, explicit, measure);
    }

    @Override
    public String kind() {
        return "instance";
    }

    /** What users see. */
    InstanceType type() {
        if (type == null) {
            type = new InstanceType(Entity.types(exports));
        }
        return type;
    }

    @Override
    public TypeBound bound() {
        return new TypeBound.OfExtern(type());
    }
}
