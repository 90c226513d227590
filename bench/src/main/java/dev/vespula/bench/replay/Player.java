package dev.vespula.bench.replay;

import dev.vespula.Engine;
import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.HostArgs;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.SharedMemory;
import dev.vespula.Table;
import dev.vespula.Tag;
import dev.vespula.Trap;
import dev.vespula.WasmException;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.ImportType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.RefType;
import dev.vespula.types.TableType;
import dev.vespula.types.ValType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Plays the recorded use of a module on Vespula: {@code NAME.trace} with the modules {@code NAME.mK.wasm} beside it.
 *
 * <p>A trace is a list of events in the order in which they happened when it was recorded. Calls nest: after a call of an
 * export come the calls of host functions that it makes, each with what the host did meanwhile, and then its end. So the
 * player's own stack is that of the recorded program: {@link #play} goes on until an event ends what it is in. The host does
 * what the trace says; what WebAssembly does is compared with it, and so are the memories where the trace has checksums.
 */
public final class Player {
    private static final int NO_MAXIMUM = -1;
    private static final int SHARED = 1;
    /** Memories are summed up in blocks of this size. */
    private static final int BLOCK = 1 << 24;
    /** How an exported call ended that did not return. */
    private static final int BY_TRAP = 0;
    private static final int BY_TAG = 1;

    private final Path prefix;
    private final Engine engine;
    private final Trace trace;
    private final Values values;
    private final Map<Integer, Module> modules = new HashMap<>();
    private World world;
    private MemoryCheck check;

    /**
     * What is done where a trace has a checksum of a memory; it may be left out, or its time be taken.
     */
    public interface MemoryCheck {
        /** Runs {@code comparison}, or not. */
        void at(Runnable comparison);
    }

    /** A player of the trace with this path and name, without the ending. */
    public Player(Engine engine, Path prefix) throws IOException {
        this.engine = engine;
        this.prefix = prefix;
        trace = Trace.read(prefix.resolveSibling(prefix.getFileName() + ".trace"));
        values = new Values(trace);
    }

    /**
     * Plays all of it in a new store. Modules are decoded by the first run that needs them.
     *
     * @throws Divergence if something is not as it was recorded
     */
    public void run(MemoryCheck checking) {
        check = checking;
        world = new World(engine);
        values.enter(world);
        trace.rewind();
        end(Event.END);
    }

    /** Plays to the end of what is going on, which must be this event. */
    private void end(int expected) {
        int at = trace.position();
        int event = play();
        if (event != expected) {
            throw new Divergence(String.format("after byte %d of the trace ends %x, expected %x", at, event, expected));
        }
    }

    /** Plays events until one that ends what they are in, and gives that. */
    private int play() {
        while (true) {
            int at = trace.position();
            int event = trace.readByte();
            switch (event) {
                case Event.MEMORY, Event.TABLE, Event.GLOBAL, Event.TAG -> make(event);
                case Event.INSTANCE -> instantiate();
                case Event.TAKEN -> take();
                case Event.CALL -> call(at);
                case Event.WRITE -> write();
                case Event.GROW_MEMORY -> world.memories.get(trace.readInt()).grow(trace.readUnsigned());
                case Event.SET_TABLE -> {
                    Table table = world.tables.get(trace.readInt());
                    table.set(trace.readUnsigned(), values.readReference());
                }
                case Event.GROW_TABLE -> {
                    Table table = world.tables.get(trace.readInt());
                    table.grow(trace.readUnsigned(), values.readReference());
                }
                case Event.SET_GLOBAL -> {
                    Global global = world.globals.get(trace.readInt());
                    global.set(values.read(Wire.numbered(trace.readByte() - 1)));
                }
                case Event.CHECKSUM -> compare(at);
                case Event.RETURNED, Event.THREW, Event.HOST_RETURNED, Event.HOST_THREW, Event.INSTANTIATED, Event.END -> {
                    return event;
                }
                default -> throw new Divergence(String.format("event %x at byte %d of the trace", event, at));
            }
        }
    }

    /** What JavaScript makes itself. Things are numbered as they are made, so the number itself says nothing new. */
    private void make(int event) {
        trace.readInt();
        switch (event) {
            case Event.MEMORY -> {
                Limits limits = readLimits();
                world.memories.add((trace.readByte() & SHARED) != 0
                        ? SharedMemory.of(MemoryType.shared(limits)).in(world.store)
                        : Memory.of(world.store, MemoryType.of(limits)));
            }
            case Event.TABLE -> {
                RefType element = (RefType) Wire.type(trace.readText());
                world.tables.add(Table.of(world.store, TableType.of(element, readLimits()), null));
            }
            case Event.GLOBAL -> {
                ValType content = Wire.type(trace.readText());
                boolean isMutable = trace.readFlag();
                world.globals.add(Global.of(world.store, new GlobalType(content, isMutable), values.read(Wire.of(content))));
            }
            default -> {
                ValType[] carried = new ValType[trace.readInt()];
                for (int i = 0; i < carried.length; i++) {
                    carried[i] = Wire.type(trace.readText());
                }
                world.tags.add(Tag.of(world.store, FuncType.of(carried)));
            }
        }
    }

    private Limits readLimits() {
        long least = trace.readUnsigned();
        int most = trace.readInt();
        return most == NO_MAXIMUM ? Limits.atLeast(least) : Limits.range(least, Integer.toUnsignedLong(most));
    }

