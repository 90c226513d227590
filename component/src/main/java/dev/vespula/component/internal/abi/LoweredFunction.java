package dev.vespula.component.internal.abi;

import dev.vespula.Caller;
import dev.vespula.Func;
import dev.vespula.HostArgs;
import dev.vespula.Store;
import dev.vespula.types.FuncType;

/** A function as a core function of an instance. CanonicalABI.md, {@code canon lower}. */
public final class LoweredFunction {
    private final Store<?> store;
    private final FunctionPlan plan;
    private final FuncType core;
    private final Guest guest;
    private final Callee callee;

    private LoweredFunction(Store<?> store, FunctionPlan plan, Guest guest, Callee callee) {
        this.store = store;
        this.plan = plan;
        this.core = plan.lowered();
        this.guest = guest;
        this.callee = callee;
    }

    /** A core function that calls. */
    public static Func of(Store<?> store, FunctionPlan plan, Guest guest, Callee callee) {
        LoweredFunction function = new LoweredFunction(store, plan, guest, callee);
        return Func.of(store, function.core, function::call);
    }

    private void call(Caller<?> caller, HostArgs args) {
        guest.state().checkMayLeave();
        long[] values = CoreValues.read(args, core.params());
        OneCall call = new OneCall(caller, values);
        callee.call(call, guest.state());
        call.from.delivered();
        CoreValues.write(args, core.results(), call.result);
    }

    /** One call. */
    private final class OneCall implements Callee.Call {
        private final Caller<?> caller;
        private final long[] core;
        private final Lifting from;
        private final Lifting.Receiver party;
        private long result;

        OneCall(Caller<?> caller, long[] core) {
            this.caller = caller;
            this.core = core;
            this.party = callee instanceof LiftedFunction ? Lifting.Receiver.GUEST : Lifting.Receiver.HOST;
            this.from = new Lifting(guest, party, new Meter(store));
        }

        @Override
        public Lifting.Receiver party() {
            return Lifting.Receiver.GUEST;
        }

        @Override
        public Caller<?> caller() {
            return caller;
        }

        @Override
        public Object[] arguments() {
            return plan.liftArguments(from, core);
        }

        @Override
        public void deliver(Object value) {
            result = plan.lowerResult(new Lowering(guest, party, null), value, core);
        }
    }
}
