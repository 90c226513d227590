package dev.vespula.component.internal.abi;

import dev.vespula.Caller;

/** A call that the host makes. */
public final class FromHost implements Callee.Call {
    private final FunctionPlan plan;
    private final Object[] arguments;
    private Object result;

    /** A call with values as the callee has them. */
    public FromHost(Object[] arguments) {
        this(null, arguments);
    }

    /** A call with values of other Java classes, which a plan is for; null for those of the callee. */
    public FromHost(FunctionPlan plan, Object[] arguments) {
        this.plan = plan;
        this.arguments = arguments;
    }

    /** What was returned. */
    public Object result() {
        return result;
    }

    @Override
    public FunctionPlan plan(FunctionPlan ofCallee) {
        return plan == null ? ofCallee : plan;
    }

    @Override
    public Caller<?> caller() {
        return null;
    }

    @Override
    public Object[] arguments() {
        return arguments;
    }

    @Override
    public void deliver(Object value) {
        result = value;
    }
}
