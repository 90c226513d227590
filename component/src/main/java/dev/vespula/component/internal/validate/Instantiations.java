package dev.vespula.component.internal.validate;

import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.types.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks instances that are made, and finds their types. Explainer, "Instance Definitions". */
final class Instantiations {
    private final Scope scope;
    private final Validation validation;
    private final int offset;

    Instantiations(Scope scope, int offset) {
        this.scope = scope;
        this.validation = scope.validation;
        this.offset = offset;
    }

    /**
     * An instance of a component: its exports, with what is given for imported resource types, and with new ones for those that
     * come to exist with it. These belong to the component around it from now on.
     */
    void addInstance(Definition.OfInstance definition) {
        ComponentNode component = scope.component(definition.component(), offset);
        Map<String, Entity> arguments = new LinkedHashMap<>();
        for (Definition.Argument argument : definition.arguments()) {
            Entity entity = scope.entity(argument.sort(), argument.index(), offset);
            if (arguments.put(argument.name(), entity) != null) {
                throw Refusal.invalid(offset, "instantiation argument `" + argument.name()
                        + "` conflicts with previous argument `" + argument.name() + "`");
            }
        }
        Substitution substitution = new Substitution(validation, offset);
        String reason = validation.subtyping.open(arguments, component.imports, component.imported, "import",
                substitution, offset);
        if (reason != null) {
            throw Refusal.invalid(offset, reason);
        }
        int instance = scope.instances.size();
        validation.effort.make(component.defined.size(), offset);
        component.defined.forEach((old, path) -> {
            ResourceType made = new ResourceType(old.name());
            substitution.put(old, made);
            scope.define(made, false);
            scope.origin(new ResourceOrigin.OfInstance(made, instance, path));
        });
        Measure measure = Measure.ONE;
        for (Entity export : component.exports.values()) {
            measure = measure.with(export.measure(), offset);
        }
        scope.addInstance(new InstanceNode(substitution.applyAll(component.exports), List.of(),
                substitution.apply(component.explicit), measure), offset);
    }

    /** A bag of exports. */
    void addExports(Definition.OfExports definition) {
        List<Map.Entry<ExternName, Entity>> exports = new ArrayList<>();
        for (Definition.NamedExport export : definition.exports()) {
            exports.add(Map.entry(export.name(), scope.entity(export.sort(), export.index(), offset)));
        }
        scope.addInstance(Externs.bag(validation, exports, offset), offset);
    }

    /** An instance of a core module. */
    void addCoreInstance(Definition.OfCoreInstance definition) {
        CoreModuleShape module = scope.core.module(definition.module(), offset);
        Map<String, Map<String, CoreExtern>> arguments = new LinkedHashMap<>();
        for (Definition.Argument argument : definition.arguments()) {
            Map<String, CoreExtern> exports = scope.core.instance(argument.index(), offset);
            if (arguments.put(argument.name(), exports) != null) {
                throw Refusal.invalid(offset,
                        "duplicate module instantiation argument named `" + argument.name() + "`");
            }
        }
        validation.effort.walk(module.imports.size(), offset);
        module.imports.forEach((name, wanted) -> {
            Map<String, CoreExtern> exports = arguments.get(name.module());
            if (exports == null) {
                throw Refusal.invalid(offset, "missing module instantiation argument named `" + name.module() + "`");
            }
            CoreExtern given = exports.get(name.name());
            if (given == null) {
                throw Refusal.invalid(offset, "module instantiation argument `" + name.module()
                        + "` does not export an item named `" + name.name() + "`");
            }
            String reason = validation.core.mismatch(given, wanted);
            if (reason != null) {
                throw Refusal.invalid(offset, "type mismatch for export `" + name.name()
                        + "` of module instantiation argument `" + name.module() + "`: " + reason);
            }
        });
        scope.checkInstanceCount(offset);
        scope.core.instances.add(module.exports);
    }

    /** A core instance that is a bag of exports. */
    void addCoreExports(Definition.OfCoreExports definition) {
        Map<String, CoreExtern> exports = new LinkedHashMap<>();
        for (Definition.Argument export : definition.exports()) {
            CoreExtern extern = scope.core.extern(export.sort(), export.index(), offset);
            if (exports.put(export.name(), extern) != null) {
                throw Refusal.invalid(offset,
                        "duplicate instantiation export name `" + export.name() + "` already defined");
            }
        }
        scope.checkInstanceCount(offset);
        scope.core.instances.add(exports);
    }
}
