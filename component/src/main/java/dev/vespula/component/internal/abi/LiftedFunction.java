package dev.vespula.component.internal.abi;

import dev.vespula.CallOutcome;
import dev.vespula.Func;
import dev.vespula.WasmThrown;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.Task;
import dev.vespula.component.types.ResourceType;
import dev.vespula.types.FuncType;
import java.util.function.Function;
import java.util.function.Supplier;

/** A core function as a function of the component. CanonicalABI.md, {@code canon lift}. */
public final class LiftedFunction implements Callee {
    /** What a function in the asynchronous form returns when it has ended: in its low bits. */
    private static final int EXIT = 0;
    private static final int EVENT_CODE = 0xF;

    private final Assembly assembly;
    private final FunctionPlan plan;
    private final Guest guest;
    private final CoreFunction core;
    /** Null if it has none. */
    private final CoreFunction postReturn;
    private final boolean hasResult;
    private final Function<LiftedFunction, Entry> entries;
    /** Where the result comes; null if the core function returns it. */
    private final ReturnSlot returns;
    /** Made when it is first asked for. */
    private Entry entry;

    /**
     * A lifted function.
     *
     * @param postReturn null if it has none
     * @param returns where the result of one in the asynchronous form comes; null for the synchronous form
     * @param entries makes {@link #entry}
     */
    public LiftedFunction(Assembly assembly, FunctionPlan plan, Guest guest, CoreFunction core, CoreFunction postReturn,
            ReturnSlot returns, Function<LiftedFunction, Entry> entries) {
        assembly.add(this);
        this.assembly = assembly;
        this.plan = plan;
        this.guest = guest;
        this.core = core;
        this.postReturn = postReturn;
        this.returns = returns;
        this.entries = entries;
        this.hasResult = !core.func().type().results().isEmpty();
    }

    /** Whose function it is. */
    public Guest guest() {
        return guest;
    }

    /** The core function. */
    public Func core() {
        return core.func();
    }

    /** Whether it returns its result: one that is lifted in the asynchronous form does not. */
    public boolean isSynchronous() {
        return returns == null;
    }

    /** Whether it has an {@link #entry}. */
    public boolean hasEntry() {
        return plan.isOfNumbers() && isSynchronous();
    }

    /**
     * How the host enters it, for functions of numbers only.
     */
    public Entry entry() {
        if (entry == null) {
            entry = entries.apply(this);
        }
        return entry;
    }

    /** What is called when the result was taken; null if there is nothing. */
    public Func postReturn() {
        return postReturn == null ? null : postReturn.func();
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
    public void call(Call call) {
        boolean before = assembly.setCanSuspend(false);
        try {
            Activation activation = new Activation(call);
            try {
                activation.finish(core.call(activation.arguments));
            } catch (LoweredSuspension suspension) {
                throw suspension.cannotPause();
            } finally {
                activation.end();
            }
        } finally {
            assembly.setCanSuspend(before);
        }
    }

    /** Enters the instance for a call that may pause. */
    public Activation begin(Call call) {
        return new Activation(call);
    }

    /** A call that was paused when a snapshot was made. */
    public Activation restored(Call call, Task task, long[] context) {
        return new Activation(call, task, context);
    }

    /** A call that is under way. If it ends by an exception, the instance stays entered for ever. */
    public final class Activation {
        private final Call call;
        private final FunctionPlan plan;
        private final Task task;
        private final long[] context;
        private final long[] arguments;
        /** Whether {@code task.return} was called. */
        private boolean hasReturned;

        private Activation(Call call) {
            ComponentState state = guest.state();
            this.call = call;
            this.task = new Task();
            this.plan = call.plan(LiftedFunction.this.plan);
            state.enter(call.guest());
            context = state.takeContext();
            if (returns != null) {
                returns.begin(this);
            }
            arguments = lowered();
        }

        private long[] lowered() {
            try {
                return plan.lowerArguments(new Lowering(guest, guest.state()::resource, task), call.arguments());
            } catch (RuntimeException | Error thrown) {
                end();
                throw thrown;
            }
        }

        private Activation(Call call, Task task, long[] context) {
            this.call = call;
            this.plan = call.plan(LiftedFunction.this.plan);
            this.task = task;
            this.context = context;
            this.arguments = null;
        }

        /** The function. */
        public LiftedFunction function() {
            return LiftedFunction.this;
        }

        /** What is lent to the call. */
        public Task task() {
            return task;
        }

        /** What was in the slots of the thread before; null if the component has none. */
        public long[] context() {
            return context;
        }

        /** Calls the core function so that it can pause. */
        public CallOutcome run() {
            return goOn(() -> core.func().callResumable(CoreValues.boxed(arguments, core.func().type().params())));
        }

        /** Goes on with the core function, up to its end or to where it pauses. */
        public CallOutcome goOn(Supplier<CallOutcome> resume) {
            boolean before = assembly.setCanSuspend(true);
            try {
                return resume.get();
            } catch (WasmThrown thrown) {
                end();
                throw CoreFunction.escaped(thrown);
            } catch (RuntimeException | Error thrown) {
                end();
                throw thrown;
            } finally {
                assembly.setCanSuspend(before);
            }
        }

        /** Goes on when the core function that could pause has returned. */
        public void finish(CallOutcome.Finished outcome) {
            try {
                finish(hasResult ? CoreValues.bits(outcome.values().get(0)) : 0);
            } finally {
                end();
            }
        }

        /** The call is over, however it ended: what the host lent is its own again. Nothing happens the second time. */
        public void end() {
            task.end();
        }

        /** Takes what {@code task.return} gives. */
        void take(Guest from, FuncType type, long[] values) {
            if (hasReturned) {
                throw BorderTraps.invalid("`task.return` is called a second time");
            }
            if (!type.params().equals(plan.returned())) {
                throw BorderTraps.invalid("`task.return` is called with a result of another type than the function's");
            }
            task.checkReturned();
            hasReturned = true;
            call.deliver(plan.liftReturned(new Lifting(from, guest.state()::resource, new Meter(assembly.store())), values));
        }

        private void finish(long result) {
            if (returns == null) {
                takeResult(result);
            } else {
                exit((int) result & EVENT_CODE);
            }
            ComponentState state = guest.state();
            state.putContext(context);
            state.leave(call.guest());
        }

        private void exit(int code) {
            if (code != EXIT) {
                throw BorderTraps.invalid("the function waits for something, which is not supported");
            }
            if (!hasReturned) {
                throw BorderTraps.invalid("the asynchronous function has ended without a call of `task.return`");
            }
            returns.end();
        }

        private void takeResult(long result) {
            ComponentState state = guest.state();
            Object lifted = plan.liftResult(new Lifting(guest, state::resource, new Meter(assembly.store())), result);
            task.checkReturned();
            call.deliver(lifted);
            if (postReturn != null) {
                state.confined(() -> {
                    if (hasResult) {
                        postReturn.call(result);
                    } else {
                        postReturn.call();
                    }
                });
            }
        }
    }
}
