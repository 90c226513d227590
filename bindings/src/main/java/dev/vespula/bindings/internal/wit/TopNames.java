package dev.vespula.bindings.internal.wit;

import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.component.internal.bind.JavaNames;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitWorld;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of the types that have files. An interface is called as WIT calls it; where several are called so, the name of the package stands in
 * front. No type within another one has such a name.
 */
final class TopNames {
    private final GivenNames names = GivenNames.ofTypes();
    private final Set<String> given = new HashSet<>();
    private final Map<WitWorld, String> ofWorlds = new HashMap<>();
    private final Map<WitWorld, String> factories = new HashMap<>();
    private final Map<WitInterface, String> ofInterfaces = new HashMap<>();
    private final Map<Integer, String> ofTuples = new HashMap<>();

    /** @param className of the world, if there is only one; null for what it is called in WIT */
    TopNames(WitPackages packages, Reach reach, String className) {
        for (WitWorld world : reach.worlds()) {
            String wanted = className != null && reach.worlds().size() == 1 ? className
                    : JavaNames.pascal(world.name().orElseThrow());
            ofWorlds.put(world, give(wanted));
            factories.put(world, give(ofWorlds.get(world) + "Component"));
        }
        // All that there may be, since nested types are named before all types are read.
        Set<Integer> sizes = new TreeSet<>();
        packages.types().stream().filter(type -> type.shape() instanceof WitShape.Tuple).forEach(type -> sizes.add(type.shape()
                .parts()
                .size()));
        sizes.forEach(size -> ofTuples.put(size, give("Tuple" + size)));
        List<WitInterface> interfaces = reach.interfaces();
        Set<String> seen = new HashSet<>();
        Set<String> several = new HashSet<>();
        interfaces.stream().map(TopNames::label).filter(name -> !seen.add(name)).forEach(several::add);
        for (WitInterface each : interfaces) {
            String label = label(each);
            ofInterfaces.put(each, give(several.contains(label) || given.contains(label) ? JavaNames.pascal(each.witPackage()
                    .name()
                    .name()) + label : label));
        }
    }

    private static String label(WitInterface named) {
        return JavaNames.pascal(named.name().orElseThrow());
    }

    private String give(String wanted) {
        String name = names.give(wanted);
        given.add(name);
        return name;
    }

    String of(WitWorld world) {
        return ofWorlds.get(world);
    }

    String ofFactory(WitWorld world) {
        return factories.get(world);
    }

    String of(WitInterface named) {
        return ofInterfaces.get(named);
    }

    String ofTuple(int size) {
        return ofTuples.get(size);
    }

    /** Names for types within others. */
    GivenNames nested() {
        GivenNames nested = GivenNames.ofTypes();
        given.forEach(nested::without);
        return nested;
    }
}
