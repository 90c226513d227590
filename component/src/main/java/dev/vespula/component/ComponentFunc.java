package dev.vespula.component;

import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.types.FunctionType;

/** A function of an instance of a component. Belongs to a store, and so to one thread at a time. */
public final class ComponentFunc {
    private final String name;
    private final Callee callee;

    ComponentFunc(String name, Callee callee) {
        this.name = name;
        this.callee = callee;
    }

    /** Its name: with the name of its interface, if it is of one. */
    public String name() {
        return name;
    }

    /** Its type. */
    public FunctionType type() {
        return callee.plan().type();
    }

    /**
     * Calls the function with arguments as Java values of their types.
     *
     * @return the result; null if the function has none
     * @throws IllegalArgumentException if number or types of the arguments are wrong, naming the place within the value; nothing has
     *                                  been done then
     * @throws dev.vespula.Trap         if the execution traps; the instance cannot be called again
     * @throws RuntimeException         whatever a host function threw
     */
    public Object call(Object... args) {
        callee.plan().checkArguments(args, callee::resource);
        FromHost call = new FromHost(args);
        callee.call(call);
        return call.result();
    }

    /**
     * Calls the function so that it can pause: when fuel runs out, or when a host function asks for it with
     * {@link HostCall#suspend}. What a host function throws otherwise ends the call.
     *
     * @param args as for {@link #call}
     * @return {@link ComponentOutcome.Finished}, {@link PausedComponentCall.NeedsFuel} or {@link PausedComponentCall.InHost}
     * @throws IllegalArgumentException if number or types of the arguments are wrong
     * @throws dev.vespula.Trap         if the execution traps
     */
    public ComponentOutcome callResumable(Object... args) {
        if (!(callee instanceof LiftedFunction lifted)) {
            return new ComponentOutcome.Finished(call(args));
        }
        lifted.plan().checkArguments(args, lifted::resource);
        FromHost call = new FromHost(args);
        LiftedFunction.Activation activation = lifted.begin(call);
        return PausedComponentCall.outcome(activation, call, activation.run());
    }

    Callee callee() {
        return callee;
    }

    @Override
    public String toString() {
        return name + ": " + type();
    }
}
