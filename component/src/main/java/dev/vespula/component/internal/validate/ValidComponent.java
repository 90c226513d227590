package dev.vespula.component.internal.validate;

import dev.vespula.Module;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.types.FuncType;
import java.util.List;
import java.util.Optional;

/**
 * A component that is valid, with what its indices mean. Resource types in it are tokens: an instantiation finds the resource
 * that each stands for by its {@link ResourceOrigin}.
 *
 * @param model as it is written
 * @param type the type of the whole
 * @param types the index space of types
 * @param functions types of the index space of functions
 * @param instances types of the index space of instances
 * @param modules the index space of core modules: those that are defined here; empty for imported ones and aliases
 * @param components the index space of components: those that are defined here; empty for imported ones and aliases
 * @param builtins core types of the built-in functions of the asynchronous part that are defined here, in their order
 * @param resources where each resource type of this component's scope comes from, in the order in which they come to exist
 */
public record ValidComponent(ComponentModel model, ComponentType type, List<TypeBound> types, List<FunctionType> functions,
        List<InstanceType> instances, List<Optional<Module>> modules, List<Optional<ValidComponent>> components,
        List<FuncType> builtins, List<ResourceOrigin> resources) {}
