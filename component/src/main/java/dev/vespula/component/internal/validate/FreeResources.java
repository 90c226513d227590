package dev.vespula.component.internal.validate;

import dev.vespula.component.types.ResourceType;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** Collects the resource types that types speak of without defining them. */
final class FreeResources {
    private final Validation validation;
    private final int offset;
    private final Set<ResourceType> found = new HashSet<>();
    /** Resource types that are bound somewhere: bound ones differ from all others. */
    private final Set<ResourceType> bound = new HashSet<>();
    private final Set<ScopeType> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    FreeResources(Validation validation, int offset) {
        this.validation = validation;
        this.offset = offset;
    }

    FreeResources add(Collection<Entity> entities) {
        entities.forEach(this::add);
        return this;
    }

    FreeResources add(ScopeType type) {
        if (!seen.add(type)) {
            return this;
        }
        validation.effort.walk(1, offset);
        if (type instanceof ResourceNode node) {
            found.add(node.resource);
        } else if (type instanceof ValueNode node) {
            if (node.resource != null) {
                found.add(node.resource.resource);
            }
            node.parts.forEach(this::add);
        } else if (type instanceof FunctionNode node) {
            node.params.forEach(this::add);
            if (node.result != null) {
                add(node.result);
            }
        } else if (type instanceof InstanceNode node) {
            add(node.exports.values());
            bound.addAll(node.defined);
        } else if (type instanceof ComponentNode node) {
            add(node.imports.values());
            add(node.exports.values());
            bound.addAll(node.imported.keySet());
            bound.addAll(node.defined.keySet());
        }
        return this;
    }

    private void add(Entity entity) {
        if (entity instanceof Entity.OfFunction of) {
            add(of.function());
        } else if (entity instanceof Entity.OfInstance of) {
            add(of.instance());
        } else if (entity instanceof Entity.OfComponent of) {
            add(of.component());
        } else if (entity instanceof Entity.OfType of) {
            add(of.named());
        }
    }

    /** Whether a resource type is among them. */
    boolean contains(ResourceType resource) {
        return found.contains(resource) && !bound.contains(resource);
    }

    boolean isEmpty() {
        return bound.containsAll(found);
    }
}
