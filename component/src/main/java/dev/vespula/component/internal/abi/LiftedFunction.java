package dev.vespula.component.internal.abi;

import dev.vespula.Store;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.Task;
import dev.vespula.component.types.ResourceType;

/** A core function as a function of the component. CanonicalABI.md, {@code canon lift}. */
public final class LiftedFunction implements Callee {
    private final Store<?> store;
    private final FunctionPlan plan;
    private final Guest guest;
    private final CoreFunction core;
    /** Null if it has none. */
    private final CoreFunction postReturn;

    /** A lifted function. */
    public LiftedFunction(Store<?> store, FunctionPlan plan, Guest guest, CoreFunction core, CoreFunction postReturn) {
        this.store = store;
        this.plan = plan;
        this.guest = guest;
        this.core = core;
        this.postReturn = postReturn;
    }

    @Override
    public FunctionPlan plan() {
        return plan;
    }

    @Override
    public ResourceClass resource(ResourceType token) {
        return guest.state().resource(token);
    }

    @Override
    public void call(Call call, ComponentState caller) {
        ComponentState state = guest.state();
        state.enter(caller);
        state.withFreshContext(() -> execute(call));
        state.leave(caller);
    }

    private void execute(Call call) {
        Task task = new Task();
        long[] arguments = plan.lowerArguments(new Lowering(guest, call.party(), task), call.arguments());
        long result = core.call(arguments);
        Object lifted = plan.liftResult(new Lifting(guest, call.party(), new Meter(store)), result);
        task.checkReturned();
        call.deliver(lifted);
        if (postReturn != null) {
            guest.state().confined(() -> {
                if (core.func().type().results().isEmpty()) {
                    postReturn.call();
                } else {
                    postReturn.call(result);
                }
            });
        }
    }
}
