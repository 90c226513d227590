package dev.vespula.component.internal.abi;

/** What handles of resources are in Java. */
public interface HandleShape {
    /**
     * The resource behind a Java value: a {@link GuestResource}, or the host's object.
     *
     * @param path where it is; null if it was checked
     */
    Object resource(Object value, ValuePath path);

    /** The Java value for a resource. */
    Object value(Object resource);

    /** Bytes of the host's heap that a value takes beside the resource, if a guest has it. */
    default int bytes() {
        return 0;
    }

    /** The resource itself. */
    HandleShape PLAIN = new HandleShape() {
        @Override
        public Object resource(Object value, ValuePath path) {
            if (value == null) {
                throw path.wrong(null, "resource");
            }
            return value;
        }

        @Override
        public Object value(Object resource) {
            return resource;
        }
    };
}
