package dev.vespula.component.internal.bind;

import dev.vespula.component.WitName;
import dev.vespula.component.internal.instantiate.Entity;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The functions that an instance exports, for methods of Java. */
final class ExportedFunctions {
    private final List<FunctionName> names = new ArrayList<>();
    private final Map<String, List<FunctionName>> byJavaName = new HashMap<>();
    private final Map<String, Entity> exports;

    /** @param resource whose methods they are; null for those that are no methods */
    ExportedFunctions(Map<String, Entity> exports, String resource) {
        this.exports = exports;
        exports.forEach((name, entity) -> {
            if (entity instanceof Entity.OfFunction) {
                FunctionName function = FunctionName.of(name);
                if (resource == null ? function.resource() == null : resource.equals(function.resource())) {
                    names.add(function);
                    byJavaName.computeIfAbsent(function.java(), java -> new ArrayList<>(1)).add(function);
                }
            }
        });
    }

    /** Whether there is one for a method. */
    boolean has(Method method) {
        return !fitting(method).isEmpty();
    }

    private List<FunctionName> fitting(Method method) {
        WitName said = method.getAnnotation(WitName.class);
        return said == null ? byJavaName.getOrDefault(method.getName(), List.of())
                : names.stream().filter(name -> name.isCalled(said.value())).toList();
    }

    /**
     * Binds a method to its function, and notes what does not fit.
     *
     * @return null if there is no function
     */
    BoundMethod bind(Class<?> owner, Method method, UserLookup lookup, List<String> mismatches) {
        List<FunctionName> fitting = fitting(method);
        if (fitting.size() != 1) {
            mismatches.add(method.getDeclaringClass().getSimpleName() + "." + method.getName() + ": " + (fitting.isEmpty()
                    ? "no function for it is exported; there are " + listed(names)
                    : "several functions can be meant: " + listed(fitting) + "; @WitName says which"));
            return null;
        }
        Entity.OfFunction function = (Entity.OfFunction) exports.get(fitting.get(0).full());
        FunctionBinding binding = FunctionBinding.of(fitting.get(0), function.callee().plan(), JavaType.of(owner), method,
                Signature.Direction.EXPORT, lookup);
        binding.check(function.callee()::resource, mismatches);
        return mismatches.isEmpty() ? BoundMethod.of(binding, function.callee(), MethodType.methodType(method.getReturnType(),
                method
                        .getParameterTypes())) : null;
    }

    private static String listed(List<FunctionName> names) {
        return names.stream().map(FunctionName::full).collect(Collectors.joining(", ", "[", "]"));
    }
}
