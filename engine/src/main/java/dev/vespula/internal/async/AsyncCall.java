package dev.vespula.internal.async;

import dev.vespula.AsyncStep;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.values.JavaValues;
import dev.vespula.types.FuncType;
import dev.vespula.types.RefType;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A call of a function as work that waits for asynchronous host functions. */
public final class AsyncCall implements Supplier<AsyncStep<Object[]>> {
    private final FunctionInstance function;
    private final Object[] args;
    /** The window, from the first stretch on. */
    private MachineStack stack;

    /** A call that has not begun. */
    public AsyncCall(FunctionInstance function, Object[] args) {
        this.function = function;
        this.args = args;
    }

    @Override
    public AsyncStep<Object[]> get() {
        stack = Invocation.begin(function, args);
        return settle(PausedCall.begin(function, stack));
    }

    private AsyncStep<Object[]> settle(PausedCall paused) {
        if (paused == null) {
            return new AsyncStep.Done<>(results());
        }
        try {
            if (!(paused.suspension instanceof Suspension.InHost host)) {
                throw new Trap(TrapCode.OUT_OF_FUEL);
            }
            CompletionStage<?> stage = function.store.engine.api.awaited(host.cause(), host.function());
            if (stage != null) {
                return new Wait(paused, host, stage);
            }
            throw host.cause();
        } catch (Exception failure) {
            paused.close();
            throw HostFailure.<RuntimeException>thrown(failure);
        }
    }

    private Object[] results() {
        try {
            return stack.results(function.signature);
        } finally {
            Invocation.end(stack, function);
        }
    }

    /** The call waits for the stage of a host function. */
    private final class Wait implements AsyncStep.Waiting<Object[]> {
        private final PausedCall paused;
        private final Suspension.InHost host;
        private final CompletionStage<?> stage;

        Wait(PausedCall paused, Suspension.InHost host, CompletionStage<?> stage) {
            this.paused = paused;
            this.host = host;
            this.stage = stage;
        }

        @Override
        public CompletionStage<?> stage() {
            return stage;
        }

        @Override
        public AsyncStep<Object[]> resume(Object value) {
            return settle(paused.resume(results(ExternTypes.of(host.function()), value)));
        }

        /** The code that waits may catch an exception of the store; whatever else happened fails the call. */
        @Override
        public boolean takes(Throwable failure) {
            return paused.belongs(failure);
        }

        @Override
        public AsyncStep<Object[]> resumeThrowing(Throwable failure) {
            return settle(paused.resumeThrowing((RuntimeException) failure));
        }

        @Override
        public void close() {
            paused.close();
        }
    }

    private static Object[] results(FuncType type, Object value) {
        int count = type.results().size();
        if (count == 0) {
            return new Object[0];
        }
        boolean isReference = count == 1 && type.results().get(0) instanceof RefType;
        if (value instanceof Object[] values && !isReference) {
            return values;
        }
        if (count == 1) {
            return new Object[] {value};
        }
        throw new IllegalArgumentException("the asynchronous host function of type " + type
                + " completes with an Object[] of " + count + " results, not with " + JavaValues.describe(value));
    }
}
