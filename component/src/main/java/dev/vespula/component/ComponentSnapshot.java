package dev.vespula.component;

import dev.vespula.Instance;
import dev.vespula.LinkException;
import dev.vespula.ReferenceCodec;
import dev.vespula.Restoration;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.Store;
import dev.vespula.SuspendedCall;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.snapshot.PausedState;
import dev.vespula.component.internal.snapshot.SectionReader;
import dev.vespula.component.internal.snapshot.SectionWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a component as data, idle or with a paused call: to be continued in another process, or more than once.
 *
 * <pre>{@code
 * if (func.callResumable("x") instanceof PausedComponentCall paused) {
 *     ComponentSnapshot.of(paused).write(out);
 * }
 * ...
 * ComponentSnapshot.Restored restored = ComponentSnapshot.read(in).restore(new Store<>(engine), linker, component);
 * PausedComponentCall call = restored.call().orElseThrow();
 * }</pre>
 *
 * <p>It is a {@link Snapshot} of the core instances, with what the instances of components have besides: handles, flags, what is lent to
 * calls under way. The component and the linker are given again when it is restored; the linker must define the same things. Resources
 * of the host need a {@link ResourceCodec}, or are written by the {@link ReferenceCodec} that is given, as what the host told when it
 * paused the call is. A {@link ResourceHandle} that the host holds is not part of it, and a host function that was lent one finds it
 * ended after the call goes on in another store.
 *
 * <p>What cannot be saved is refused at once: an instance of which a call is under way or has trapped, and one that was linked with
 * functions or resource types of a component that was instantiated on its own. What is read is checked against the component; for what a
 * stranger's snapshot can do, see {@link Snapshot}. Immutable and thread-safe.
 */
public final class ComponentSnapshot {
    private static final String SECTION = "vespula:component";

    private final Snapshot core;
    private final byte[] section;

    private ComponentSnapshot(Snapshot core, byte[] section) {
        this.core = core;
        this.section = section;
    }

    // ---- making one

    /** As {@link #of(ComponentInstance, ReferenceCodec)} without objects of the host but those whose type has a codec. */
    public static ComponentSnapshot of(ComponentInstance instance) {
        return of(instance, ReferenceCodec.NONE);
    }

    /**
     * A snapshot of an instance in which nothing runs.
     *
     * @param instance one that a linker made; of one that it exports, that one is taken
     * @param codec    writes resources of the host whose type has no codec of its own
     * @throws SnapshotException     if something cannot be saved
     * @throws IllegalStateException if another thread uses the store
     */
    public static ComponentSnapshot of(ComponentInstance instance, ReferenceCodec codec) {
        return of(instance, null, null, codec);
    }

    /** As {@link #of(PausedComponentCall, ReferenceCodec)} without objects of the host but those whose type has a codec. */
    public static ComponentSnapshot of(PausedComponentCall call) {
        return of(call, ReferenceCodec.NONE);
    }

    /**
     * A snapshot of a paused call, which stays as it is and can still be resumed.
     *
     * @param codec writes resources of the host whose type has no codec of its own, and what was told with the pause
     * @throws SnapshotException     if something cannot be saved
     * @throws IllegalStateException if the call was continued or closed, or another thread uses the store
     */
    public static ComponentSnapshot of(PausedComponentCall call, ReferenceCodec codec) {
        return call.capture(codec);
    }

    static ComponentSnapshot of(ComponentInstance instance, PausedState state, SuspendedCall call, ReferenceCodec codec) {
        Assembly assembly = instance.assembly();
        List<Instance> instances = assembly.instances();
        byte[] section = SectionWriter.write(assembly, instance.component().hash(), codec, state);
        Snapshot core = call == null ? Snapshot.of(instances, codec) : Snapshot.of(call, instances, codec);
        if (core.instanceCount() != instances.size()) {
            throw new SnapshotException(Reason.UNSUPPORTED_STATE,
                    "the instance calls a component that was instantiated on its own, which is not part of the snapshot");
        }
        return new ComponentSnapshot(core.with(SECTION, section), section);
    }

    // ---- what it holds

