package dev.vespula.component;

import dev.vespula.component.internal.bind.HostMethod;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.runtime.ResourceClass;

/** What a linker has under a name. */
sealed interface LinkerItem<T> {

    /** A function of the host. */
    record OfFunction<T>(ComponentHostFunction<T> function) implements LinkerItem<T> {}

    /** A method of an object of the host. */
    record OfMethod<T>(HostMethod method) implements LinkerItem<T> {}

    /** A resource type of the host. */
    record OfResource<T>(ResourceClass type) implements LinkerItem<T> {}

    /** An instance of the host's making. */
    record OfInstance<T>(LinkerInstance<T> instance) implements LinkerItem<T> {}

    /** Something that exists. */
    record OfEntity<T>(Entity entity) implements LinkerItem<T> {}
}
