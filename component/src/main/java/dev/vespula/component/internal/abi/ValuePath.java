package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;

/** The place of a value within another, for messages: {@code .items[3].name}. Made only where something is wrong, or near. */
public final class ValuePath {
    private final ValuePath outer;
    private final String name;
    private final int index;

    private final HandedResources resources;

    private ValuePath(ValuePath outer, String name, int index, HandedResources resources) {
        this.outer = outer;
        this.resources = resources;
        this.name = name;
        this.index = index;
    }

    /**
     * An argument or result.
     *
     * @param resources what resource types within stand for, and what was handed over before
     */
    static ValuePath of(String name, HandedResources resources) {
        return new ValuePath(null, name, -1, resources);
    }

    /** What a resource type stands for. */
    ResourceClass resource(ResourceType token) {
        return resources.type(token);
    }

    /** The resources that are handed over together. */
    HandedResources handed() {
        return resources;
    }

    /** A field of what is here. */
    public ValuePath field(String field) {
        return new ValuePath(this, field, -1, resources);
    }

    /** An element of what is here. */
    public ValuePath element(int element) {
        return new ValuePath(this, null, element, resources);
    }

    /** What is here is not what is wanted. */
    public IllegalArgumentException wrong(Object value, String wanted) {
        return new IllegalArgumentException(this + ": " + (value == null ? "null"
                : "a " + value.getClass().getName()) + " is no " + wanted);
    }

    /** What is here cannot be. */
    public IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(this + ": " + message);
    }

    @Override
    public String toString() {
        if (outer == null) {
            return name;
        }
        return outer + (name == null ? "[" + index + "]" : "." + name);
    }
}
