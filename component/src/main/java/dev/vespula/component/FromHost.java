package dev.vespula.component;

import dev.vespula.Caller;
import dev.vespula.component.internal.abi.Callee;

/** A call that the host makes. */
final class FromHost implements Callee.Call {
    private final Object[] arguments;
    private Object result;

    FromHost(Object[] arguments) {
        this.arguments = arguments;
    }

    Object result() {
        return result;
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
