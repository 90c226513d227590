package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.FunctionPlan;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A method of the user for an imported function. */
public final class HostMethod {
    private final FunctionBinding function;
    /** Null for methods of resources. */
    private final Object receiver;

    HostMethod(FunctionBinding function, Object receiver) {
        this.function = function;
        this.receiver = receiver;
    }

    FunctionBinding function() {
        return function;
    }

    /**
     * Compares with what resources are in an instance.
     *
     * @return what does not fit, a line each
     */
    public List<String> check(Function<ResourceType, ResourceClass> actual) {
        List<String> mismatches = new ArrayList<>();
        function.check(actual, mismatches);
        return mismatches;
    }

    /** How arguments and result are passed. */
    public FunctionPlan plan() {
        return function.plan();
    }

    /**
     * Calls it.
     *
     * @param call a {@link dev.vespula.component.HostCall}
     */
    public Object call(Object call, Object[] arguments) {
        return function.call(receiver, call, arguments);
    }
}
