package dev.vespula.udf;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.udf.internal.module.CompiledUdfs;
import dev.vespula.udf.internal.module.ModuleSource;
import dev.vespula.udf.internal.module.UdfModules;
import dev.vespula.udf.internal.task.TaskCore;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A module of user-defined functions, with what they may use. Immutable and thread-safe; methods that change something return a changed
 * copy. The module is compiled once in a process, however many such objects there are for it.
 *
 * <pre>{@code
 * WasmUdfs udfs = WasmUdfs.of(bytes).limits(l -> l.fuelPerRow(10_000).fuelPerTask(5_000_000_000L).memory(64 << 20));
 * try (UdfTask task = udfs.newTask()) {
 *     long common = task.rowCall("gcd").callI64(48, 36);
 * }
 * }</pre>
 *
 * <p>Objects of modules on the engine that the process shares are serializable. Where they arrive, they find the module by its digest,
 * or compile it. A module {@linkplain #ofResource of an application} goes by its name: the application must be there, too.
 */
public final class WasmUdfs implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient CompiledUdfs module;
    private final transient Engine engine;
    private final transient UdfSettings settings;
    private final transient Map<String, UdfFunction> functions;

    private WasmUdfs(Engine engine, UdfSettings settings) {
        boolean wantsFuel = settings.limits().fuelPerRow() != UdfLimits.UNLIMITED || settings.limits()
                .fuelPerTask() != UdfLimits.UNLIMITED;
        if (wantsFuel && !engine.config().isMetered()) {
            throw new IllegalArgumentException("limits of fuel, and an engine that does not count it: see WasmUdfs.config");
        }
        this.engine = engine;
        this.settings = settings;
        this.module = UdfModules.find(engine, settings.digest(), settings.declared(), settings.format(), settings::source);
        this.functions = functions(module, settings);
    }

    private static Map<String, UdfFunction> functions(CompiledUdfs module, UdfSettings settings) {
        Map<String, UdfFunction> functions = new LinkedHashMap<>();
        for (Signature signature : module.functions()) {
            String canonical = "vespula:" + settings.digest() + ":" + signature + ":" + settings.limits() + ",error="
                    + settings.onError();
            if (functions.put(signature.name(), new UdfFunction(signature, canonical)) != null) {
                throw new UdfException(UdfErrorKind.MODULE, signature.name(), "is declared twice");
            }
        }
        return functions;
    }

    /**
     * The functions of a module, on an engine that all of the process share: it counts fuel and is deterministic.
     *
     * @param bytes a core module or a component; copied
     * @throws dev.vespula.ModuleException if the bytes are no valid module, or exceed a limit
     * @throws UdfException                if the module does not keep to its ABI
     */
    public static WasmUdfs of(byte[] bytes) {
        return of(UdfModules.sharedEngine(), bytes);
    }

    /**
     * As {@link #of(byte[])}, on an engine of your own, say {@code Engine.of(WasmUdfs.config().withTier(Tier.INTERPRETER))}. Such
     * functions cannot be serialized.
     */
    public static WasmUdfs of(Engine engine, byte[] bytes) {
        byte[] own = bytes.clone();
        return new WasmUdfs(engine, settings(new ModuleSource.OfBytes(own), own));
    }

    /**
     * The functions of a module that is a resource of an application, with the code to which its build has compiled it, as
     * {@link dev.vespula.Module#ofResource} has it. Serialized, it is the name that travels.
     *
     * @param anchor a class whose class loader finds the resource
     * @param name   as for {@link Class#getResource}
     * @throws UdfException with {@link UdfErrorKind#MISSING_MODULE} if there is none
     */
    public static WasmUdfs ofResource(Class<?> anchor, String name) {
        ModuleSource source = new ModuleSource.OfResource(anchor, name);
        return new WasmUdfs(UdfModules.sharedEngine(), settings(source, source.bytes()));
    }

    private static UdfSettings settings(ModuleSource source, byte[] bytes) {
        return new UdfSettings(source, UdfModules.digest(bytes), "", List.of(), BlockFormat.ROW_BINARY, UdfLimits.standard(),
                OnError.FAIL, InstanceReuse.NEVER);
    }

    /** The configuration of the engine that the process shares: fuel is counted, results are deterministic. To begin with for your own. */
    public static Config config() {
        return UdfModules.config();
    }

    // ---- changed copies

    /** Changes the limits. */
    public WasmUdfs limits(UnaryOperator<UdfLimits> change) {
        UdfLimits limits = Objects.requireNonNull(change.apply(settings.limits()), "limits");
        return new WasmUdfs(engine, settings.with(limits));
    }

    /** Says what becomes of rows at which a function fails; {@link OnError#FAIL} otherwise. */
    public WasmUdfs onError(OnError onError) {
        return new WasmUdfs(engine, settings.with(Objects.requireNonNull(onError, "onError")));
    }

    /** Says what becomes of instances; {@link InstanceReuse#NEVER} otherwise. */
    public WasmUdfs reuse(InstanceReuse reuse) {
        return new WasmUdfs(engine, settings.with(Objects.requireNonNull(reuse, "reuse")));
    }

    /** Gives it a name, for lists and messages. */
    public WasmUdfs name(String name) {
        return new WasmUdfs(engine, settings.named(Objects.requireNonNull(name, "name")));
    }

    /**
     * Declares what functions a core module has, as {@link Signature#of} reads them. Without declarations they are what the module's
     * custom section {@code vespula-udf} says, or all exported functions of numbers.
     *
     * @throws IllegalArgumentException if one is no signature
     * @throws UdfException             with {@link UdfErrorKind#MODULE} if one does not fit what the module exports
     */
    public WasmUdfs declare(String... signatures) {
        List<Signature> all = Stream.concat(settings.declared().stream(), Stream.of(signatures).map(Signature::of)).toList();
        return new WasmUdfs(engine, settings.with(all));
    }

    /** How blocks are written for a module of ClickHouse's BUFFERED_V1; {@link BlockFormat#ROW_BINARY} otherwise. */
    public WasmUdfs format(BlockFormat format) {
        return new WasmUdfs(engine, settings.with(Objects.requireNonNull(format, "format")));
    }

    // ---- what there is

    /** The name that was given; empty if none was. */
    public String name() {
        return settings.name();
    }

    /** SHA-256 of the module's bytes, in hexadecimal digits. */
    public String digest() {
        return settings.digest();
    }

    /** The limits. */
    public UdfLimits limits() {
        return settings.limits();
    }

    /** What becomes of rows at which a function fails. */
    public OnError onError() {
        return settings.onError();
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** All functions, in the order of the module. */
    public List<UdfFunction> functions() {
        return List.copyOf(functions.values());
    }

    /**
     * A function.
     *
     * @throws UdfException with {@link UdfErrorKind#UNKNOWN_FUNCTION} if there is none, with the reason if there is an export of that name
     */
    public UdfFunction function(String function) {
        UdfFunction known = functions.get(function);
        if (known == null) {
            String reason = module.refused().get(function);
            throw new UdfException(UdfErrorKind.UNKNOWN_FUNCTION, function, reason == null
                    ? "no such function; there are " + functions.keySet()
                    : "cannot be called: " + reason);
        }
        return known;
    }

    /**
     * The same without the module's bytes, for engines that bring files to their tasks by ways of their own.
     *
     * @throws IllegalStateException if they are on an engine of their own
     */
    public UdfReference reference() {
        if (engine != UdfModules.sharedEngine()) {
            throw new IllegalStateException("functions on an engine of their own");
        }
        return new UdfReference(settings.with(new ModuleSource.Elsewhere()));
    }

    /** The functions that a reference means; their bytes are elsewhere, too. */
    static WasmUdfs of(UdfSettings settings, Supplier<byte[]> bytes) {
        Engine engine = UdfModules.sharedEngine();
        CompiledUdfs known = UdfModules.find(engine, settings.digest(), settings.declared(), settings.format(), () -> {
            byte[] own = bytes.get().clone();
            if (!UdfModules.digest(own).equals(settings.digest())) {
                throw new UdfException(UdfErrorKind.MISSING_MODULE, "", "other bytes than those of module " + settings
                        .digest());
            }
            return new ModuleSource.OfBytes(own);
        });
        WasmUdfs udfs = new WasmUdfs(engine, settings);
        Reference.reachabilityFence(known);
        return udfs;
    }

    /** Begins a task. */
    public UdfTask newTask() {
        return new UdfTask(this, new TaskCore(module.pool(settings.limits(), settings.reuse()), settings.limits(), settings
                .onError(),
                settings.reuse()));
    }

    @Override
    public String toString() {
        return "WasmUdfs " + (settings.name().isEmpty() ? settings.digest().substring(0, 12) : settings.name()) + " "
                + functions
                        .keySet();
    }

    // ---- travelling

    private Object writeReplace() throws ObjectStreamException {
        if (engine != UdfModules.sharedEngine()) {
            throw new NotSerializableException(
                    "functions on an engine of their own; WasmUdfs.of(bytes) makes some that are serializable");
        }
        return new Written(settings);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("not written as it is");
    }

    /** What is written. */
    private record Written(UdfSettings settings) implements Serializable {
        private Object readResolve() {
            return new WasmUdfs(UdfModules.sharedEngine(), settings);
        }
    }
}
