package dev.vespula.component.internal.bind;

import dev.vespula.component.WitName;
import dev.vespula.component.internal.names.VersionedNames;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names of instances, and what methods that return them are called in Java: by the last part of the name of an interface. */
final class InstanceName {
    private InstanceName() {}

    /** Those of the instances that a method can mean: by its annotation, that of what it returns, or its name. */
    static List<String> of(Collection<String> instances, Method method) {
        WitName said = method.getAnnotation(WitName.class);
        said = said != null ? said : method.getReturnType().getAnnotation(WitName.class);
        if (said != null) {
            String wanted = said.value();
            String found = VersionedNames.find(instances.stream().collect(Collectors.toMap(Function.identity(), Function
                    .identity())), wanted);
            return found == null ? List.of() : List.of(found);
        }
        return instances.stream().filter(name -> JavaNames.camel(label(name)).equals(method.getName())).toList();
    }

    /** The last part of a name, without its version. */
    private static String label(String name) {
        String unversioned = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        return unversioned.substring(unversioned.lastIndexOf('/') + 1);
    }
}
