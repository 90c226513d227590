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
    private final HostObject host;

    HostMethod(FunctionBinding function, HostObject host) {
        this.function = function;
        this.host = host;
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

    /** On what it is called in an instantiation; null for methods of resources. */
    public Object receiver(HostObjects objects) {
        return host == null ? null : host.in(objects);
    }

    /**
     * Calls it.
     *
     * @param receiver one that {@link #receiver} gave
     * @param call a {@link dev.vespula.component.HostCall}
     */
    public Object call(Object receiver, Object call, Object[] arguments) {
        return function.call(receiver, call, arguments);
    }
}
