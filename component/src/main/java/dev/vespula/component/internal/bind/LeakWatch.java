package dev.vespula.component.internal.bind;

import dev.vespula.component.ResourceLeak;
import dev.vespula.component.internal.abi.GuestResource;
import dev.vespula.component.internal.runtime.ResourceClass;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/**
 * Tells when an object that owns a resource is collected and nobody has closed it. The resource itself is left alone: its
 * destructor belongs to the thread of the store. Nothing is told of instances that are gone together with their resources.
 */
final class LeakWatch implements Runnable {
    private static final System.Logger LOGGER = System.getLogger("dev.vespula.component");

    private final WeakReference<ResourceClass> type;
    private final ResourceLeak leak;
    private final Consumer<ResourceLeak> listener;
    private volatile boolean isOver;

    /** The thread is started when the first resource is watched, and ends with the class. */
    private static final class Thread {
        private static final Cleaner CLEANER = Cleaner.create();
    }

    private LeakWatch(ResourceClass type, ResourceLeak leak, Consumer<ResourceLeak> listener) {
        this.type = new WeakReference<>(type);
        this.leak = leak;
        this.listener = listener;
    }

    /** Watches the object that stands for a resource. */
    static void watch(Object object, Class<?> javaType, GuestResource resource, Consumer<ResourceLeak> listener) {
        LeakWatch watch = new LeakWatch(resource.type(), new ResourceLeak(resource.typeName(), javaType.getName()), listener);
        Cleaner.Cleanable cleanable = Thread.CLEANER.register(object, watch);
        resource.onEnd(() -> {
            watch.isOver = true;
            cleanable.clean();
        });
    }

    /** What is done where nobody listens. */
    static void log(ResourceLeak leak) {
        LOGGER.log(System.Logger.Level.WARNING, "a resource " + leak.resource() + " was not closed: its object of type "
                + leak.javaType() + " was collected");
    }

    @Override
    public void run() {
        if (!isOver && !type.refersTo(null)) {
            listener.accept(leak);
        }
    }
}
