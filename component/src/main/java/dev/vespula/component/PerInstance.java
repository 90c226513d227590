package dev.vespula.component;

import dev.vespula.Store;
import dev.vespula.component.internal.bind.HostSource;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A host object that each instance of a component has for itself: it is made when the component is instantiated, once, whatever the
 * number of interfaces that come from it.
 *
 * <pre>{@code
 * interface Counter {
 *     int next();
 * }
 * interface Log {
 *     void say(String text);
 * }
 * class Visit {
 *     private int lines;
 *
 *     Counter counter() { return () -> lines; }
 *
 *     Log log() { return text -> lines++; }
 * }
 *
 * PerInstance<Void, Visit> visit = PerInstance.of(store -> new Visit());
 * componentLinker.define("my:app/counter@1.0.0", Counter.class, visit.map(Visit::counter));
 * componentLinker.define("my:app/log@1.0.0", Log.class, visit.map(Visit::log));
 * }</pre>
 *
 * <p>One that no import of the component asks for is not made. An object that a store is to have in common for all instances in it
 * belongs into {@link Store#data()}. Immutable; its functions are called in the threads that make instances.
 *
 * @param <T> type of the data of the stores
 * @param <H> type of the object
 */
public final class PerInstance<T extends @Nullable Object, H> {
    private final HostSource source;

    private PerInstance(HostSource source) {
        this.source = source;
    }

    /**
     * An object that a function makes.
     *
     * @param factory gets the store, in which the instance does not exist yet; what it throws reaches whoever instantiates, and it
     *                must not return null
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, H> PerInstance<T, H> of(Function<? super Store<T>, ? extends H> factory) {
        Objects.requireNonNull(factory, "factory");
        return new PerInstance<>(HostSource.of(store -> factory.apply((Store<T>) store)));
    }

    /**
     * An object that a function makes of this one, or takes out of it.
     *
     * @param part called once for an instance; what it throws reaches whoever instantiates, and it must not return null
     */
    @SuppressWarnings("unchecked")
    public <P> PerInstance<T, P> map(Function<? super H, ? extends P> part) {
        Objects.requireNonNull(part, "part");
        return new PerInstance<>(source.map(object -> part.apply((H) object)));
    }

    HostSource source() {
        return source;
    }
}
