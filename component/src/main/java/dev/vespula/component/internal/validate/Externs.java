package dev.vespula.component.internal.validate;

import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.types.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds imports and exports to a scope. Here resource types come to exist: one for each import of one, and for each import or
 * export of an instance type all that it defines, anew each time.
 */
final class Externs {
    private final Scope scope;
    private final Validation validation;

    Externs(Scope scope) {
        this.scope = scope;
        this.validation = scope.validation;
    }

    /** An import. Returns what it adds to an index space. */
    void addImport(ExternName name, Entity described, int offset) {
        Entity entity = described;
        if (entity instanceof Entity.OfType of && of.named() == of.referenced()
                && of.named() instanceof ResourceNode node) {
            scope.imported.put(node.resource, List.of(name.name()));
            scope.origin(new ResourceOrigin.OfImport(node.resource, List.of(name.name())));
        } else if (entity instanceof Entity.OfInstance of) {
            entity = new Entity.OfInstance(importedInstance(name.name(), of.instance(), offset));
        }
        finish(scope.imports, name, entity, offset);
    }

    /** An export, whose type a resource may be new in: in types, and where an export is ascribed one. */
    void addExport(ExternName name, Entity described, int offset) {
        Entity entity = described;
        if (entity instanceof Entity.OfType of && of.named() instanceof ResourceNode node) {
            if (of.named() == of.referenced()) {
                scope.define(node.resource, false);
                scope.origin(new ResourceOrigin.OfExport(node.resource, List.of(name.name())));
            }
            scope.explicit.put(node.resource, List.of(name.name()));
        } else if (entity instanceof Entity.OfInstance of) {
            entity = new Entity.OfInstance(exportedInstance(name.name(), of.instance(), offset));
        }
        finish(scope.exports, name, entity, offset);
    }

    private void finish(ExternNames names, ExternName name, Entity entity, int offset) {
        scope.add(entity, offset);
        if (entity instanceof Entity.OfType of && of.named() instanceof ResourceNode node) {
            names.name(name.name(), node);
        }
        if (scope.kind != Scope.Kind.INSTANCE_TYPE && !register(names, entity, offset)) {
            throw Refusal.invalid(offset,
                    entity.word() + " not valid to be used as " + (names == scope.imports ? "import" : "export"));
        }
        names.add(name, entity, offset);
        scope.measure = scope.measure.with(entity.measure(), offset);
    }

    /** Whether something speaks of named types only; the types in it have names from here on. */
    private boolean register(ExternNames names, Entity entity, int offset) {
        validation.effort.walk(1, offset);
        if (entity instanceof Entity.OfType of) {
            if (!names.visible.allNamedIn(of.referenced(), offset)) {
                return false;
            }
            names.visible.add(of.named());
            // What is imported can be exported.
            scope.exports.visible.add(of.named());
            return true;
        }
        if (entity instanceof Entity.OfInstance of) {
            for (Entity export : of.instance().exports.values()) {
                if (!register(names, export, offset)) {
                    return false;
                }
            }
            return true;
        }
        return !(entity instanceof Entity.OfFunction of) || names.visible.allNamedIn(of.function(), offset);
    }

    private InstanceNode importedInstance(String name, InstanceNode type, int offset) {
        if (type.defined.isEmpty()) {
            return type;
        }
        Substitution fresh = new Substitution(validation, offset);
        for (ResourceType old : type.defined) {
            ResourceType made = new ResourceType(old.name());
            fresh.put(old, made);
            List<String> path = path(name, type.explicit.get(old));
            scope.imported.put(made, path);
            scope.origin(new ResourceOrigin.OfImport(made, path));
        }
        return concrete(type, fresh);
    }

    private InstanceNode exportedInstance(String name, InstanceNode type, int offset) {
        InstanceNode instance = type;
        if (!type.defined.isEmpty()) {
            Substitution fresh = new Substitution(validation, offset);
            for (ResourceType old : type.defined) {
                ResourceType made = new ResourceType(old.name());
                fresh.put(old, made);
                scope.define(made, false);
                scope.origin(new ResourceOrigin.OfExport(made, path(name, type.explicit.get(old))));
            }
            instance = concrete(type, fresh);
        }
        validation.effort.make(instance.explicit.size(), offset);
        instance.explicit.forEach((resource, path) -> scope.explicit.put(resource, path(name, path)));
        return instance;
    }

    private static InstanceNode concrete(InstanceNode type, Substitution fresh) {
        return new InstanceNode(fresh.applyAll(type.exports), List.of(), fresh.apply(type.explicit), type.measure());
    }

    static List<String> path(String first, List<String> rest) {
        List<String> path = new ArrayList<>();
        path.add(first);
        path.addAll(rest);
        return List.copyOf(path);
    }

    /** The type of a bag of exports: what is in it has names of its own, but no resource type does. */
    static InstanceNode bag(Validation validation, List<Map.Entry<ExternName, Entity>> exports, int offset) {
        ExternNames names = new ExternNames(validation, "export");
        Map<ResourceType, List<String>> explicit = new LinkedHashMap<>();
        Measure measure = Measure.ONE;
        for (Map.Entry<ExternName, Entity> export : exports) {
            String name = export.getKey().name();
            Entity entity = export.getValue();
            if (entity instanceof Entity.OfInstance of) {
                validation.effort.make(of.instance().explicit.size(), offset);
                of.instance().explicit.forEach((resource, path) -> explicit.put(resource, path(name, path)));
            } else if (entity instanceof Entity.OfType of && of.named() instanceof ResourceNode node) {
                explicit.put(node.resource, List.of(name));
            }
            names.add(export.getKey(), entity, offset);
            measure = measure.with(entity.measure(), offset);
        }
        return new InstanceNode(names.entities(), List.of(), explicit, measure);
    }
}