    /** JavaScript takes something that an instance exports, which gets a number. */
    private void take() {
        int kind = trace.readByte();
        trace.readInt();
        Instance instance = world.instances.get(trace.readInt());
        String name = trace.readText();
        switch (kind) {
            case Event.OF_TABLE -> world.tables.add(instance.table(name));
            case Event.OF_MEMORY -> world.memories.add(instance.memory(name));
            case Event.OF_GLOBAL -> world.globals.add(instance.global(name));
            case Event.OF_TAG -> world.tags.add(instance.tag(name));
            default -> throw new Divergence("export " + name + " of kind " + kind);
        }
    }

    private void write() {
        Memory memory = world.memories.get(trace.readInt());
        for (int left = trace.readInt(); left > 0; left--) {
            long address = trace.readUnsigned();
            int length = trace.readInt();
            memory.write(address, trace.array(), trace.skip(length), length);
        }
    }

    private void compare(int at) {
        Memory memory = world.memories.get(trace.readInt());
        long size = trace.readLong();
        int sum = trace.readInt();
        if (memory.size() != size) {
            throw new Divergence("at byte " + at + " of the trace: memory of " + memory.size() + " bytes, expected " + size);
        }
        check.at(() -> {
            CRC32 crc = new CRC32();
            for (long done = 0; done < size; done += BLOCK) {
                crc.update(memory.buffer(done, (int) Math.min(BLOCK, size - done)));
            }
            if ((int) crc.getValue() != sum) {
                throw new Divergence("at byte " + at + " of the trace: the memory holds something else");
            }
        });
    }

    // ---- calls

    private void call(int at) {
        int named = trace.position();
        Func function = values.readFunction();
        Wire.Signature signature = values.signature(named, function);
        Object[] arguments = new Object[signature.params().length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = values.read(signature.params()[i]);
        }
        Object[] results;
        try {
            results = function.call(arguments);
        } catch (WasmException | HostThrown e) {
            expectThrown(at, e);
            return;
        }
        int end = trace.readByte();
        if (end != Event.RETURNED) {
            throw new Divergence(String.format("the call at byte %d of the trace returned, expected %x", at, end));
        }
        for (int i = 0; i < results.length; i++) {
            values.expectResult(signature.results()[i], results[i], "result " + i);
        }
    }

    private void expectThrown(int at, RuntimeException thrown) {
        int end = trace.readByte();
        if (end != Event.THREW) {
            throw new Divergence(String.format("the call at byte %d of the trace threw, expected %x", at, end), thrown);
        }
        int kind = trace.readByte();
        if (kind == BY_TRAP) {
            trace.skipText();
        }
        Class<?> expected = switch (kind) {
            case BY_TRAP -> Trap.class;
            case BY_TAG -> WasmThrown.class;
            default -> HostThrown.class;
        };
        if (!expected.isInstance(thrown)) {
            throw new Divergence("the call at byte " + at + " of the trace threw something else", thrown);
        }
    }

    /** A function of the host, which does what the trace says where it is called. */
    private Func host(int instance, int index, ImportType imported) {
        FuncType type = (FuncType) imported.type();
        Wire.Signature signature = Wire.Signature.of(type);
        String name = imported.module() + "." + imported.name();
        return Func.<Void>of(world.store, type, (caller, args) -> answer(instance, index, signature, args, name));
    }

    private void answer(int instance, int index, Wire.Signature signature, HostArgs args, String name) {
        int at = trace.position();
        if (trace.readByte() != Event.HOST_CALL || trace.readInt() != instance || trace.readInt() != index) {
            throw new Divergence("calls " + name + " at byte " + at + " of the trace, where something else is expected");
        }
        for (int i = 0; i < signature.params().length; i++) {
            values.expectArgument(signature.params()[i], args, i, name);
        }
        int end = play();
        if (end == Event.HOST_THREW) {
            trace.readByte();
            throw new HostThrown();
        }
        if (end != Event.HOST_RETURNED) {
            throw new Divergence(String.format("%s at byte %d of the trace ends with %x", name, at, end));
        }
        for (int i = 0; i < signature.results().length; i++) {
            values.readResult(signature.results()[i], args, i);
        }
    }

    // ---- instances

    private void instantiate() {
        int number = trace.readInt();
        Module module = modules.computeIfAbsent(trace.readInt(), this::decode);
        List<ImportType> types = module.imports();
        List<Extern> imports = new ArrayList<>();
        int count = trace.readInt();
        for (int i = 0; i < count; i++) {
            int kind = trace.readByte();
            imports.add(switch (kind) {
                case Event.OF_HOST -> host(number, i, types.get(i));
                case Event.OF_FUNCTION -> values.readFunction();
                case Event.FROM_MEMORIES -> world.memories.get(trace.readInt());
                case Event.FROM_TABLES -> world.tables.get(trace.readInt());
                case Event.FROM_GLOBALS -> world.globals.get(trace.readInt());
                case Event.FROM_TAGS -> world.tags.get(trace.readInt());
                default -> throw new Divergence("import of kind " + kind);
            });
        }
        world.instances.put(number, Instance.of(world.store, module, imports));
        end(Event.INSTANTIATED);
    }

    private Module decode(int number) {
        try {
            return Module.of(engine, prefix.resolveSibling(prefix.getFileName() + ".m" + number + ".wasm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
