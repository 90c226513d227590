package dev.vespula.component.internal.abi;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.component.internal.adapt.Adapters;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.AddressType;
import dev.vespula.types.FuncType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The border of components with guests whose core functions are Java: a test sees the core values, the bytes and the calls of the
 * allocator as they are.
 */
public final class Border {
    /** With pages of one byte, so that a memory ends where a test wants it. */
    private static final Engine ENGINE = Engine.of(new Config());

    public final Store<Void> store = new Store<>(ENGINE);
    private final Assembly assembly = new Assembly(store, (module, imports) -> Instance.of(store, module, imports));
    private final Plans plans = new Plans();

    /** A call of an allocator. */
    record Allocation(long old, long oldSize, long alignment, long size) {}

    /** An instance with a memory and an allocator that remembers its calls and never frees. */
    public final class Side {
        public final ComponentState state;
        final Memory memory;
        final List<Allocation> allocations = new ArrayList<>();
        final StringEncoding encoding;
        private final Guest guest;
        /** What an allocation does beside allocating, and what it returns. */
        UnaryOperator<Long> onAllocation = address -> address;
        private long end;

        private Side(ComponentState state, StringEncoding encoding, byte[] content, int room) {
            this.state = state;
            this.encoding = encoding;
            this.end = content.length;
            memory = Memory.of(store, new MemoryType(AddressType.I32, Limits.atLeast(content.length + room), false, 0));
            memory.write(0, content);
            FuncType type = new FuncType(List.of(NumType.I32, NumType.I32, NumType.I32, NumType.I32), List.of(NumType.I32));
            Func realloc = Func.of(store, type, (caller, args) -> args.result(0, (int) allocate(new Allocation(args.i32(0)
                    & 0xFFFF_FFFFL, args.i32(1) & 0xFFFF_FFFFL, args.i32(2), args.i32(3) & 0xFFFF_FFFFL))));
            guest = new Guest(state, encoding, memory, new CoreFunction(realloc));
        }

        /** Shrinks in place, else takes what is behind the end, and copies. */
        private long allocate(Allocation asked) {
            allocations.add(asked);
            long address = asked.old;
            if (asked.old == 0 || asked.size > asked.oldSize) {
                address = end + asked.alignment - 1 & -asked.alignment;
                end = address + asked.size;
                memory.copy(address, memory, asked.old, asked.oldSize);
            }
            return onAllocation.apply(address);
        }

        public void writeInt(long address, int value) {
            memory.writeInt(address, value);
        }

        byte[] bytes(long address, int length) {
            return memory.read(address, length);
        }
    }

    /** An instance of its own. */
    public Side side(StringEncoding encoding, byte[] content, int room) {
        return new Side(new ComponentState(store, null, ComponentState.UsesSlots.YES), encoding, content, room);
    }

    /** An instance of its own that has nothing yet, and room for everything. */
    public Side side() {
        return side(StringEncoding.UTF8, new byte[0], 1 << 16);
    }

    // ---- functions

    /** A synchronous function type with parameters {@code p0}, {@code p1} and so on. */
    public static FunctionType function(List<ValueType> params, ValueType result) {
        List<NamedType> named = new ArrayList<>();
        params.forEach(param -> named.add(new NamedType("p" + named.size(), param)));
        return new FunctionType(false, named, Optional.ofNullable(result));
    }

    /** What a core function does: with its arguments, and its result or 0. */
    @FunctionalInterface
    public interface Core {
        long run(long[] arguments);
    }

    /** A function of a guest. */
    public LiftedFunction lift(FunctionType type, Side side, Core core) {
        return lift(type, side, core, null);
    }

    /** A function of a guest. */
    LiftedFunction lift(FunctionType type, Side side, Core core, Core postReturn) {
        List<ValType> params = flatOr(Flattening.params(type), Flattening.MAX_FLAT_PARAMS);
        List<ValType> results = flatOr(Flattening.results(type), Flattening.MAX_FLAT_RESULTS);
        CoreFunction cleanUp = postReturn == null ? null : core(new FuncType(results, List.of()), postReturn);
        return new LiftedFunction(assembly, plans.of(type), side.guest, core(new FuncType(params, results), core), cleanUp,
                null,
                callee -> new Adapters().entry(store, callee));
    }

    private static List<ValType> flatOr(List<NumType> flat, int most) {
        return flat.size() > most ? List.of(NumType.I32) : List.copyOf(flat);
    }

    private CoreFunction core(FuncType type, Core core) {
        return new CoreFunction(Func.of(store, type, (caller, args) -> CoreValues.write(args, type.results(), core.run(
                CoreValues.read(args, type.params())))));
    }

    /** A function of the host, of which resource types stand for what an instance has. */
    public HostCallee host(FunctionType type, Side side, Function<Object[], Object> body) {
        return new HostCallee(plans.of(type), side.state::resource, (caller, arguments) -> body.apply(arguments));
    }

    /** A core function of a guest that calls. */
    public Core lower(FunctionType type, Side side, Callee callee) {
        Func func = callee instanceof LiftedFunction lifted ? new Adapters().adapt(assembly, plans.of(type), side.guest, lifted)
                : LoweredFunction.of(assembly, plans.of(type), LoweredForm.SYNC, side.guest, callee);
        return arguments -> {
            Object[] results = func.call(CoreValues.boxed(arguments, func.type().params()));
            return results.length == 0 ? 0 : bits(results[0]);
        };
    }

    private static long bits(Object core) {
        if (core instanceof Float f32) {
            return Float.floatToRawIntBits(f32);
        }
        return core instanceof Double f64 ? Double.doubleToRawLongBits(f64) : ((Number) core).longValue();
    }

    /** Calls a function as the host does, after the check of the arguments. */
    public static Object call(LiftedFunction function, Object... arguments) {
        function.plan().checkArguments(arguments, function::resource);
        FromHost call = new FromHost(arguments);
        function.call(call);
        return call.result();
    }

    // ---- one value

    /** The value that a guest gives the host. */
    Object lift(ValueType type, Side from, long... core) {
        Object[] seen = new Object[1];
        FunctionType taking = function(List.of(type), null);
        lower(taking, from, host(taking, from, arguments -> {
            seen[0] = arguments[0];
            return null;
        })).run(core);
        return seen[0];
    }

    /** Which core values a guest gets for a value of the host. */
    long[] lower(ValueType type, Side to, Object value) {
        long[][] seen = new long[1][];
        call(lift(function(List.of(type), null), to, arguments -> {
            seen[0] = arguments;
            return 0;
        }), value);
        return seen[0];
    }

    /** Which core values a guest gets for a value of another guest. */
    long[] transfer(ValueType type, Side from, Side to, long... core) {
        long[][] seen = new long[1][];
        FunctionType taking = function(List.of(type), null);
        lower(taking, from, lift(taking, to, arguments -> {
            seen[0] = arguments;
            return 0;
        })).run(core);
        return seen[0];
    }

    /** Says what a resource type stands for in an instance. */
    public static void define(Side side, ResourceType token, ResourceClass type) {
        side.state.define(token, type);
    }

    /** Whether something traps. */
    static boolean traps(Runnable action) {
        try {
            action.run();
            return false;
        } catch (Trap trap) {
            return true;
        }
    }
}
