package dev.vespula.component;

import dev.vespula.ReferenceCodec;
import dev.vespula.component.internal.runtime.ResourceClass;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A resource type of the host: its resources are Java objects of a class. The same object may be defined in several interfaces,
 * which then have one resource type in common. Thread-safe if the destructor is.
 *
 * <pre>{@code
 * ResourceCodec<StringBuilder> codec = new ResourceCodec<>() {
 *     @Override
 *     public void write(StringBuilder text, DataOutput out) throws IOException {
 *         out.writeUTF(text.toString());
 *     }
 *
 *     @Override
 *     public StringBuilder read(DataInput in) throws IOException {
 *         return new StringBuilder(in.readUTF());
 *     }
 * };
 * HostResource file = HostResource.of("file", StringBuilder.class, text -> System.out.println("closed: " + text), codec);
 * linker.instance("my:app/files@1.0.0").resource("file", file)
 *         .func("[constructor]file", (call, args) -> new StringBuilder((String) args[0]))
 *         .func("[method]file.append", (call, args) -> {
 *             ((StringBuilder) args[0]).append(args[1]);
 *             return null;
 *         });
 * }</pre>
 */
public final class HostResource {
    private final ResourceClass type;

    private HostResource(ResourceClass type) {
        this.type = type;
    }

    /**
     * A resource type.
     *
     * @param name for messages
     * @param destructor called once for each handle that a component owned and dropped
     */
    public static <R> HostResource of(String name, Class<R> resource, Consumer<? super R> destructor) {
        return of(name, resource, destructor, (ReferenceCodec) null);
    }

    /**
     * A resource type whose resources can be written into a {@link ComponentSnapshot}.
     *
     * @param name for messages
     * @param destructor called once for each handle that a component owned and dropped
     * @param codec writes and reads the objects; one that several handles refer to is written once
     */
    public static <R> HostResource of(String name, Class<R> resource, Consumer<? super R> destructor, ResourceCodec<R> codec) {
        Objects.requireNonNull(codec, "codec");
        return of(name, resource, destructor, new ReferenceCodec() {
            @Override
            public void write(Object object, DataOutput out) throws IOException {
                codec.write(resource.cast(object), out);
            }

            @Override
            public Object read(DataInput in) throws IOException {
                return codec.read(in);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static <R> HostResource of(String name, Class<R> resource, Consumer<? super R> destructor, ReferenceCodec codec) {
        Objects.requireNonNull(destructor, "destructor");
        return new HostResource(ResourceClass.ofHost(name, resource, object -> destructor.accept((R) object), codec));
    }

    ResourceClass type() {
        return type;
    }
}
