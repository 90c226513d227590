package dev.vespula.component.internal.abi;

import dev.vespula.Caller;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;

/** A function of a component, or of the host, as components call it. */
public interface Callee {
    /** How it is called; its type has the resource types of whoever defines it. */
    FunctionPlan plan();

    /** What a resource type in its type stands for. */
    ResourceClass resource(ResourceType token);

    /**
     * Calls it.
     *
     * @param call gives the arguments when the callee has been entered, and takes the result before it is left
     */
    void call(Call call);

    /** What a callee needs of its caller. */
    interface Call {
        /** How values are passed: that of the callee, or one for other Java classes. */
        default FunctionPlan plan(FunctionPlan ofCallee) {
            return ofCallee;
        }

        /** The instance that calls; null for the host. */
        default ComponentState guest() {
            return null;
        }

        /** The engine's caller, for host functions; null if the host calls. */
        Caller<?> caller();

        /** Whether the call can be suspended until its result is there. */
        default boolean canSuspend() {
            return false;
        }

        /** The arguments. Asked for once. */
        Object[] arguments();

        /** Takes the result; null if there is none. Called once. */
        void deliver(Object result);
    }
}
