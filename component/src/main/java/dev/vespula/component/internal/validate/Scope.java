package dev.vespula.component.internal.validate;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.binary.ComponentLimits;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.types.ResourceType;
import dev.vespula.types.FuncType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scope of a component, a component type or an instance type: its index spaces, and what it imports and exports. */
final class Scope {
    /** What has a scope. */
    enum Kind {
        COMPONENT, COMPONENT_TYPE, INSTANCE_TYPE
    }

    final Validation validation;
    final Kind kind;
    /** The enclosing scope, or null. */
    final Scope outer;
    final int depth;

    final CoreScope core;
    final List<ScopeType> types = new ArrayList<>();
    final List<FunctionNode> functions = new ArrayList<>();
    final List<InstanceNode> instances = new ArrayList<>();
    final List<ComponentNode> components = new ArrayList<>();

    /** Imports and exports with their names. */
    final ExternNames imports;
    final ExternNames exports;
    /** Resource types that are imported, and where. */
    final Map<ResourceType, List<String>> imported = new LinkedHashMap<>();
    /** Resource types that come to exist with an instance; true for those whose representation is known here. */
    final Map<ResourceType, Boolean> defined = new LinkedHashMap<>();
    /** Where resource types are exported. */
    final Map<ResourceType, List<String>> explicit = new LinkedHashMap<>();
    /** Where resource types come from. */
    final List<ResourceOrigin> origins = new ArrayList<>();
    /** Core types of the built-in functions that are defined here, in their order. */
    final List<FuncType> builtins = new ArrayList<>();
    /** Sum of what is imported and exported. */
    Measure measure = Measure.ONE;

    Scope(Validation validation, Kind kind, Scope outer, int offset) {
        this.validation = validation;
        this.kind = kind;
        this.outer = outer;
        this.depth = outer == null ? 1 : outer.depth + 1;
        Refusal.checkDepth(offset, depth);
        this.core = new CoreScope(validation);
        this.imports = new ExternNames(validation, "import");
        this.exports = new ExternNames(validation, "export");
    }

    // ---- looking up

    ScopeType type(int index, int offset) {
        return CoreScope.at(types, index, "type", "type", offset);
    }

    ValueNode valueType(int index, int offset) {
        if (type(index, offset) instanceof ValueNode node) {
            return node;
        }
        throw Refusal.kind(offset, index, "a defined type");
    }

    FunctionNode functionType(int index, int offset) {
        if (type(index, offset) instanceof FunctionNode node) {
            return node;
        }
        throw Refusal.kind(offset, index, "a function type");
    }

    ResourceNode resource(int index, int offset) {
        if (type(index, offset) instanceof ResourceNode node) {
            return node;
        }
        throw Refusal.kind(offset, index, "a resource type");
    }

    FunctionNode function(int index, int offset) {
        return CoreScope.at(functions, index, "function", "function", offset);
    }

    InstanceNode instance(int index, int offset) {
        return CoreScope.at(instances, index, "instance", "instance", offset);
    }

    ComponentNode component(int index, int offset) {
        return CoreScope.at(components, index, "component", "component", offset);
    }

    /** Something of a sort that instances export. */
    Entity entity(Sort sort, int index, int offset) {
        return switch (sort) {
            case CORE_MODULE -> new Entity.OfModule(core.module(index, offset));
            case FUNCTION -> new Entity.OfFunction(function(index, offset));
            case TYPE -> {
                ScopeType type = type(index, offset);
                yield new Entity.OfType(type, type);
            }
            case INSTANCE -> new Entity.OfInstance(instance(index, offset));
            case COMPONENT -> new Entity.OfComponent(component(index, offset));
            case VALUE -> throw noValues(offset);
            default -> throw Refusal.invalid(offset, "a component cannot export a " + sort.text());
        };
    }

    /** What a description says. */
    Entity described(ExternDescription description, int offset) {
        if (description instanceof ExternDescription.OfCoreModule of) {
            return new Entity.OfModule(core.moduleType(of.coreType(), offset));
        }
        if (description instanceof ExternDescription.OfFunction of) {
            return new Entity.OfFunction(functionType(of.type(), offset));
        }
        if (description instanceof ExternDescription.OfEqualType of) {
            ScopeType type = type(of.type(), offset);
            return new Entity.OfType(type.renamed(), type);
        }
        if (description instanceof ExternDescription.OfResource) {
            ResourceNode fresh = new ResourceNode(new ResourceType(""));
            return new Entity.OfType(fresh, fresh);
        }
        if (description instanceof ExternDescription.OfInstance of) {
            if (type(of.type(), offset) instanceof InstanceNode node) {
                return new Entity.OfInstance(node);
            }
            throw Refusal.kind(offset, of.type(), "an instance type");
        }
        if (description instanceof ExternDescription.OfComponent of) {
            if (type(of.type(), offset) instanceof ComponentNode node) {
                return new Entity.OfComponent(node);
            }
            throw Refusal.kind(offset, of.type(), "a component type");
        }
        throw noValues(offset);
    }

    private RuntimeException noValues(int offset) {
        validation.require(offset, ComponentFeature.VALUES, "a value");
        return Refusal.invalid(offset, "values are not supported");
    }

    // ---- adding

    void addType(ScopeType type, int offset) {
        Refusal.checkCount(offset, types.size() + core.types.size(), ComponentLimits.TYPES, "types");
        types.add(type);
    }

    void checkCoreTypeCount(int offset) {
        Refusal.checkCount(offset, types.size() + core.types.size(), ComponentLimits.TYPES, "types");
    }

    void addFunction(FunctionNode function, int offset) {
        Refusal.checkCount(offset, functions.size() + core.functions.size(), ComponentLimits.FUNCTIONS, "functions");
        functions.add(function);
    }

    void addInstance(InstanceNode instance, int offset) {
        checkInstanceCount(offset);
        instances.add(instance);
    }

    void checkInstanceCount(int offset) {
        Refusal.checkCount(offset, instances.size() + core.instances.size(), ComponentLimits.INSTANCES, "instances");
    }

    void addComponent(ComponentNode component, int offset) {
        Refusal.checkCount(offset, components.size(), ComponentLimits.COMPONENTS, "components");
        components.add(component);
    }

    /** Adds something to the index space of its sort. */
    void add(Entity entity, int offset) {
        if (entity instanceof Entity.OfModule of) {
            core.addModule(of.module(), offset);
        } else if (entity instanceof Entity.OfFunction of) {
            addFunction(of.function(), offset);
        } else if (entity instanceof Entity.OfType of) {
            addType(of.named(), offset);
        } else if (entity instanceof Entity.OfInstance of) {
            addInstance(of.instance(), offset);
        } else if (entity instanceof Entity.OfComponent of) {
            addComponent(of.component(), offset);
        }
    }

    /** A resource type comes to exist; true where its representation is known here. */
    void define(ResourceType resource, boolean isLocal) {
        defined.put(resource, isLocal);
    }

    /** Whether this component defines a resource type itself. */
    boolean isLocal(ResourceType resource) {
        return defined.getOrDefault(resource, false);
    }

    /** Notes where a resource type comes from. */
    void origin(ResourceOrigin origin) {
        origins.add(origin);
    }

    /** The scope that many scopes outwards. */
    Scope outwards(int count, int offset) {
        Scope scope = this;
        for (int k = 0; k != count; k++) {
            scope = scope.outer;
            if (scope == null) {
                throw Refusal.invalid(offset, "invalid outer alias count of " + Integer.toUnsignedString(count));
            }
        }
        return scope;
    }
}
