package dev.vespula.component;

import dev.vespula.LinkException;
import dev.vespula.component.internal.abi.Plans;
import dev.vespula.component.internal.bind.HostBinding;
import dev.vespula.component.internal.bind.HostObject;
import dev.vespula.component.internal.instantiate.LinkTypes;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.TypeBound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the objects of an instance of the linker have for names that are not defined one by one. */
final class HostItems<T> {
    private final LinkerInstance<T> instance;
    private final Plans plans;
    private final LinkTypes types;

    HostItems(LinkerInstance<T> instance, Plans plans, LinkTypes types) {
        this.instance = instance;
        this.plans = plans;
        this.types = types;
    }

    /**
     * Adds what the objects have.
     *
     * @param items what is defined, or null, for each name
     * @throws LinkException if something does not fit
     */
    void add(String path, Map<String, ExternType> wanted, Map<String, LinkerItem<T>> items) {
        Map<String, ExternType> open = new LinkedHashMap<>(wanted);
        Map<String, Class<?>> resources = new LinkedHashMap<>();
        items.forEach((name, item) -> {
            if (item instanceof LinkerItem.OfResource<T> resource) {
                resources.put(name, resource.type().hostClass());
            } else if (item != null) {
                open.remove(name);
            }
        });
        // Those that another import has brought already.
        open.values().removeIf(type -> type instanceof TypeBound.OfResource bound && types.resource(bound.type()) != null);
        HostBinding binding = HostBinding.of(open, resources, instance.hosts(), plans);
        if (!binding.mismatches().isEmpty()) {
            throw unfit(path, binding.mismatches());
        }
        open.forEach((name, type) -> {
            if (items.get(name) == null) {
                items.put(name, item(name, type, binding));
            }
        });
    }

    private LinkerItem<T> item(String name, ExternType type, HostBinding binding) {
        if (binding.method(name) != null) {
            return new LinkerItem.OfMethod<>(binding.method(name));
        }
        if (binding.resource(name) != null) {
            return new LinkerItem.OfResource<>(instance.typedResource(name, binding.resource(name)));
        }
        HostObject nested = binding.instance(name, type);
        return nested == null ? null : new LinkerItem.OfInstance<>(instance.nested(name, nested));
    }

    /** The error for methods that do not fit their functions. */
    static LinkException unfit(String path, List<String> mismatches) {
        return new LinkException("what is defined does not fit what the component imports" + (path.isEmpty() ? "" : " as `"
                + path
                        .replaceFirst("#$", "") + "`") + ":\n  " + String.join("\n  ", mismatches));
    }
}
