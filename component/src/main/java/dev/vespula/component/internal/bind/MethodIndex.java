package dev.vespula.component.internal.bind;

import dev.vespula.component.WitName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods of a class that a component may call, by what they are called. */
final class MethodIndex {
    private final List<Method> withoutParameters = new ArrayList<>();
    private final Map<String, List<Method>> byName = new HashMap<>();
    private final Map<String, List<Method>> byWitName = new HashMap<>();

    MethodIndex(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.isBridge() || method.getDeclaringClass() == Object.class) {
                continue;
            }
            WitName said = method.getAnnotation(WitName.class);
            (said == null ? byName : byWitName).computeIfAbsent(said == null ? method.getName() : said.value(),
                    name -> new ArrayList<>()).add(method);
            if (method.getParameterCount() == 0) {
                withoutParameters.add(method);
            }
        }
    }

    /** Those for a function. */
    List<Method> of(FunctionName name) {
        List<Method> found = new ArrayList<>(byName.getOrDefault(name.java(), List.of()));
        found.addAll(byWitName.getOrDefault(name.full(), List.of()));
        if (!name.label().equals(name.full())) {
            found.addAll(byWitName.getOrDefault(name.label(), List.of()));
        }
        return found;
    }

    /** Those that may return an instance. */
    List<Method> withoutParameters() {
        return withoutParameters;
    }
}
