package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;
import java.util.concurrent.CompletionStage;
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
        Object call(Call call, Object[] arguments);
    }

    /** What an asynchronous one does. */
    @FunctionalInterface
    public interface AsyncBody {
        /** Called with arguments of the right types; begins the work. */
        CompletionStage<?> call(Call call, Object[] arguments);

        /** A body that tells its caller that the answer comes later. */
        default Body pending() {
            return (call, arguments) -> {
                CompletionStage<?> stage = call(call, arguments);
                if (stage == null) {
                    throw new NullPointerException("the asynchronous host function returned null, not a stage");
                }
                throw new PendingAnswer(stage);
            };
        }
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
        answer(call, body.call(call, call.arguments()));
    }

    /**
     * Ends a call with what the function gives, now or later.
     *
     * @throws IllegalArgumentException if it is no result of the function
     */
    public void answer(Call call, Object result) {
        plan.checkResult(result, resources);
        call.deliver(result);
    }
}
