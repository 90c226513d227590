package dev.vespula.component.internal.validate;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.binary.NestedPlace;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Validates components: one definition after the other, each of which may speak of those before it. Explainer, "Type Checking".
 *
 * <p>Time and memory are bounded by the number of definitions and by {@link Effort}, however large the types are that they name.
 */
public final class ComponentValidator {
    private final Validation validation;
    private final Scope scope;
    private final Externs externs;
    private final List<Optional<Module>> modules = new ArrayList<>();
    private final List<Optional<ValidComponent>> components = new ArrayList<>();

    private ComponentValidator(Validation validation, Scope outer, int offset) {
        this.validation = validation;
        this.scope = new Scope(validation, Scope.Kind.COMPONENT, outer, offset);
        this.externs = new Externs(scope);
    }

    /**
     * Validates a component with all that is nested in it. Its core modules become modules of the engine.
     *
     * @throws dev.vespula.InvalidException if it is not valid
     * @throws dev.vespula.MalformedException if a core module is malformed
     * @throws dev.vespula.LimitException if there is too much of something
     */
    public static ValidComponent validate(Engine engine, ComponentModel model, ComponentFeatures features) {
        return validate(engine, binary -> Module.of(engine, binary), model, features);
    }

    /** The same with core modules that are made otherwise. */
    public static ValidComponent validate(Engine engine, CoreModules modules, ComponentModel model,
            ComponentFeatures features) {
        Validation validation = new Validation(engine, modules, features);
        try {
            ComponentValidator outermost = component(validation, null, model);
            return outermost.valid(model, outermost.type(model));
        } catch (ModuleException error) {
            throw NestedPlace.tell(error, validation.path);
        }
    }

    private static ComponentValidator component(Validation validation, Scope outer, ComponentModel model) {
        ComponentValidator validator = new ComponentValidator(validation, outer, model.offset());
        for (Definition definition : model.definitions()) {
            validator.add(definition);
        }
        return validator;
    }

    private ComponentNode type(ComponentModel model) {
        return Declarations.component(scope, model.offset());
    }

    private ValidComponent valid(ComponentModel model, ComponentNode type) {
        return new ValidComponent(model, type.type(), scope.types.stream().map(ScopeType::bound).toList(),
                scope.functions.stream().map(function -> function.type).toList(),
                scope.instances.stream().map(InstanceNode::type).toList(),
                filled(modules, scope.core.modules.size()), filled(components, scope.components.size()),
                List.copyOf(scope.builtins), List.copyOf(scope.origins));
    }

    private void add(Definition definition) {
        int offset = definition.offset();
        if (definition instanceof Definition.OfCoreModule of) {
            Module module = CoreDefinitions.addModule(scope, of.binary(), offset);
            put(modules, scope.core.modules.size(), module);
        } else if (definition instanceof Definition.OfCoreInstance of) {
            new Instantiations(scope, offset).addCoreInstance(of);
        } else if (definition instanceof Definition.OfCoreExports of) {
            new Instantiations(scope, offset).addCoreExports(of);
        } else if (definition instanceof Definition.OfCoreType of) {
            CoreDefinitions.addType(scope, of.type(), offset);
        } else if (definition instanceof Definition.OfComponent of) {
            addComponent(of.component(), offset);
        } else if (definition instanceof Definition.OfInstance of) {
            new Instantiations(scope, offset).addInstance(of);
        } else if (definition instanceof Definition.OfExports of) {
            new Instantiations(scope, offset).addExports(of);
        } else if (definition instanceof Definition.OfAlias of) {
            Aliases.add(scope, of.alias(), offset);
        } else if (definition instanceof Definition.OfType of) {
            Declarations.addType(scope, of.type(), offset);
        } else if (definition instanceof Definition.OfCanon of) {
            new CanonDefinitions(scope, offset).add(of.canon());
        } else if (definition instanceof Definition.OfImport of) {
            externs.addImport(of.name(), scope.described(of.description(), offset), offset);
        } else if (definition instanceof Definition.OfExport of) {
            externs.addExport(of.name(), exported(of, offset), offset);
        } else if (definition instanceof Definition.OfStart) {
            validation.require(offset, ComponentFeature.VALUES, "a start function");
        }
    }

    private void addComponent(ComponentModel model, int offset) {
        validation.path.add("component " + scope.components.size());
        ComponentValidator nested = component(validation, scope, model);
        ComponentNode type = nested.type(model);
        ValidComponent valid = nested.valid(model, type);
        validation.path.remove(validation.path.size() - 1);
        scope.addComponent(type, offset);
        put(components, scope.components.size(), valid);
    }

    /** What is exported, of the type that it is ascribed. */
    private Entity exported(Definition.OfExport export, int offset) {
        Entity actual = scope.entity(export.sort(), export.index(), offset);
        if (export.ascribed().isEmpty()) {
            return actual instanceof Entity.OfType of ? new Entity.OfType(of.named().renamed(), of.referenced()) : actual;
        }
        Entity ascribed = scope.described(export.ascribed().get(), offset);
        String reason = Ascription.mismatch(validation, actual, ascribed, offset);
        if (reason != null) {
            throw Refusal.invalid(offset, "ascribed type of export is not compatible with item's type: " + reason);
        }
        return ascribed;
    }

    /** Puts something at the end of an index space that has a size, with nothing for the indices before it. */
    private static <T> void put(List<Optional<T>> space, int size, T last) {
        while (space.size() < size - 1) {
            space.add(Optional.empty());
        }
        space.add(Optional.of(last));
    }

    private static <T> List<Optional<T>> filled(List<Optional<T>> space, int size) {
        List<Optional<T>> all = new ArrayList<>(space);
        while (all.size() < size) {
            all.add(Optional.empty());
        }
        return Collections.unmodifiableList(all);
    }
}
