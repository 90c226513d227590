package dev.vespula.component.internal.bind;

import dev.vespula.component.HostCall;
import dev.vespula.component.internal.abi.Plans;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what objects of the user have for the functions, resources and instances that an import wants. */
public final class HostBinding {
    private final Collection<HostObject> hosts;
    private final Plans plans;
    private final Map<String, HostMethod> methods = new LinkedHashMap<>();
    private final Map<String, Class<?>> resources = new LinkedHashMap<>();
    private final Map<String, HostObject> instances = new LinkedHashMap<>();
    private final List<String> mismatches = new ArrayList<>();

    private HostBinding(Collection<HostObject> hosts, Plans plans) {
        this.hosts = hosts;
        this.plans = plans;
    }

    /**
     * Looks for everything.
     *
     * @param wanted what an import is made of, without what is defined otherwise
     * @param known the classes of resources that are defined otherwise, by name
     * @param plans of the component
     */
    public static HostBinding of(Map<String, ExternType> wanted, Map<String, Class<?>> known, Collection<HostObject> hosts,
            Plans plans) {
        HostBinding made = new HostBinding(hosts, plans);
        made.functions(wanted);
        made.resources(wanted, known);
        made.resourceMethods(wanted);
        wanted.forEach((name, type) -> {
            if (type instanceof InstanceType) {
                made.instance(name);
            }
        });
        return made;
    }

    /** What does not fit, a line each. */
    public List<String> mismatches() {
        return mismatches;
    }

    /** The method for a function; null if there is none. */
    public HostMethod method(String name) {
        return methods.get(name);
    }

    /** The class of the objects of a resource; null if none was found. */
    public Class<?> resource(String name) {
        return resources.get(name);
    }

    /** The object for an instance; null if there is none. */
    public HostObject instance(String name, ExternType type) {
        return type instanceof InstanceType ? instances.get(name) : null;
    }

    // ---- functions

    private void functions(Map<String, ExternType> wanted) {
        wanted.forEach((export, extern) -> {
            FunctionName name = FunctionName.of(export);
            if (extern instanceof FunctionType type && name.resource() == null) {
                for (HostObject host : hosts) {
                    Optional<Method> found = find(host.type(), name, type, host.lookup());
                    if (found.isPresent()) {
                        bind(name, type, host.type(), found.get(), host.lookup(), host);
                        return;
                    }
                }
            }
        });
    }

    private void bind(FunctionName name, FunctionType type, Class<?> owner, Method method, UserLookup lookup, HostObject host) {
        FunctionBinding function = FunctionBinding.of(name, plans.of(type), JavaType.of(owner), method,
                Signature.Direction.IMPORT, lookup);
        if (!function.fits()) {
            function.check(token -> null, mismatches);
        }
        methods.put(name.full(), new HostMethod(function, host));
    }

    /** The method for a function: of several with the right name the one with the right number of parameters. */
    private Optional<Method> find(Class<?> owner, FunctionName name, FunctionType type, UserLookup lookup) {
        List<Method> named = lookup.methods(owner).of(name);
        if (named.size() <= 1) {
            return named.stream().findFirst();
        }
        int wanted = type.params().size() - (name.resource() == null ? 0 : 1);
        List<Method> fitting = named.stream().filter(method -> count(method) == wanted).toList();
        if (fitting.size() > 1) {
            mismatches.add(name.full() + ": several methods of " + owner.getName() + " can be meant: " + fitting
                    + "; @WitName says which");
        }
        return fitting.stream().findFirst().or(() -> named.stream().findFirst());
    }

    private static int count(Method method) {
        int count = method.getParameterCount();
        return count > 0 && method.getParameterTypes()[0] == HostCall.class ? count - 1 : count;
    }

    // ---- resources

    private void resources(Map<String, ExternType> wanted, Map<String, Class<?>> known) {
        Set<ResourceType> seen = new HashSet<>();
        wanted.forEach((name, extern) -> {
            // Another name for the same type stands for what the first one does.
            if (extern instanceof TypeBound.OfResource bound && seen.add(bound.type())) {
                Class<?> found = known.get(name);
                found = found != null ? found : nested(name);
                found = found != null ? found : mentioned(bound.type());
                if (found != null) {
                    resources.put(name, found);
                }
            }
        });
    }

    /** A class within that of the host which has the name of the resource. */
    private Class<?> nested(String name) {
        Predicate<Class<?>> stands = type -> JavaNames.match(type, type.getSimpleName(), name, JavaNames.pascal(name));
        return hosts.stream().flatMap(host -> Stream.concat(Stream.of(host.type().getDeclaredClasses()), Stream.of(host.type()
                .getClasses()))).filter(stands).findFirst().orElse(null);
    }

    /** The class that methods have where their functions have the resource. */
    private Class<?> mentioned(ResourceType token) {
        return methods.values().stream().flatMap(method -> method.function().resources().stream())
                .filter(use -> use.token() == token && use.isTyped()).map(ResourceUse::java).findFirst().orElse(null);
    }

    private void resourceMethods(Map<String, ExternType> wanted) {
        wanted.forEach((export, extern) -> {
            FunctionName name = FunctionName.of(export);
            if (extern instanceof FunctionType type && name.resource() != null && resources.containsKey(name.resource())) {
                Class<?> owner = resources.get(name.resource());
                UserLookup lookup = hosts.iterator().next().lookup().forType(owner);
                find(owner, name, type, lookup).ifPresent(method -> bind(name, type, owner, method, lookup, null));
            }
        });
    }

    // ---- instances

    private void instance(String name) {
        for (HostObject host : hosts) {
            for (Method method : host.lookup().methods(host.type()).withoutParameters()) {
                if (method.getReturnType().isInterface() && !InstanceName.of(List.of(name), method).isEmpty()) {
                    instances.put(name, new HostObject(host.source().member(method, host.lookup()), method.getReturnType(), host
                            .given()));
                    return;
                }
            }
        }
    }
}
