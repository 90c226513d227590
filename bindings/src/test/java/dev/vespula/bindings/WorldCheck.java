package dev.vespula.bindings;

import dev.vespula.Engine;
import dev.vespula.component.Component;
import dev.vespula.component.internal.abi.Plans;
import dev.vespula.component.internal.bind.HostBinding;
import dev.vespula.component.internal.bind.HostObject;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitWorld;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares generated interfaces with the worlds that they are for, as the library does when it binds them. */
final class WorldCheck {
    private final boolean isWasi;
    private final Plans plans = new Plans();
    private final List<String> wrong = new ArrayList<>();

    private WorldCheck(boolean isWasi) {
        this.isWasi = isWasi;
    }

    /** What does not fit, a line each. */
    static List<String> of(WitPackages packages, WitWorld world, Class<?> exports) {
        WorldCheck check = new WorldCheck(packages.root().name().namespace().equals("wasi"));
        ComponentType type = typeOf(packages, world);
        check.compare("exports", type.exports(), host(exports));
        for (Class<?> nested : exports.getDeclaredClasses()) {
            if (nested.getSimpleName().startsWith("Imports") && nested.getAnnotations().length == 0) {
                check.compare("imports", type.imports(), host(nested));
                return check.wrong;
            }
        }
        type.imports().forEach((name, item) -> {
            if (item instanceof FunctionType || item instanceof InstanceType instance && isObject(instance)
                    && !check.isServed(name)) {
                check.wrong.add("nobody implements " + name);
            }
        });
        return check.wrong;
    }

    private static ComponentType typeOf(WitPackages packages, WitWorld world) {
        Component all = Component.of(Engine.create(), WitPackages.toBinary(packages.root()));
        TypeBound.OfExtern outer = (TypeBound.OfExtern) all.exports().get(world.name().orElseThrow());
        ExternType inner = ((ComponentType) outer.type()).exports().get(world.fullName());
        return (ComponentType) inner;
    }

    private static HostObject host(Class<?> type) {
        return HostObject.of(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method,
                arguments) -> null),
                type, null);
    }

    /** Whether there is more in an instance than types of data. */
    private static boolean isObject(InstanceType instance) {
        return instance.exports().values().stream().anyMatch(FunctionType.class::isInstance);
    }

    private boolean isServed(String name) {
        return !isWasi && name.startsWith("wasi:");
    }

    private void compare(String place, Map<String, ExternType> wanted, HostObject host) {
        HostBinding binding = HostBinding.of(wanted, Map.of(), List.of(host), plans);
        binding.mismatches().forEach(line -> wrong.add(place + ": " + line));
        wanted.forEach((name, type) -> {
            if (type instanceof FunctionType && binding.method(name) == null) {
                wrong.add(place + ": there is no method for " + name);
            }
            if (type instanceof InstanceType instance && isObject(instance) && !(place.equals("imports") && isServed(name))) {
                HostObject nested = binding.instance(name, type);
                if (nested == null) {
                    wrong.add(place + ": there is no method for " + name);
                } else {
                    compare(name, instance.exports(), nested);
                }
            }
        });
    }
}
