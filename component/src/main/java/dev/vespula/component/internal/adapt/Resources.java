package dev.vespula.component.internal.adapt;

import dev.vespula.component.types.ResourceType;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.List;

/** The resource types that a function type speaks of, numbered in the order in which they are met. */
final class Resources {
    private static final List<NumType> HANDLE = List.of(NumType.I32);

    private final List<ResourceType> types = new ArrayList<>();
    private boolean lends;

    private int number(ResourceType type) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) == type) {
                return i;
            }
        }
        types.add(type);
        return types.size() - 1;
    }

    /** The function that takes a resource from one side to the other. */
    int move(AdapterModule module, ResourceType type, Side from) {
        Provision.Kind kind = from == Side.CALLER ? Provision.Kind.GIVE : Provision.Kind.TAKE;
        return module.function(new Provision(kind, number(type)), HANDLE, HANDLE);
    }

    /** The function that lends a resource of the caller. */
    int lend(AdapterModule module, ResourceType type) {
        lends = true;
        return module.function(new Provision(Provision.Kind.LEND, number(type)), HANDLE, HANDLE);
    }

    /** Whether resources are lent. */
    boolean areLent() {
        return lends;
    }

    /** By number. */
    List<ResourceType> types() {
        return List.copyOf(types);
    }
}
