package dev.vespula.flink.internal.guest;

import static dev.vespula.types.ValType.F64;
import static dev.vespula.types.ValType.I32;
import static dev.vespula.types.ValType.I64;

import dev.vespula.Caller;
import dev.vespula.Engine;
import dev.vespula.HostArgs;
import dev.vespula.HostFunction;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.flink.EventType;
import dev.vespula.flink.GuestErrorKind;
import dev.vespula.flink.GuestException;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The functions that guests import. None keeps anything between events: what a guest knows is in its own state. */
final class GuestImports {
    /** The module of the imports. */
    static final String MODULE = "events";
    /** The export that is the guest. */
    static final String RUN = "run";
    /** The import that waits. */
    static final String NEXT = "next";

    private final Turn turn;

    private GuestImports(Turn turn) {
        this.turn = turn;
    }

    /** All imports there are, for events and outputs of such types. */
    static Map<String, FuncType> types(EventType<?> in, EventType<?> out) {
        Map<String, FuncType> types = new LinkedHashMap<>();
        types.put(NEXT, FuncType.of().returning(in.coreType()));
        types.put("read", FuncType.of(I32, I32, I32));
        types.put("emit", out.isNumber() ? FuncType.of(out.coreType()) : FuncType.of(I32, I32));
        types.put("emit_to", FuncType.of(I32, I32, I32));
        types.put("kind", FuncType.of().returning(I32));
        types.put("time", FuncType.of().returning(I64));
        types.put("watermark", FuncType.of().returning(I64));
        types.put("set_timer", FuncType.of(I32, I64));
        types.put("delete_timer", FuncType.of(I32, I64));
        return types;
    }

    /** A linker that has them. */
    static Linker<Void> linker(Engine engine, EventType<?> in, EventType<?> out, Turn turn) {
        GuestImports imports = new GuestImports(turn);
        Map<String, HostFunction<Void>> functions = Map.of(
                NEXT, (caller, args) -> {
                    throw caller.suspend(null);
                },
                "read", imports::read,
                "emit", imports.emit(out.coreType()),
                "emit_to", (caller, args) -> turn.emitTo(args.i32(0), bytes(caller, args.i32(1), args.i32(2))),
                "kind", (caller, args) -> args.result(0, turn.kind()),
                "time", (caller, args) -> args.result(0, turn.time()),
                "watermark", (caller, args) -> args.result(0, turn.watermark()),
                "set_timer", (caller, args) -> turn.setTimer(timer(args.i32(0)), args.i64(1)),
                "delete_timer", (caller, args) -> turn.deleteTimer(timer(args.i32(0)), args.i64(1)));
        Linker<Void> linker = new Linker<>(engine);
        types(in, out).forEach((name, type) -> linker.func(MODULE, name, type, functions.get(name)));
        return linker;
    }

    private HostFunction<Void> emit(ValType type) {
        if (type.equals(I64)) {
            return (caller, args) -> turn.emit(args.i64(0));
        }
        if (type.equals(F64)) {
            return (caller, args) -> turn.emit(args.f64(0));
        }
        return (caller, args) -> turn.emit(bytes(caller, args.i32(0), args.i32(1)));
    }

    private void read(Caller<Void> caller, HostArgs args) {
        byte[] event = turn.bytes();
        long to = Integer.toUnsignedLong(args.i32(0));
        int from = args.i32(1);
        int length = args.i32(2);
        try {
            Objects.checkFromIndexSize(from, length, event.length);
            memory(caller).write(to, event, from, length);
        } catch (IndexOutOfBoundsException e) {
            throw new GuestException(GuestErrorKind.PROTOCOL, Integer.toUnsignedString(length) + " bytes from "
                    + Integer.toUnsignedString(from) + " on were asked of an event of " + event.length);
        }
    }

    private static byte[] bytes(Caller<Void> caller, int at, int length) {
        Memory memory = memory(caller);
        long address = Integer.toUnsignedLong(at);
        // Before anything is allocated for it.
        memory.checkRange(address, Integer.toUnsignedLong(length));
        byte[] bytes = new byte[length];
        memory.read(address, bytes, 0, length);
        return bytes;
    }

    private static Memory memory(Caller<Void> caller) {
        if (caller.export("memory").orElse(null) instanceof Memory memory) {
            return memory;
        }
        throw new GuestException(GuestErrorKind.PROTOCOL, "bytes are asked or given, and the guest exports no memory");
    }

    private static int timer(int kind) {
        if (kind != Turn.EVENT_TIMER && kind != Turn.PROCESSING_TIMER) {
            throw new GuestException(GuestErrorKind.PROTOCOL, "a timer of kind " + kind
                    + "; 1 is event time, 2 processing time");
        }
        return kind;
    }
}