    /** The core instances, and what the embedder attached. */
    public Snapshot core() {
        return core;
    }

    /** The same snapshot with some bytes of the embedder under a name; replaces earlier ones. */
    public ComponentSnapshot with(String name, byte[] attachment) {
        if (name.equals(SECTION)) {
            throw new IllegalArgumentException("the name " + SECTION + " is taken");
        }
        return new ComponentSnapshot(core.with(name, attachment), section);
    }

    /** Whether it is one of a paused call. */
    public boolean hasCall() {
        return core.hasCall();
    }

    // ---- as bytes

    /** Writes it to a stream, which stays open. */
    public void write(OutputStream out) throws IOException {
        core.write(out);
    }

    /**
     * Reads a snapshot from a stream, which stays open; nothing behind the snapshot is taken.
     *
     * @throws SnapshotException if what is there is not a whole and unchanged snapshot of a component
     */
    public static ComponentSnapshot read(InputStream in) throws IOException {
        Snapshot core = Snapshot.read(in);
        return new ComponentSnapshot(core, core.attachment(SECTION).orElseThrow(() -> new SnapshotException(
                Reason.NOT_A_SNAPSHOT,
                "this is a snapshot of core instances, not of a component")));
    }

    // ---- restoring

    /** As {@link #restore(Store, ComponentLinker, Component, ReferenceCodec)} without objects of the host but those whose type has a codec. */
    public <T extends @Nullable Object> Restored restore(Store<T> store, ComponentLinker<T> linker, Component component) {
        return restore(store, linker, component, ReferenceCodec.NONE);
    }

    /**
     * Builds the saved state in a store, which gets the saved fuel if it is metered and has none. May be called any number of times.
     *
     * @param linker    defines what the component imports
     * @param component the same component
     * @param codec     reads the objects that the codec given to {@link #of} wrote
     * @throws SnapshotException        if component, linker, configuration or limits do not fit
     * @throws IllegalArgumentException if component, store and linker belong to different engines
     */
    public <T extends @Nullable Object> Restored restore(Store<T> store, ComponentLinker<T> linker, Component component,
            ReferenceCodec codec) {
        // A wrong component is the better message, before what it lacks.
        SectionReader.check(section, component.hash());
        try {
            return restore(store, linker.prepare(component), codec);
        } catch (LinkException e) {
            throw new SnapshotException(Reason.WRONG_IMPORT, e.getMessage(), e);
        }
    }

    /** As {@link #restore(Store, PreparedComponent, ReferenceCodec)} without objects of the host but those whose type has a codec. */
    public <T extends @Nullable Object> Restored restore(Store<T> store, PreparedComponent<T> component) {
        return restore(store, component, ReferenceCodec.NONE);
    }

    /**
     * As {@link #restore(Store, ComponentLinker, Component, ReferenceCodec)}, with a component whose imports were found before:
     * host objects are made anew.
     *
     * @throws SnapshotException        if component, what it was prepared with, configuration or limits do not fit
     * @throws IllegalArgumentException if component and store belong to different engines
     */
    public <T extends @Nullable Object> Restored restore(Store<T> store, PreparedComponent<T> component, ReferenceCodec codec) {
        byte[] hash = component.component().hash();
        SectionReader.check(section, hash);
        Restoration restoration = core.restoration(store, codec);
        Assembly assembly = new Assembly(store, restoration::link);
        ComponentInstance instance = component.instantiate(assembly, store);
        Optional<SuspendedCall> call = restoration.finish().call();
        PausedState state = SectionReader.read(section, hash, assembly, codec);
        if (call.isPresent() != (state != null)) {
            throw new SnapshotException(Reason.CORRUPT,
                    "the snapshot was changed or damaged: a call without its component's part");
        }
        return new Restored(instance, call.map(core -> PausedComponentCall.restored(instance, state, core)));
    }

    /**
     * What a snapshot became in a store.
     *
     * @param instance the instance
     * @param call     the paused call, if the snapshot is one of a call
     */
    public record Restored(ComponentInstance instance, Optional<PausedComponentCall> call) {}
}
