package dev.vespula.udf.internal.link;

import dev.vespula.Caller;
import dev.vespula.HostArgs;
import dev.vespula.HostFunction;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.task.GuestFault;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** What modules for ClickHouse and of AssemblyScript import from {@code env}. */
final class HostFunctions {
    private static final System.Logger LOG = System.getLogger("dev.vespula.udf");
    private static final FuncType OF_RANGE = FuncType.of(ValType.I32, ValType.I32);
    /** The version that modules are told: they ask for what servers of 25.1 and later have. */
    private static final long SERVER_VERSION = 25_001_000;
    private static final int MAX_MESSAGE = 4096;
    private static final int MAX_RANDOM = 1 << 20;

    private HostFunctions() {}

    static void define(Linker<Void> linker, Module module) {
        add(linker, module, "clickhouse_server_version", FuncType.of().returning(ValType.I64), (caller, args) -> args.result(0,
                SERVER_VERSION));
        add(linker, module, "clickhouse_throw", OF_RANGE, HostFunctions::fail);
        add(linker, module, "clickhouse_terminate", OF_RANGE, HostFunctions::fail);
        add(linker, module, "clickhouse_log", OF_RANGE, (caller, args) -> LOG.log(System.Logger.Level.DEBUG, () -> message(
                caller,
                args)));
        add(linker, module, "clickhouse_random", OF_RANGE, HostFunctions::random);
        add(linker, module, "abort", FuncType.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32), (caller, args) -> {
            throw GuestFault.thrown("abort at line " + args.i32(2) + ", column " + args.i32(3));
        });
    }

    private static void add(Linker<Void> linker, Module module, String name, FuncType type, HostFunction<Void> function) {
        if (module.hasImport("env", name)) {
            linker.func("env", name, type, function);
        }
    }

    private static void fail(Caller<Void> caller, HostArgs args) {
        throw GuestFault.thrown(message(caller, args));
    }

    private static String message(Caller<Void> caller, HostArgs args) {
        int length = args.i32(1);
        if (length < 0 || length > MAX_MESSAGE) {
            return "a message of " + Integer.toUnsignedLong(length) + " bytes";
        }
        return new String(memory(caller).bytes("a message", args.i32(0), length), StandardCharsets.UTF_8);
    }

    /** The same numbers in every call, so that rows give the same. */
    private static void random(Caller<Void> caller, HostArgs args) {
        int address = args.i32(0);
        int length = args.i32(1);
        GuestMemory memory = memory(caller);
        memory.check("room for random numbers", address, length);
        if (length < 0 || length > MAX_RANDOM) {
            throw GuestFault.malformed("wants " + Integer.toUnsignedLong(length) + " random bytes");
        }
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        memory.memory().write(Integer.toUnsignedLong(address), bytes, 0, length);
    }

    private static GuestMemory memory(Caller<Void> caller) {
        if (caller.export("memory").orElse(null) instanceof Memory memory) {
            return new GuestMemory(memory);
        }
        throw GuestFault.malformed("has no memory that is exported as 'memory'");
    }
}
