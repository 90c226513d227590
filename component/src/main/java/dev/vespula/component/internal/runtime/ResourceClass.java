package dev.vespula.component.internal.runtime;

import dev.vespula.ReferenceCodec;
import java.util.function.Consumer;

/**
 * A resource type at run time. Each instance of a component that defines one has its own; they are equal when they are the same
 * object.
 */
public final class ResourceClass {
    private String name;
    private final ComponentState implementer;
    private final Class<?> hostClass;
    private final Consumer<Object> hostDestructor;
    private final ReferenceCodec codec;
    private GuestDestructor destructor;
    private Object home;

    /** The destructor of a guest. */
    @FunctionalInterface
    public interface GuestDestructor {
        /** Called with the representation. */
        void destroy(int representation);
    }

    private ResourceClass(String name, ComponentState implementer, Class<?> hostClass, Consumer<Object> hostDestructor,
            ReferenceCodec codec) {
        this.codec = codec;
        this.name = name;
        this.implementer = implementer;
        this.hostClass = hostClass;
        this.hostDestructor = hostDestructor;
    }

    /**
     * One that an instance of a component defines.
     *
     * @param destructor null if it has none
     */
    public static ResourceClass ofGuest(String name, ComponentState implementer, GuestDestructor destructor) {
        ResourceClass made = new ResourceClass(name, implementer, null, null, null);
        made.destructor = destructor;
        return made;
    }

    /**
     * One whose resources are Java objects.
     *
     * @param codec writes and reads them in snapshots; null if that is left to whoever makes the snapshot
     */
    public static ResourceClass ofHost(String name, Class<?> hostClass, Consumer<Object> destructor, ReferenceCodec codec) {
        return new ResourceClass(name, null, hostClass, destructor, codec);
    }

    /** What writes and reads its objects in snapshots; null if it has nothing of its own. */
    public ReferenceCodec codec() {
        return codec;
    }

    /** What messages call it. */
    public String name() {
        return name;
    }

    /** The instance that defines it; null if the host does. */
    public ComponentState implementer() {
        return implementer;
    }

    /** Whether its resources are Java objects. */
    public boolean isHost() {
        return implementer == null;
    }

    /** Of what class the Java objects are; null for a guest's. */
    public Class<?> hostClass() {
        return hostClass;
    }

    /** Says under what name it is exported: that of a definition is not known. */
    public void setName(String exported) {
        if (name.isEmpty()) {
            name = exported;
        }
    }

    /** Where the functions of a guest's type are, for whoever calls them; null if that was not looked for. */
    public Object home() {
        return home;
    }

    /** Says where they are. */
    public void setHome(Object found) {
        home = found;
    }

    /** How messages call the kind of it. */
    String kind() {
        return isHost() ? "host-defined resource" : "guest-defined resource";
    }

    /**
     * Ends a resource that nobody owns any more. CanonicalABI.md, {@code canon resource.drop}.
     *
     * @param caller the instance that drops it; null for the host
     */
    public void destroy(Object representation, ComponentState caller) {
        if (isHost()) {
            hostDestructor.accept(representation);
            return;
        }
        int number = (Integer) representation;
        if (caller == implementer) {
            if (destructor != null) {
                destructor.destroy(number);
            }
            return;
        }
        implementer.enter(caller);
        if (destructor != null) {
            implementer.withFreshContext(() -> destructor.destroy(number));
        }
        implementer.leave(caller);
    }

    @Override
    public String toString() {
        return name;
    }
}
