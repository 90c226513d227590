package dev.vespula.component.internal.bind;

import dev.vespula.Store;
import dev.vespula.component.internal.runtime.UserCode;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Where an object of the user comes from when a component is instantiated: it exists, or is made then. Thread-safe. */
public final class HostSource {
    private final Function<HostObjects, Object> maker;
    private final Map<Method, HostSource> members = new ConcurrentHashMap<>();

    private HostSource(Function<HostObjects, Object> maker) {
        this.maker = maker;
    }

    /** An object that exists. */
    public static HostSource given(Object object) {
        return new HostSource(objects -> object);
    }

    /** What a function of the user makes for a store. */
    public static HostSource of(Function<Store<?>, ?> factory) {
        return new HostSource(objects -> factory.apply(objects.store()));
    }

    /** What a function of the user makes of the object. */
    public HostSource map(Function<Object, ?> part) {
        return new HostSource(objects -> part.apply(objects.get(this)));
    }

    /** What a method of the object returns: the same source each time, so that resource types can belong to it. */
    HostSource member(Method method, UserLookup lookup) {
        return members.computeIfAbsent(method, each -> {
            MethodHandle unbound = lookup.unbound(each);
            return new HostSource(objects -> {
                try {
                    return unbound.invoke(objects.get(this));
                } catch (Throwable e) {
                    throw UserCode.thrown(e);
                }
            });
        });
    }

    /** The object for an instantiation; not null. */
    Object make(HostObjects objects) {
        Object made = maker.apply(objects);
        if (made == null) {
            throw new NullPointerException("what makes host objects returned null");
        }
        return made;
    }
}
