package dev.vespula.component.internal.validate;

import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;

/** A resource type under one of its names. */
final class ResourceNode implements ScopeType {
    final ResourceType resource;

    ResourceNode(ResourceType resource) {
        this.resource = resource;
    }

    @Override
    public Measure measure() {
        return Measure.ONE;
    }

    @Override
    public ResourceNode renamed() {
        return new ResourceNode(resource);
    }

    @Override
    public String kind() {
        return "resource";
    }

    @Override
    public TypeBound bound() {
        return new TypeBound.OfResource(resource);
    }
}
