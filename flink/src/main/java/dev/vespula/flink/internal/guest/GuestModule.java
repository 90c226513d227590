package dev.vespula.flink.internal.guest;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.flink.EventType;
import dev.vespula.flink.GuestErrorKind;
import dev.vespula.flink.GuestException;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.ImportType;
import dev.vespula.udf.WasmUdfs;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Modules of guests: compiled once in a process, on an engine that all share. Thread-safe. */
public final class GuestModule {
    private static final Map<String, WeakReference<Module>> KNOWN = new HashMap<>();

    private GuestModule() {}

    /** Made when first wanted. */
    private static final class Shared {
        static final Engine ENGINE = Engine.of(WasmUdfs.config());
    }

    /** What of the configuration positions in code and fuel depend on, of {@link WasmUdfs#config}; the engine compares the code itself, too. */
    public static String settings() {
        return "metered,deterministic,translation=0";
    }

    /** Finds the module, or compiles it. */
    public static Module find(String digest, byte[] bytes) {
        synchronized (KNOWN) {
            WeakReference<Module> known = KNOWN.get(digest);
            Module found = known == null ? null : known.get();
            if (found == null) {
                KNOWN.values().removeIf(reference -> reference.get() == null);
                found = compile(bytes);
                KNOWN.put(digest, new WeakReference<>(found));
            }
            return found;
        }
    }

    private static Module compile(byte[] bytes) {
        try {
            return Module.of(Shared.ENGINE, bytes);
        } catch (ModuleException e) {
            throw new GuestException(GuestErrorKind.MODULE, "the module is refused: " + e.getMessage(), e);
        }
    }

    /** SHA-256, in hexadecimal digits. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Checks that a module is a guest for events and outputs of such types.
     *
     * @throws GuestException with {@link GuestErrorKind#MODULE} if it is not
     */
    public static void check(Module module, EventType<?> in, EventType<?> out) {
        ExternType run = module.export(GuestImports.RUN).orElseThrow(() -> refused("does not export the function run"));
        if (!run.equals(FuncType.of())) {
            throw refused("exports run as " + run + "; it takes and returns nothing");
        }
        Map<String, FuncType> known = GuestImports.types(in, out);
        boolean waits = false;
        for (ImportType wanted : module.imports()) {
            String name = wanted.module() + "." + wanted.name();
            FuncType type = wanted.module().equals(GuestImports.MODULE) ? known.get(wanted.name()) : null;
            if (type == null) {
                throw refused("imports " + name + "; there are " + known.keySet() + " in " + GuestImports.MODULE);
            }
            if (!type.equals(wanted.type())) {
                throw refused("imports " + name + " as " + wanted.type() + "; for events of type " + in
                        + " and outputs of type " + out
                        + " it is " + type);
            }
            waits |= wanted.name().equals(GuestImports.NEXT);
        }
        if (!waits) {
            throw refused("does not import " + GuestImports.MODULE + "." + GuestImports.NEXT);
        }
    }

    private static GuestException refused(String why) {
        return new GuestException(GuestErrorKind.MODULE, "not a guest for events: the module " + why);
    }
}
