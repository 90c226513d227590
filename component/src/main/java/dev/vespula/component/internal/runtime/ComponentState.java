package dev.vespula.component.internal.runtime;

import dev.vespula.component.types.ResourceType;
import java.util.HashMap;
import java.util.Map;

/** An instance of a component while it runs. Belongs to one store, and so to one thread. CanonicalABI.md, "Runtime State". */
public final class ComponentState {
    private final ComponentState parent;
    private final HandleTable handles = new HandleTable();
    private final Map<ResourceType, ResourceClass> resources = new HashMap<>();
    private boolean mayEnter = true;
    private boolean mayLeave = true;
    private long context0;
    private long context1;
    private int backpressure;

    /** @param parent the instance within which it was made; null for one that the host made */
    public ComponentState(ComponentState parent) {
        this.parent = parent;
    }

    /** Its handles. */
    public HandleTable handles() {
        return handles;
    }

    // ---- resource types

    /** Says what a resource type stands for here. */
    public void define(ResourceType token, ResourceClass type) {
        resources.put(token, type);
    }

    /** What a resource type stands for here. */
    public ResourceClass resource(ResourceType token) {
        return resources.get(token);
    }

    // ---- entering and leaving

    /**
     * Enters the instance, and those around it, for a call. What is entered stays so if the call ends by a trap: it can never
     * be entered again.
     *
     * @param caller the instance that calls; null for the host
     */
    public void enter(ComponentState caller) {
        if (caller != null && (caller.isWithin(this) || isWithin(caller))) {
            throw BorderTraps.cannotEnter();
        }
        for (ComponentState state = this; state != null && !(caller != null && caller.isWithin(state)); state = state.parent) {
            if (!state.mayEnter) {
                throw BorderTraps.cannotEnter();
            }
        }
        setMayEnter(caller, false);
    }

    /** Leaves it again, when the call has returned. */
    public void leave(ComponentState caller) {
        setMayEnter(caller, true);
    }

    private void setMayEnter(ComponentState caller, boolean may) {
        for (ComponentState state = this; state != null && !(caller != null && caller.isWithin(state)); state = state.parent) {
            state.mayEnter = may;
        }
    }

    private boolean isWithin(ComponentState other) {
        for (ComponentState state = this; state != null; state = state.parent) {
            if (state == other) {
                return true;
            }
        }
        return false;
    }

    /** Traps if the instance must not call anything. */
    public void checkMayLeave() {
        if (!mayLeave) {
            throw BorderTraps.cannotLeave();
        }
    }

    /** Runs something of the instance that must not call out of it. After a trap it stays so. */
    public void confined(Runnable run) {
        boolean before = mayLeave;
        mayLeave = false;
        run.run();
        mayLeave = before;
    }

    // ---- the two slots of a thread

    /** The content of a slot, 0 or 1. */
    public long context(int slot) {
        return slot == 0 ? context0 : context1;
    }

    /** Sets a slot. */
    public void setContext(int slot, long value) {
        if (slot == 0) {
            context0 = value;
        } else {
            context1 = value;
        }
    }

    /** Runs something with slots of its own, which are zero at first. */
    public void withFreshContext(Runnable run) {
        long before0 = context0;
        long before1 = context1;
        context0 = 0;
        context1 = 0;
        run.run();
        context0 = before0;
        context1 = before1;
    }

    // ---- backpressure

    /** Calls that wait are to be held back, or not any more. */
    public void addBackpressure(int change) {
        backpressure += change;
        if (backpressure < 0 || backpressure > 0xFFFF) {
            throw BorderTraps.invalid("backpressure counter overflow");
        }
    }
}
