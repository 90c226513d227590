package dev.vespula.component;

import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.HostCallee;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.PendingAnswer;
import dev.vespula.component.types.FunctionType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * A function of an instance of a component. Belongs to a store, and so to one thread at a time.
 *
 * <pre>{@code
 * ComponentFunc render = instance.func("my:app/site@1.0.0", "render");
 * String page = (String) render.call("home");
 * System.out.println(render.name() + " takes " + render.type().params());
 * }</pre>
 */
public final class ComponentFunc {
    private final ComponentInstance instance;
    private final String name;
    private final Callee callee;

    ComponentFunc(ComponentInstance instance, String name, Callee callee) {
        this.instance = instance;
        this.name = name;
        this.callee = callee;
    }

    /** Its name: with the name of its interface, if it is of one. */
    public String name() {
        return name;
    }

    /** Its type. */
    public FunctionType type() {
        return callee.plan().type();
    }

    /**
     * Calls the function with arguments as Java values of their types.
     *
     * @return the result; null if the function has none
     * @throws IllegalArgumentException if number or types of the arguments are wrong, naming the place within the value; nothing has
     *                                  been done then
     * @throws dev.vespula.Trap         if the execution traps; the instance cannot be called again
     * @throws RuntimeException         whatever a host function threw
     */
    public @Nullable Object call(Object... args) {
        callee.plan().checkArguments(args, callee::resource);
        FromHost call = new FromHost(args);
        try {
            callee.call(call);
        } catch (PendingAnswer pending) {
            throw pending.cannotWait();
        }
        return call.result();
    }

    /**
     * Calls the function so that it can pause: when fuel runs out, or when a host function asks for it with
     * {@link HostCall#suspend}. What a host function throws otherwise ends the call.
     *
     * @param args as for {@link #call}
     * @return {@link ComponentOutcome.Finished}, {@link PausedComponentCall.NeedsFuel} or {@link PausedComponentCall.InHost}
     * @throws IllegalArgumentException if number or types of the arguments are wrong
     * @throws dev.vespula.Trap         if the execution traps
     */
    public ComponentOutcome callResumable(Object... args) {
        if (!(callee instanceof LiftedFunction lifted)) {
            return new ComponentOutcome.Finished(call(args));
        }
        lifted.plan().checkArguments(args, lifted::resource);
        FromHost call = new FromHost(args);
        LiftedFunction.Activation activation = lifted.begin(call);
        return PausedComponentCall.outcome(instance, activation, call, activation.run());
    }

    /** Calls the function on the common pool: see {@link #callAsync(Executor, Object...)}. */
    public CompletableFuture<@Nullable Object> callAsync(Object... args) {
        return callAsync(ForkJoinPool.commonPool(), args);
    }

    /**
     * Calls the function without holding a thread while it waits for an {@link AsyncComponentHostFunction}: the call is suspended, and
     * goes on in the executor when the result is there. Asynchronous calls of one store take turns, those of core functions too; but
     * an instance that waits cannot be entered, as with every paused call: a second call of it then traps.
     *
     * <p>The future is completed whatever happens, as that of {@link dev.vespula.Func#callAsync(Executor, Object...)}: exceptionally by
     * arguments of the wrong types, running out of fuel, deadlines, traps, what host functions throw, a stage that is null or gives
     * something else than the result, an executor that refuses. Cancelling it gives the call up: at once where it waits, or else at
     * its next wait. The instance cannot be called any more then.
     *
     * @param executor where the component runs; it may run it at once in the thread that asks
     * @param args     as for {@link #call}
     * @return the result; null if the function has none
     */
    public CompletableFuture<@Nullable Object> callAsync(Executor executor, Object... args) {
        Object[] given = args.clone();
        return instance.assembly().store().inTurns(executor, () -> callee instanceof HostCallee host ? WaitingComponentCall
                .ofHost(host, given)
                : WaitingComponentCall.step(callResumable(given)));
    }

    Callee callee() {
        return callee;
    }

    @Override
    public String toString() {
        return name + ": " + type();
    }
}
