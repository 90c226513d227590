package dev.vespula.component.internal.validate;

import dev.vespula.component.types.ResourceType;
import java.util.List;

/** Where a resource type in the scope of a component comes from. */
public sealed interface ResourceOrigin {
    /** What stands for it in types of the component. */
    ResourceType resource();

    /** The component defines it: the resource definition with an index in the space of types. */
    record OfDefinition(ResourceType resource, int type) implements ResourceOrigin {}

    /** It is imported: the name of an import, then the names of exports within it. */
    record OfImport(ResourceType resource, List<String> path) implements ResourceOrigin {}

    /** An instance that is made here exports it: index of the instance, then the names of exports within it. */
    record OfInstance(ResourceType resource, int instance, List<String> path) implements ResourceOrigin {}

    /**
     * An export that is ascribed a type hides what it is: the name of the export, then the names of exports within it. What it
     * stands for is what is exported there.
     */
    record OfExport(ResourceType resource, List<String> path) implements ResourceOrigin {}
}
