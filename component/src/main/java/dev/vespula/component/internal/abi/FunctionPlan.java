package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** How the arguments and the result of functions of a type are passed. CanonicalABI.md, {@code lift_flat_values} and below. */
public final class FunctionPlan {
    private final FunctionType type;
    private final RecordPlan params;
    /** Null if there is no result. */
    private final ValuePlan result;
    private Object bindings;
    /** By form, made at the first use: each instance asks for those of all it imports. */
    private final FuncType[] lowered = new FuncType[LoweredForm.values().length];

    FunctionPlan(FunctionType type, RecordPlan params, ValuePlan result) {
        this.type = type;
        this.params = params;
        this.result = result;
    }

    /** The type. */
    public FunctionType type() {
        return type;
    }

    /**
     * What Java methods were bound to functions of the type, kept for whoever binds them.
     *
     * @param first makes what is kept from the first call on
     */
    @SuppressWarnings("unchecked")
    public synchronized <B> B bindings(Supplier<B> first) {
        if (bindings == null) {
            bindings = first.get();
        }
        return (B) bindings;
    }

    private boolean spillsParams() {
        return params.flat().size() > Flattening.MAX_FLAT_PARAMS;
    }

    private boolean spillsResult() {
        return result != null && result.flat().size() > Flattening.MAX_FLAT_RESULTS;
    }

    /** The type of the core function that a function of this type is lowered to. */
    public FuncType lowered(LoweredForm form) {
        FuncType known = lowered[form.ordinal()];
        if (known == null) {
            known = makeLowered(form);
            lowered[form.ordinal()] = known;
        }
        return known;
    }

    private FuncType makeLowered(LoweredForm form) {
        List<ValType> core = new ArrayList<>(form.spills(params.flat().size()) ? List.of(NumType.I32) : params.flat());
        if (isWritten(form)) {
            core.add(NumType.I32);
        }
        return new FuncType(core, form == LoweredForm.ASYNC ? List.of(NumType.I32) : result == null || spillsResult() ? List
                .of()
                : List.copyOf(result.flat()));
    }

    /** Whether the result is written where the caller says. */
    private boolean isWritten(LoweredForm form) {
        return spillsResult() || form == LoweredForm.ASYNC && result != null;
    }

    /** The parameters of {@code task.return} for a function of this type. */
    List<ValType> returned() {
        return result == null ? List.of() : result.flat().size() > Flattening.MAX_FLAT_PARAMS ? List.of(NumType.I32)
                : List.copyOf(result.flat());
    }

    /** What {@code task.return} gives; null if there is no result. */
    Object liftReturned(Lifting from, long[] core) {
        if (result == null) {
            return null;
        }
        if (result.flat().size() > Flattening.MAX_FLAT_PARAMS) {
            return result.load(from, from.pointer(core[0], result.size(), result.alignment(), "result"));
        }
        return result.lift(from, new FlatValues(core));
    }

    /** Whether all it passes are numbers, booleans and characters, on the stack. */
    public boolean isOfNumbers() {
        return !spillsParams() && params.members().stream().allMatch(ScalarPlan.class::isInstance) && (result == null
                || result instanceof ScalarPlan);
    }

    /** What a parameter is in Java, for functions of numbers. */
    ScalarForm param(int index) {
        return ((ScalarPlan) params.members().get(index)).form();
    }

    /** What the result is in Java, for functions of numbers. */
    ScalarForm result() {
        return ((ScalarPlan) result).form();
    }

    /** The type of the core function that a function of this type is lifted from. */
    public FuncType lifted() {
        return new FuncType(spillsParams() ? List.of(NumType.I32) : List.copyOf(params.flat()), result == null ? List.of()
                : spillsResult() ? List.of(NumType.I32) : List.copyOf(result.flat()));
    }

    // ---- into a guest's function, and out of it

    /**
     * Refuses arguments of the host that do not fit.
     *
     * @param resources what resource types stand for
     * @throws IllegalArgumentException naming the place
     */
    public void checkArguments(Object[] arguments, Function<ResourceType, ResourceClass> resources) {
        if (arguments.length != type.params().size()) {
            throw new IllegalArgumentException("the function takes " + type.params().size() + " arguments but was given "
                    + arguments.length);
        }
        HandedResources handed = new HandedResources(resources);
        for (int i = 0; i < arguments.length; i++) {
            params.members().get(i).check(arguments[i], ValuePath.of(type.params().get(i).name(), handed));
        }
    }

    /** The core arguments for a lifted function. */
    public long[] lowerArguments(Lowering to, Object[] arguments) {
        if (spillsParams()) {
            long address = to.allocate(params.size(), params.alignment());
            params.storeAll(to, arguments, address);
            return new long[] {(int) address};
        }
        long[] core = new long[params.flat().size()];
        params.lowerAll(to, arguments, new FlatValues(core));
        return core;
    }

    /** The result of a lifted function; null if it has none. */
    public Object liftResult(Lifting from, long core) {
        if (result == null) {
            return null;
        }
        if (spillsResult()) {
            return result.load(from, from.pointer(core, result.size(), result.alignment(), "result"));
        }
        return result.lift(from, new FlatValues(new long[] {core}));
    }

    // ---- out of a guest that calls, and back into it

    /** The arguments of a guest that calls a lowered function. */
    public Object[] liftArguments(LoweredForm form, Lifting from, long[] core) {
        if (form.spills(params.flat().size())) {
            return params.loadAll(from, from.pointer(core[0], params.size(), params.alignment(), "parameters"));
        }
        return params.liftAll(from, new FlatValues(core));
    }

    /**
     * Refuses a result of the host that does not fit.
     *
     * @param resources what resource types stand for
     * @throws IllegalArgumentException naming the place
     */
    public void checkResult(Object value, Function<ResourceType, ResourceClass> resources) {
        if (result != null) {
            result.check(value, ValuePath.of("result", new HandedResources(resources)));
        } else if (value != null) {
            throw new IllegalArgumentException("the function has no result, but was given " + value);
        }
    }

    /**
     * Gives the result to the guest that called.
     *
     * @return the core result; 0 if there is none
     */
    public long lowerResult(LoweredForm form, Lowering to, Object value, long[] core) {
        if (result == null) {
            return 0;
        }
        if (isWritten(form)) {
            result.store(to, value, to.pointer(core[core.length - 1], result.size(), result.alignment()));
            return 0;
        }
        long[] flat = new long[1];
        result.lower(to, value, new FlatValues(flat));
        return flat[0];
    }
}
