package dev.vespula.component.internal.abi;

import dev.vespula.Caller;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;
import java.util.function.Function;

/** A function of the host, as components call it. */
public final class HostCallee implements Callee {
    private final FunctionPlan plan;
    private final Body body;
    private final Function<ResourceType, ResourceClass> resources;

    /** What it does. */
    @FunctionalInterface
    public interface Body {
        /** Called with arguments of the right types; the result is checked. */
        Object call(Caller<?> caller, Object[] arguments);
    }

    /**
     * A host function of a type.
     *
     * @param resources what resource types in its type stand for
     */
    public HostCallee(FunctionPlan plan, Function<ResourceType, ResourceClass> resources, Body body) {
        this.plan = plan;
        this.body = body;
        this.resources = resources;
    }

    @Override
    public FunctionPlan plan() {
        return plan;
    }

    @Override
    public ResourceClass resource(ResourceType token) {
        return resources.apply(token);
    }

    @Override
    public void call(Call call) {
        Object result = body.call(call.caller(), call.arguments());
        plan.checkResult(result, resources);
        call.deliver(result);
    }
}
