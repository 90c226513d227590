package dev.vespula;

import dev.vespula.internal.builtins.EngineBuiltins;
import dev.vespula.internal.instantiate.ImportDefinition;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.snapshot.HostObjects;
import dev.vespula.internal.snapshot.ImageReader;
import dev.vespula.internal.snapshot.ImageWriter;
import dev.vespula.internal.snapshot.StateCapture;
import dev.vespula.internal.snapshot.StateRestorer;
import dev.vespula.internal.snapshot.StoreImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A suspended call or idle instances as data: to be written to a file and continued in another process, to be continued
 * more than once, or to instantiate a module that has initialised itself already.
 *
 * <pre>{@code
 * if (func.callResumable() instanceof OutOfFuel paused) {
 *     Snapshot.of(paused).write(out);
 * }
 * ...
 * Snapshot.Restored restored = Snapshot.read(in).restore(new Store<>(engine), linker, module);
 * SuspendedCall call = restored.call().orElseThrow();
 * }</pre>
 *
 * <p>It holds all that the call or the instances reach in their store: the instances linked to them, memories (without
 * runs of zeros), tables, globals, dropped segments, the objects that references refer to, the frames of the call,
 * and the store's fuel. It does not hold other suspended calls, limits, hooks and deadlines of the store, nor what host
 * functions keep elsewhere. Making a snapshot copies: what happens in the store afterwards does not change it.
 *
 * <p>Modules are known by a hash of their bytes and are given again when the snapshot is restored, unless it carries them
 * ({@link #withModules}). Host functions are found by the names under which they are imported. Memories, tables, mutable
 * globals and tags that the host made and the instances import are looked for by name too, and get the saved content; the
 * host need not define them, then they are made anew. The content of a {@link SharedMemory} that the host defines is left
 * as it is. Other objects of the host need a {@link ReferenceCodec}.
 *
 * <p>Positions in code hold for the same version of the engine and the same configuration of metering, fuel costs and
 * determinism. A snapshot of idle instances has no positions.
 *
 * <p>The form as bytes ends with a SHA-256 hash of all of it, so damage and careless changes are found. Whoever can
 * replace the file can also compute a hash; where that matters, encrypt or sign the stream. Even then a restored state
 * stays within its module: whatever is read is checked against the code. Streams are not compressed; wrap them in a
 * {@link java.util.zip.GZIPOutputStream} where space matters more than time.
 *
 * <p>A restored guest can use what the code that restores it hands over, and nothing else: the functions, memories, tables,
 * globals and tags in the linker, what the codec gives for the bytes it gets, and the limits, deadline and fuel of the store.
 * What a stranger's snapshot does decide is what the guest does with them:
 * <ul>
 * <li>modules that it carries, and that were not given to {@link #restore}, are any modules, which may import whatever the
 * linker defines; {@link #moduleHashes} tells which they are before;
 * <li>everything in memories, tables, globals and objects, and where in the code the call goes on;
 * <li>the host function that a {@link HostSuspended} waits for, which is one of the linker or the codec, and its payload;
 * <li>{@link #fuel}, which a store gets that has none, and {@link OutOfFuel#requiredFuel}: where fuel is the limit of a guest,
 * give the store its fuel before or after restoring it, and do not calculate with either;
 * <li>{@linkplain #attachment attachments}, which are the embedder's to check.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class Snapshot {
    private final StoreImage image;
    /** The modules if the snapshot was made in this process, in the order of the image; else empty. */
    private final List<ModuleCode> codes;

    private Snapshot(StoreImage image, List<ModuleCode> codes) {
        this.image = image;
        this.codes = codes;
    }

    // ---- making one

    /** As {@link #of(SuspendedCall, ReferenceCodec)} without objects of the host. */
    public static Snapshot of(SuspendedCall call) {
        return of(call, ReferenceCodec.NONE);
    }

    /**
     * A snapshot of a suspended call, which stays as it is and can still be resumed.
     *
     * @param codec writes objects of the host; the payload of a {@link HostSuspended} too
     * @throws SnapshotException     if something cannot be written
     * @throws IllegalStateException if the call was continued or closed, or another thread uses the store
     */
    public static Snapshot of(SuspendedCall call, ReferenceCodec codec) {
        return call.capture(List.of(), codec);
    }

    /**
     * A snapshot of a suspended call together with instances of its store, which come first in {@link Restored#instances} in this
     * order.
     *
     * @throws SnapshotException     if something cannot be written
     * @throws IllegalStateException if the call was continued or closed, or another thread uses the store
     */
    public static Snapshot of(SuspendedCall call, List<Instance> instances, ReferenceCodec codec) {
        return call.capture(instances, codec);
    }

    /** As {@link #of(Instance, ReferenceCodec)} without objects of the host. */
    public static Snapshot of(Instance instance) {
        return of(instance, ReferenceCodec.NONE);
    }

    /**
     * A snapshot of an instance in which nothing runs.
     *
     * @throws SnapshotException     if something cannot be written
     * @throws IllegalStateException if another thread uses the store
     */
    public static Snapshot of(Instance instance, ReferenceCodec codec) {
        return of(List.of(instance), codec);
    }

    /**
     * A snapshot of several instances of one store, which come first in {@link Restored#instances} in this order.
     *
     * @throws SnapshotException     if something cannot be written
     * @throws IllegalStateException if another thread uses the store
     */
    public static Snapshot of(List<Instance> instances, ReferenceCodec codec) {
        StoreState store = instances.get(0).raw().store;
        StateCapture capture = capture(store, instances, codec);
        store.acquire();
        try {
            return of(capture, null);
        } finally {
            store.release();
        }
    }

    /** Begins a capture of instances. */
    static StateCapture capture(StoreState store, List<Instance> instances, ReferenceCodec codec) {
        StateCapture capture = new StateCapture(store, new HostObjects(codec, store));
        for (Instance instance : instances) {
            if (instance.raw().store != store) {
                throw new IllegalArgumentException("the instances belong to different stores");
            }
            capture.add(instance.raw());
        }
        return capture;
    }

    static Snapshot of(StateCapture capture, StoreImage.CallImage call) {
        StoreImage image = capture.image(call);
        return new Snapshot(image, capture.modules());
    }

    /**
     * The same snapshot with its modules inside, so that {@link #restore} needs none.
     *
     * @throws IllegalStateException if it was read from a stream and does not have them
     */
    public Snapshot withModules() {
        List<StoreImage.ModuleImage> modules = new ArrayList<>();
        for (int i = 0; i < image.modules().size(); i++) {
            StoreImage.ModuleImage module = image.modules().get(i);
            if (module.bytes() == null && codes.isEmpty()) {
                throw new IllegalStateException("the snapshot was read without its modules");
            }
            modules.add(new StoreImage.ModuleImage(module.hash(),
                    module.bytes() == null ? codes.get(i).bytes() : module.bytes()));
        }
        return new Snapshot(image.with(modules), codes);
    }

    /** The same snapshot with some bytes of the embedder under a name; replaces earlier ones. */
    public Snapshot with(String name, byte[] attachment) {
        Map<String, byte[]> attachments = new LinkedHashMap<>(image.attachments());
        attachments.put(Objects.requireNonNull(name, "name"), attachment.clone());
        return new Snapshot(image.with(Collections.unmodifiableMap(attachments)), codes);
    }

    // ---- what it holds

    /** Bytes that the embedder put into it; empty if there are none under that name. */
    public Optional<byte[]> attachment(String name) {
        return Optional.ofNullable(image.attachments().get(name)).map(byte[]::clone);
    }

    /** Names of the attachments. */
    public Set<String> attachments() {
        return image.attachments().keySet();
    }

    /** SHA-256 hashes of the modules that it needs, in lower-case hexadecimal digits. */
    public List<String> moduleHashes() {
        return image.modules().stream().map(module -> HexFormat.of().formatHex(module.hash())).toList();
    }

    /** Number of instances: those that it was made of, and those that they reach. */
    public int instanceCount() {
        return image.instances().size();
    }

    /** Whether it is one of a suspended call. */
    public boolean hasCall() {
        return image.call() != null;
    }

    /** The fuel that was left in the store; 0 if it was not metered. */
    public long fuel() {
        return image.fuel();
    }

    // ---- as bytes

    /** Writes it to a stream, which stays open. */
    public void write(OutputStream out) throws IOException {
        ImageWriter.write(image, out);
    }

    /**
     * Reads a snapshot from a stream, which stays open; nothing behind the snapshot is taken. Memory is used in proportion
     * to what is there, not to what is announced.
     *
     * @throws SnapshotException if what is there is not a whole and unchanged snapshot of this format
     */
    public static Snapshot read(InputStream in) throws IOException {
        return new Snapshot(ImageReader.read(in), List.of());
    }

    // ---- restoring

    /** As {@link #restore(Store, Linker, ReferenceCodec, Module...)} without objects of the host. */
    public <T extends @Nullable Object> Restored restore(Store<? extends T> store, Linker<T> linker, Module... modules) {
        return restore(store, linker, ReferenceCodec.NONE, modules);
    }

    /**
     * Builds the saved state in a store, which gets the saved fuel if it is metered and has none. The store may have other
     * instances; usually it is a new one. The limits of the store apply. May be called any number of times.
     *
     * @param linker  defines what the instances import from the host
     * @param codec   reads the objects that the codec given to {@link #of} wrote
     * @param modules those of the snapshot, in any order; unnecessary ones do no harm. What is missing is taken from the
     *                snapshot if it has it.
     * @throws SnapshotException if modules, imports, configuration or limits do not fit. Nothing of the saved state is
     *                           then written to what the linker defines, though memories and tables may have grown.
     * @throws IllegalArgumentException if linker or modules belong to another engine than the store
     */
    public <T extends @Nullable Object> Restored restore(Store<? extends T> store, Linker<T> linker, ReferenceCodec codec,
            Module... modules) {
        if (linker.engine() != store.engine()) {
            throw new IllegalArgumentException("the linker belongs to another engine than the store");
        }
        StoreState state = store.state();
        return restore(state, codec, modules(store.engine(), modules), (module, wanted) -> linker.raw(state, module, wanted));
    }

    /** As {@link #restore(Store, Prepared, ReferenceCodec)} without objects of the host. */
    public <T extends @Nullable Object> Restored restore(Store<? extends T> store, Prepared<T> prepared) {
        return restore(store, prepared, ReferenceCodec.NONE);
    }

    /** As {@link #restore(Store, List, ReferenceCodec)}, of a snapshot whose instances are all of one module. */
    public <T extends @Nullable Object> Restored restore(Store<? extends T> store, Prepared<T> prepared, ReferenceCodec codec) {
        return restore(store, List.of(prepared), codec);
    }

    /**
     * As {@link #restore(Store, Linker, ReferenceCodec, Module...)}, with modules whose imports were found before: for a service that goes
     * on with what it has saved for each request.
     *
     * <pre>{@code
     * Prepared<Session> prepared = linker.prepare(module);
     * Snapshot ready = Snapshot.of(prepared.instantiate(new Store<>(engine, session)).initialize());
     * ...
     * Instance instance = ready.restore(new Store<>(engine, session), prepared).instance();
     * }</pre>
     *
     * @param prepared the modules of the snapshot, in any order; a module that is missing may be carried by the snapshot if it imports
     *                 nothing of the host
     * @throws SnapshotException as for a linker
     */
    public <T extends @Nullable Object> Restored restore(Store<? extends T> store, List<Prepared<T>> prepared,
            ReferenceCodec codec) {
        Map<ModuleCode, Prepared<T>> byCode = new IdentityHashMap<>();
        prepared.forEach(each -> byCode.put(each.module().code(), each));
        StoreState state = store.state();
        return restore(state, codec, modules(store.engine(), prepared.stream().map(Prepared::module).toArray(Module[]::new)),
                (module, wanted) -> {
                    Prepared<T> known = byCode.get(module);
                    ImportDefinition own = known == null ? EngineBuiltins.find(module, wanted) : null;
                    return known != null ? known.raw(state, wanted) : own == null ? null : own.in(state);
                });
    }

    private Restored restore(StoreState state, ReferenceCodec codec, List<ModuleCode> modules,
            BiFunction<ModuleCode, ModuleCode.ImportName, @Nullable Object> imports) {
        state.acquire();
        try {
            return restored(StateRestorer.restore(image, state, modules, new HostObjects(codec, state), imports));
        } finally {
            state.release();
        }
    }

    /**
     * Begins to build the saved state in a store, for an embedder that knows what each instance imports: it links the instances one
     * by one, in the order of {@link Restored#instances}, and nothing is found by name.
     *
     * @param codec reads the objects that the codec given to {@link #of} wrote
     */
    public Restoration restoration(Store<?> store, ReferenceCodec codec) {
        StoreState state = store.state();
        return new Restoration(this, store, StateRestorer.of(image, state, new HostObjects(codec, state)));
    }

    Restored restored(StateRestorer.Restored restored) {
        List<Instance> instances = restored.instances().stream().map(Instance::of).toList();
        return new Restored(instances, Optional.ofNullable(
                restored.function() == null ? null : SuspendedCall.restored(restored, image.call())));
    }

    private List<ModuleCode> modules(Engine engine, Module[] given) {
        List<ModuleCode> found = new ArrayList<>();
        for (StoreImage.ModuleImage wanted : image.modules()) {
            ModuleCode code = null;
            for (Module module : given) {
                if (module.engine() != engine) {
                    throw new IllegalArgumentException("a module belongs to another engine than the store");
                }
                if (Arrays.equals(module.code().hash(), wanted.hash())) {
                    code = module.code();
                }
            }
            found.add(code == null ? carried(engine, wanted) : code);
        }
        return found;
    }

    private static ModuleCode carried(Engine engine, StoreImage.ModuleImage wanted) {
        String hash = HexFormat.of().formatHex(wanted.hash());
        if (wanted.bytes() == null) {
            throw new SnapshotException(SnapshotException.Reason.WRONG_MODULE,
                    "the snapshot needs the module with the SHA-256 hash " + hash + ", which was not given");
        }
        ModuleCode code;
        try {
            code = Module.of(engine, wanted.bytes()).code();
        } catch (ModuleException e) {
            throw new SnapshotException(SnapshotException.Reason.WRONG_MODULE,
                    "the module in the snapshot is refused: " + e.getMessage(), e);
        }
        if (!Arrays.equals(code.hash(), wanted.hash())) {
            throw new SnapshotException(SnapshotException.Reason.CORRUPT,
                    "the module in the snapshot does not have the hash " + hash);
        }
        return code;
    }

    /**
     * What a snapshot became in a store.
     *
     * @param instances the instances: those that the snapshot was made of, or that of the function called, come first
     * @param call      the suspended call, if the snapshot is one of a call
     */
    public record Restored(List<Instance> instances, Optional<SuspendedCall> call) {
        /** The first instance. */
        public Instance instance() {
            return instances.get(0);
        }
    }
}
