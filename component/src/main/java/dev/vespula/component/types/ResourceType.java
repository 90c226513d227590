package dev.vespula.component.types;

/**
 * A resource type: it has an identity and no structure, so two are equal when they are the same object. In the type of a
 * component it stands for whatever an instantiation will put there.
 */
public final class ResourceType {
    private final String name;

    /** A new resource type, different from all others. The name is for messages only; it may be empty. */
    public ResourceType(String name) {
        this.name = name;
    }

    /** What messages call it. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "resource" : name;
    }
}
