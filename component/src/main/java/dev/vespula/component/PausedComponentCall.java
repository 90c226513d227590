package dev.vespula.component;

import dev.vespula.CallOutcome;
import dev.vespula.OutOfFuel;
import dev.vespula.ReferenceCodec;
import dev.vespula.SnapshotException;
import dev.vespula.StoppedInHost;
import dev.vespula.SuspendedCall;
import dev.vespula.Trap;
import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredSuspension;
import dev.vespula.component.internal.runtime.UserCode;
import dev.vespula.component.internal.snapshot.PausedState;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a component's function that paused, and can go on once. The instance cannot be called until it has ended; if it is
 * closed instead, the instance can never be called again, as after a trap.
 *
 * @see ComponentOutcome
 */
public abstract sealed class PausedComponentCall implements ComponentOutcome, AutoCloseable {
    private final ComponentInstance instance;
    private final LiftedFunction.Activation activation;
    private final FromHost call;
    private final SuspendedCall core;

    private PausedComponentCall(ComponentInstance instance, LiftedFunction.Activation activation, FromHost call,
            SuspendedCall core) {
        this.instance = instance;
        this.activation = activation;
        this.call = call;
        this.core = core;
    }

    /** Runs a call up to its end, or to where it pauses. */
    static ComponentOutcome outcome(ComponentInstance instance, LiftedFunction.Activation activation, FromHost call,
            CallOutcome core) {
        if (core instanceof CallOutcome.Finished finished) {
            activation.finish(finished);
            return new Finished(call.result());
        }
        if (core instanceof OutOfFuel fuel) {
            return new NeedsFuel(instance, activation, call, fuel);
        }
        StoppedInHost host = (StoppedInHost) core;
        if (host.cause() instanceof LoweredSuspension suspension && suspension.function().func() == host.hostFunction()) {
            return new InHost(instance, activation, call, host, suspension);
        }
        host.close();
        activation.end();
        throw thrown(host.cause());
    }

    /** What a host function threw, as it is. */
    private static RuntimeException thrown(Exception cause) {
        if (cause instanceof LoweredSuspension inner) {
            return new IllegalStateException(
                    "a host function that pauses was called by a component which another one had called: only"
                            + " the outermost call can pause", inner);
        }
        return UserCode.thrown(cause);
    }

    /** A call that was paused when a snapshot was made. */
    static PausedComponentCall restored(ComponentInstance instance, PausedState state, SuspendedCall core) {
        FromHost call = state.call();
        boolean isOfFunction = core.function() == state.activation().function().core();
        if (isOfFunction && core instanceof OutOfFuel fuel && state.suspension() == null) {
            return new NeedsFuel(instance, state.activation(), call, fuel);
        }
        if (isOfFunction && core instanceof StoppedInHost host && state.suspension() != null
                && state.suspension().function().func() == host.hostFunction()) {
            return new InHost(instance, state.activation(), call, host, state.suspension());
        }
        throw new SnapshotException(SnapshotException.Reason.CORRUPT,
                "the snapshot was changed or damaged: the call waits for something else than its component says");
    }

    /** A snapshot of it. */
    final ComponentSnapshot capture(ReferenceCodec codec) {
        checkUnspent();
        return ComponentSnapshot.of(instance, new PausedState(activation, call, suspension()), core, codec);
    }

    final void checkUnspent() {
        if (core.isSpent()) {
            throw new IllegalStateException("the call was continued or closed already");
        }
        if (instance.assembly().isEnded()) {
            throw new IllegalStateException("the instance was closed");
        }
    }

    /** Where it waits for the host; null if it does not. */
    LoweredSuspension suspension() {
        return null;
    }

    final ComponentOutcome next(Supplier<CallOutcome> resume) {
        return outcome(instance, activation, call, activation.goOn(resume));
    }

    /** Gives the call up. */
    @Override
    public final void close() {
        if (!core.isSpent()) {
            if (suspension() != null) {
                suspension().giveUp();
            }
            core.close();
            activation.end();
        }
    }

    /** The store has no fuel left. */
    public static final class NeedsFuel extends PausedComponentCall {
        private final OutOfFuel core;

        private NeedsFuel(ComponentInstance instance, LiftedFunction.Activation activation, FromHost call, OutOfFuel core) {
            super(instance, activation, call, core);
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
            checkUnspent();
            return next(core::resume);
        }
    }

    /** A host function asked for it with {@link HostCall#suspend}. */
    public static final class InHost extends PausedComponentCall {
        private final StoppedInHost core;
        private final LoweredSuspension suspension;

        private InHost(ComponentInstance instance, LiftedFunction.Activation activation, FromHost call, StoppedInHost core,
                LoweredSuspension suspension) {
            super(instance, activation, call, core);
            this.core = core;
            this.suspension = suspension;
        }

        /**
         * What was handed to {@link HostCall#suspend}; of an {@link AsyncComponentHostFunction} the stage that gives its result.
         */
        public @Nullable Object payload() {
            return suspension.payload();
        }

        @Override
        LoweredSuspension suspension() {
            return suspension;
        }

        /**
         * Goes on as if the host function had returned this.
         *
         * @param result as a Java value of the type of its result; null if it has none
         * @throws IllegalArgumentException if it is none; the call can still be resumed
         * @throws IllegalStateException    if the call was continued or closed already
         * @throws Trap                     if the execution traps
         */
        public ComponentOutcome resume(@Nullable Object result) {
            checkUnspent();
            suspension.check(result);
            Object[] results;
            try {
                results = suspension.deliver(result);
            } catch (RuntimeException | Error failure) {
                // The guest's allocator ran: there is no second time.
                close();
                throw failure;
            }
            return next(() -> core.resume(results));
        }
    }
}
