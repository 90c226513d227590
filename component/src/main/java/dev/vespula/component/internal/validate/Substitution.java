package dev.vespula.component.internal.validate;

import dev.vespula.component.types.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts resource types, and types that have names, in the place of others. Each type is looked at once; what nothing changes in
 * stays the same object, and so keeps its name.
 */
final class Substitution {
    private final Validation validation;
    private final int offset;
    private final Map<ResourceType, ResourceType> resources = new HashMap<>();
    private Map<ScopeType, ScopeType> types = new IdentityHashMap<>();

    Substitution(Validation validation, int offset) {
        this.validation = validation;
        this.offset = offset;
    }

    /** A resource type in the place of another. */
    void put(ResourceType old, ResourceType by) {
        resources.put(old, by);
    }

    /** Forgets which types were made, and puts these in the place of others. */
    void renameTypes(Map<ScopeType, ScopeType> renamings) {
        types = renamings;
    }

    ResourceType apply(ResourceType resource) {
        return resources.getOrDefault(resource, resource);
    }

    /** The paths of resource types. */
    Map<ResourceType, List<String>> apply(Map<ResourceType, List<String>> paths) {
        Map<ResourceType, List<String>> changed = new LinkedHashMap<>();
        paths.forEach((resource, path) -> changed.put(apply(resource), path));
        validation.effort.make(paths.size(), offset);
        return changed;
    }

    Map<String, Entity> applyAll(Map<String, Entity> entities) {
        Map<String, Entity> changed = new LinkedHashMap<>();
        entities.forEach((name, entity) -> changed.put(name, apply(entity)));
        validation.effort.make(entities.size(), offset);
        return changed;
    }

    Entity apply(Entity entity) {
        if (entity instanceof Entity.OfFunction of) {
            FunctionNode changed = (FunctionNode) apply(of.function());
            return changed == of.function() ? entity : new Entity.OfFunction(changed);
        }
        if (entity instanceof Entity.OfInstance of) {
            InstanceNode changed = (InstanceNode) apply(of.instance());
            return changed == of.instance() ? entity : new Entity.OfInstance(changed);
        }
        if (entity instanceof Entity.OfComponent of) {
            ComponentNode changed = (ComponentNode) apply(of.component());
            return changed == of.component() ? entity : new Entity.OfComponent(changed);
        }
        if (entity instanceof Entity.OfType of) {
            ScopeType referenced = apply(of.referenced());
            ScopeType named = of.named() == of.referenced() ? referenced : apply(of.named());
            boolean same = referenced == of.referenced() && named == of.named();
            return same ? entity : new Entity.OfType(named, referenced);
        }
        return entity;
    }

    ScopeType apply(ScopeType type) {
        ScopeType known = types.get(type);
        if (known != null) {
            return known;
        }
        validation.effort.walk(1, offset);
        ScopeType changed = changed(type);
        if (changed != type) {
            validation.effort.make(1, offset);
        }
        types.put(type, changed);
        return changed;
    }

    private ScopeType changed(ScopeType type) {
        if (type instanceof ResourceNode node) {
            ResourceType by = resources.get(node.resource);
            return by == null ? node : new ResourceNode(by);
        }
        if (type instanceof ValueNode node) {
            return value(node);
        }
        if (type instanceof FunctionNode node) {
            List<ValueNode> params = parts(node.params);
            ValueNode result = node.result == null ? null : (ValueNode) apply(node.result);
            return params == node.params && result == node.result ? node : node.with(params, result);
        }
        if (type instanceof InstanceNode node) {
            return instance(node);
        }
        return component((ComponentNode) type);
    }

    private ValueNode value(ValueNode node) {
        ResourceNode resource = node.resource == null ? null : (ResourceNode) apply(node.resource);
        List<ValueNode> parts = parts(node.parts);
        if (parts == node.parts && resource == node.resource) {
            return node;
        }
        validation.effort.make(parts.size(), offset);
        return validation.values.rebuilt(node, parts, resource);
    }

    /** The same list where nothing changes. */
    private List<ValueNode> parts(List<ValueNode> parts) {
        List<ValueNode> changed = null;
        for (int i = 0; i < parts.size(); i++) {
            ValueNode part = parts.get(i);
            ValueNode by = (ValueNode) apply(part);
            if (by != part && changed == null) {
                changed = new ArrayList<>(parts);
            }
            if (changed != null) {
                changed.set(i, by);
            }
        }
        return changed == null ? parts : changed;
    }

    private InstanceNode instance(InstanceNode node) {
        Map<String, Entity> exports = entities(node.exports);
        boolean same = exports == node.exports && node.defined.stream().noneMatch(resources::containsKey)
                && node.explicit.keySet().stream().noneMatch(resources::containsKey);
        return same
                ? node
                : new InstanceNode(exports, node.defined.stream().map(this::apply).toList(), apply(node.explicit),
                        node.measure());
    }

    private ComponentNode component(ComponentNode node) {
        Map<String, Entity> imports = entities(node.imports);
        Map<String, Entity> exports = entities(node.exports);
        boolean same = imports == node.imports && exports == node.exports
                && node.imported.keySet().stream().noneMatch(resources::containsKey)
                && node.explicit.keySet().stream().noneMatch(resources::containsKey);
        return same
                ? node
                : new ComponentNode(imports, exports, apply(node.imported), apply(node.defined), apply(node.explicit),
                        node.measure());
    }

    /** The same map where nothing changes. */
    private Map<String, Entity> entities(Map<String, Entity> entities) {
        Map<String, Entity> changed = null;
        for (Map.Entry<String, Entity> each : entities.entrySet()) {
            Entity by = apply(each.getValue());
            if (by != each.getValue()) {
                if (changed == null) {
                    changed = new LinkedHashMap<>(entities);
                    validation.effort.make(entities.size(), offset);
                }
                changed.put(each.getKey(), by);
            }
        }
        return changed == null ? entities : changed;
    }
}
