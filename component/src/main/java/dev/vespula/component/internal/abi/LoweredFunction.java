package dev.vespula.component.internal.abi;

import dev.vespula.Caller;
import dev.vespula.Func;
import dev.vespula.HostArgs;
import dev.vespula.HostSuspension;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;
import dev.vespula.types.FuncType;
import java.util.List;

/**
 * A function as a core function of an instance, through Java values: of the host, or of a guest if one side has the asynchronous
 * form. CanonicalABI.md, {@code canon lower}.
 */
public final class LoweredFunction {
    /** What a call in the asynchronous form gives when its result was written. */
    private static final int RETURNED = 2;

    private final Assembly assembly;
    private final FuncType core;
    private final Guest guest;
    private final LoweredForm form;
    private final Callee callee;
    /** How the values are passed: the host may want Java classes of its own. */
    private final FunctionPlan answering;
    private Func func;

    private LoweredFunction(Assembly assembly, FunctionPlan plan, LoweredForm form, Guest guest, Callee callee) {
        this.assembly = assembly;
        this.core = plan.lowered(form);
        this.form = form;
        this.guest = guest;
        this.callee = callee;
        this.answering = callee instanceof HostCallee ? callee.plan() : plan;
    }

    private ResourceClass resource(ResourceType token) {
        return callee instanceof HostCallee ? callee.resource(token) : guest.state().resource(token);
    }

    /** A core function that calls. */
    public static Func of(Assembly assembly, FunctionPlan plan, LoweredForm form, Guest guest, Callee callee) {
        LoweredFunction function = new LoweredFunction(assembly, plan, form, guest, callee);
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
        OneCall call = new OneCall(null, values, false);
        lent.forEach(call.from.lends()::add);
        return new LoweredSuspension(call, payload);
    }

    private void call(Caller<?> caller, HostArgs args) {
        guest.state().checkMayLeave();
        // What the function itself calls is another call, which cannot be suspended together with this one.
        boolean canSuspend = assembly.setCanSuspend(false);
        OneCall call = new OneCall(caller, CoreValues.read(args, core.params()), canSuspend);
        try {
            callee.call(call);
        } catch (HostSuspension request) {
            throw new LoweredSuspension(call, request);
        } catch (PendingAnswer pending) {
            throw new LoweredSuspension(call, pending);
        } finally {
            assembly.setCanSuspend(canSuspend);
        }
        call.from.delivered();
        CoreValues.write(args, core.results(), call.result);
    }

    /** One call. */
    final class OneCall implements Callee.Call {
        private final Caller<?> caller;
        private final long[] values;
        private final Lifting from;
        private final boolean canSuspend;
        private long result;

        private OneCall(Caller<?> caller, long[] values, boolean canSuspend) {
            this.caller = caller;
            this.values = values;
            this.canSuspend = canSuspend;
            this.from = new Lifting(guest, LoweredFunction.this::resource, new Meter(assembly.store()));
        }

        @Override
        public ComponentState guest() {
            return guest.state();
        }

        @Override
        public Caller<?> caller() {
            return caller;
        }

        @Override
        public boolean canSuspend() {
            return canSuspend;
        }

        @Override
        public Object[] arguments() {
            return answering.liftArguments(form, from, values);
        }

        @Override
        public void deliver(Object value) {
            result = answering.lowerResult(form, new Lowering(guest, LoweredFunction.this::resource, null), value, values);
            if (form == LoweredForm.ASYNC) {
                result = RETURNED;
            }
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
            answering.checkResult(value, LoweredFunction.this::resource);
        }

        boolean hasResult() {
            return answering.type().result().isPresent();
        }

        /** Goes on after a pause, with the result that was missing. */
        Object[] complete(Object value) {
            deliver(value);
            from.delivered();
            return core.results().isEmpty() ? new Object[0] : new Object[] {CoreValues.boxed(result, core.results().get(0))};
        }
    }
}
