package dev.vespula.component;

import dev.vespula.CallOutcome;
import dev.vespula.HostSuspended;
import dev.vespula.OutOfFuel;
import dev.vespula.SuspendedCall;
import dev.vespula.Trap;
import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredSuspension;
import dev.vespula.component.internal.runtime.UserCode;
import java.util.function.Supplier;

/**
 * A call of a component's function that paused, and can go on once. The instance cannot be called until it has ended; if it is
 * closed instead, the instance can never be called again, as after a trap.
 */
public abstract sealed class PausedComponentCall implements ComponentOutcome, AutoCloseable {
    private final LiftedFunction.Activation activation;
    private final FromHost call;
    private final SuspendedCall core;

    private PausedComponentCall(LiftedFunction.Activation activation, FromHost call, SuspendedCall core) {
        this.activation = activation;
        this.call = call;
        this.core = core;
    }

    /** Runs a call up to its end, or to where it pauses. */
    static ComponentOutcome outcome(LiftedFunction.Activation activation, FromHost call, CallOutcome core) {
        if (core instanceof CallOutcome.Finished finished) {
            activation.finish(finished);
            return new Finished(call.result());
        }
        if (core instanceof OutOfFuel fuel) {
            return new NeedsFuel(activation, call, fuel);
        }
        HostSuspended host = (HostSuspended) core;
        if (host.cause() instanceof LoweredSuspension suspension) {
            return new InHost(activation, call, host, suspension);
        }
        host.close();
        activation.end();
        // What a host function threw, as it is.
        throw UserCode.thrown(host.cause());
    }

    final ComponentOutcome next(Supplier<CallOutcome> resume) {
        if (core.isSpent()) {
            throw new IllegalStateException("the call was continued or closed already");
        }
        return outcome(activation, call, activation.goOn(resume));
    }

    /** Gives the call up. */
    @Override
    public final void close() {
        if (!core.isSpent()) {
            core.close();
            activation.end();
        }
    }

    /** The store has no fuel left. */
    public static final class NeedsFuel extends PausedComponentCall {
        private final OutOfFuel core;

        private NeedsFuel(LiftedFunction.Activation activation, FromHost call, OutOfFuel core) {
            super(activation, call, core);
            this.core = core;
        }

        /** The least fuel with which the call gets any further. */
        public long requiredFuel() {
            return core.requiredFuel();
        }

        /**
         * Goes on.
         *
         * @throws IllegalStateException if the call was continued or closed already
         * @throws Trap if the execution traps
         */
        public ComponentOutcome resume() {
            return next(core::resume);
        }
    }

    /** A host function asked for it with {@link HostCall#suspend}. */
    public static final class InHost extends PausedComponentCall {
        private final HostSuspended core;
        private final LoweredSuspension suspension;

        private InHost(LiftedFunction.Activation activation, FromHost call, HostSuspended core, LoweredSuspension suspension) {
            super(activation, call, core);
            this.core = core;
            this.suspension = suspension;
        }

        /** What was handed to {@link HostCall#suspend}. */
        public Object payload() {
            return suspension.request().payload();
        }

        /**
         * Goes on as if the host function had returned this.
         *
         * @param result as a Java value of the type of its result; null if it has none
         * @throws IllegalArgumentException if it is none; the call can still be resumed
         * @throws IllegalStateException    if the call was continued or closed already
         * @throws Trap                     if the execution traps
         */
        public ComponentOutcome resume(Object result) {
            if (core.isSpent()) {
                throw new IllegalStateException("the call was continued or closed already");
            }
            Object[] delivered = suspension.deliver(result);
            return next(() -> core.resume(delivered));
        }
    }
}
