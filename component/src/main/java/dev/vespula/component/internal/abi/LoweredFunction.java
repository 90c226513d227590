package dev.vespula.component.internal.abi;

import dev.vespula.Caller;
import dev.vespula.Func;
import dev.vespula.HostArgs;
import dev.vespula.HostSuspension;
import dev.vespula.Store;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.types.FuncType;
import java.util.List;

/** A function of the host as a core function of an instance. CanonicalABI.md, {@code canon lower}. */
public final class LoweredFunction {
    private final Store<?> store;
    private final FuncType core;
    private final Guest guest;
    private final HostCallee callee;
    private Func func;

    private LoweredFunction(Store<?> store, FunctionPlan plan, Guest guest, HostCallee callee) {
        this.store = store;
        this.core = plan.lowered();
        this.guest = guest;
        this.callee = callee;
    }

    /** A core function that calls. */
    public static Func of(Assembly assembly, FunctionPlan plan, Guest guest, HostCallee callee) {
        LoweredFunction function = new LoweredFunction(assembly.store(), plan, guest, callee);
        function.func = Func.of(assembly.store(), function.core, function::call);
        assembly.add(function);
        return function.func;
    }

    /** The core function. */
    public Func func() {
        return func;
    }

    /**
     * A call that was paused when a snapshot was made.
     *
     * @param values  the core arguments
     * @param lent    what was lent to the host
     * @param payload what was told to whoever made the call
     * @throws IllegalArgumentException if those are not the arguments of the function
     */
    public LoweredSuspension restored(long[] values, List<Handle> lent, Object payload) {
        if (values.length != core.params().size()) {
            throw new IllegalArgumentException("a call with " + values.length + " arguments");
        }
        OneCall call = new OneCall(null, values);
        lent.forEach(call.from.lends()::add);
        return new LoweredSuspension(call, payload);
    }

    private void call(Caller<?> caller, HostArgs args) {
        guest.state().checkMayLeave();
        OneCall call = new OneCall(caller, CoreValues.read(args, core.params()));
        try {
            callee.call(call);
        } catch (HostSuspension request) {
            throw new LoweredSuspension(call, request);
        } catch (PendingAnswer pending) {
            throw new LoweredSuspension(call, pending);
        }
        call.from.delivered();
        CoreValues.write(args, core.results(), call.result);
    }

    /** One call. */
    final class OneCall implements Callee.Call {
        private final Caller<?> caller;
        private final long[] values;
        private final Lifting from;
        private long result;

        private OneCall(Caller<?> caller, long[] values) {
            this.caller = caller;
            this.values = values;
            this.from = new Lifting(guest, callee::resource, new Meter(store));
        }

        @Override
        public Caller<?> caller() {
            return caller;
        }

        @Override
        public Object[] arguments() {
            return callee.plan().liftArguments(from, values);
        }

        @Override
        public void deliver(Object value) {
            result = callee.plan().lowerResult(new Lowering(guest, callee::resource, null), value, values);
        }

        /** The function that was called. */
        LoweredFunction function() {
            return LoweredFunction.this;
        }

        /** The core arguments. */
        long[] values() {
            return values;
        }

        /** What was lent to the host. */
        List<Handle> lent() {
            return from.lends().handles();
        }

        /** Refuses what is no result, before anything is done with it. */
        void check(Object value) {
            callee.plan().checkResult(value, callee::resource);
        }

        boolean hasResult() {
            return callee.plan().type().result().isPresent();
        }

        /** Goes on after a pause, with the result that was missing. */
        Object[] complete(Object value) {
            deliver(value);
            from.delivered();
            return core.results().isEmpty() ? new Object[0] : new Object[] {CoreValues.boxed(result, core.results().get(0))};
        }
    }
}
