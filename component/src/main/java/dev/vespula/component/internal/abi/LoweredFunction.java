package dev.vespula.component.internal.abi;

import dev.vespula.Caller;
import dev.vespula.Func;
import dev.vespula.HostArgs;
import dev.vespula.HostSuspension;
import dev.vespula.Store;
import dev.vespula.types.FuncType;

/** A function of the host as a core function of an instance. CanonicalABI.md, {@code canon lower}. */
public final class LoweredFunction {
    private final Store<?> store;
    private final FuncType core;
    private final Guest guest;
    private final HostCallee callee;

    private LoweredFunction(Store<?> store, FunctionPlan plan, Guest guest, HostCallee callee) {
        this.store = store;
        this.core = plan.lowered();
        this.guest = guest;
        this.callee = callee;
    }

    /** A core function that calls. */
    public static Func of(Store<?> store, FunctionPlan plan, Guest guest, HostCallee callee) {
        LoweredFunction function = new LoweredFunction(store, plan, guest, callee);
        return Func.of(store, function.core, function::call);
    }

    private void call(Caller<?> caller, HostArgs args) {
        guest.state().checkMayLeave();
        OneCall call = new OneCall(caller, CoreValues.read(args, core.params()));
        try {
            callee.call(call);
        } catch (HostSuspension request) {
            throw new LoweredSuspension(call, request);
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

        /** Goes on after a pause, with the result that was missing. */
        Object[] complete(Object value) {
            callee.plan().checkResult(value, callee::resource);
            deliver(value);
            from.delivered();
            return core.results().isEmpty() ? new Object[0] : new Object[] {CoreValues.boxed(result, core.results().get(0))};
        }
    }
}
