package dev.vespula.component;

import dev.vespula.component.internal.runtime.ResourceClass;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A resource type of the host: its resources are Java objects of a class. The same object may be defined in several interfaces,
 * which then have one resource type in common. Thread-safe if the destructor is.
 */
public final class HostResource {
    private final ResourceClass type;

    private HostResource(ResourceClass type) {
        this.type = type;
    }

    /**
     * A resource type.
     *
     * @param name for messages
     * @param destructor called once for each handle that a component owned and dropped
     */
    @SuppressWarnings("unchecked")
    public static <R> HostResource of(String name, Class<R> resource, Consumer<? super R> destructor) {
        Objects.requireNonNull(destructor, "destructor");
        return new HostResource(ResourceClass.ofHost(name, resource, object -> destructor.accept((R) object)));
    }

    ResourceClass type() {
        return type;
    }
}
