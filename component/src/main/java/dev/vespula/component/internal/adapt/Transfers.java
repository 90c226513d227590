package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.component.internal.runtime.Lends;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.Task;

/**
 * Moves and lends handles between the tables of two instances, for one adapter. As its callee cannot be entered again before it
 * returns, there is never more than one call.
 */
final class Transfers {
    private final ComponentState caller;
    private final ComponentState callee;
    private final Lends lends = new Lends();
    private Task task = new Task();

    Transfers(ComponentState caller, ComponentState callee) {
        this.caller = caller;
        this.callee = callee;
    }

    int give(ResourceClass type, int handle) {
        return move(type, handle, caller, callee);
    }

    int take(ResourceClass type, int handle) {
        return move(type, handle, callee, caller);
    }

    private static int move(ResourceClass type, int handle, ComponentState from, ComponentState to) {
        return to.handles().own(type, from.handles().take(handle, type).representation());
    }

    int lend(ResourceClass type, int index) {
        Handle handle = caller.handles().get(index, type);
        lends.add(handle);
        if (type.implementer() == callee) {
            return (Integer) handle.representation();
        }
        return callee.handles().borrow(type, handle.representation(), task);
    }

    void returned() {
        task.checkReturned();
        task = new Task();
    }

    void delivered() {
        lends.end();
    }
}
