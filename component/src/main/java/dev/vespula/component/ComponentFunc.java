package dev.vespula.component;

import dev.vespula.Caller;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.Lifting;
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
        callee.plan().checkArguments(args);
        FromHost call = new FromHost(args);
        callee.call(call, null);
        return call.result;
    }

    Callee callee() {
        return callee;
    }

    @Override
    public String toString() {
        return name + ": " + type();
    }

    private static final class FromHost implements Callee.Call {
        private final Object[] arguments;
        private Object result;

        FromHost(Object[] arguments) {
            this.arguments = arguments;
        }

        @Override
        public Lifting.Receiver party() {
            return Lifting.Receiver.HOST;
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
}
