package dev.vespula.component;

import dev.vespula.AsyncStep;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.HostCallee;
import dev.vespula.component.internal.abi.PendingAnswer;
import java.util.concurrent.CompletionStage;

/** A call of a component that waits for an asynchronous function of the host. */
record WaitingComponentCall(PausedComponentCall.InHost paused) implements AsyncStep.Waiting<Object> {

    /** Where a call stands that ran for a while. */
    static AsyncStep<Object> step(ComponentOutcome outcome) {
        if (outcome instanceof ComponentOutcome.Finished finished) {
            return new Done<>(finished.result());
        }
        if (outcome instanceof PausedComponentCall.InHost host) {
            if (host.suspension().stage() != null) {
                return new WaitingComponentCall(host);
            }
            host.close();
            throw host.suspension().cannotPause();
        }
        ((PausedComponentCall) outcome).close();
        throw new Trap(TrapCode.OUT_OF_FUEL);
    }

    @Override
    public CompletionStage<?> stage() {
        return paused.suspension().stage();
    }

    @Override
    public AsyncStep<Object> resume(Object value) {
        return step(paused.resume(paused.suspension().result(value)));
    }

    @Override
    public void close() {
        paused.close();
    }

    /** Calls a function of the host that was exported again: it waits without any component. */
    static AsyncStep<Object> ofHost(HostCallee host, Object[] arguments) {
        host.plan().checkArguments(arguments, host::resource);
        FromHost call = new FromHost(arguments);
        try {
            host.call(call);
        } catch (PendingAnswer pending) {
            return new WaitingHostCall(host, call, pending.stage());
        }
        return new Done<>(call.result());
    }

    private record WaitingHostCall(HostCallee host, FromHost call, CompletionStage<?> stage) implements Waiting<Object> {
        @Override
        public AsyncStep<Object> resume(Object value) {
            host.answer(call, host.plan().type().result().isPresent() ? value : null);
            return new Done<>(call.result());
        }

        @Override
        public void close() {
            // The host has begun, and nothing else holds anything.
        }
    }
}
