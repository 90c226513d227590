package dev.vespula.component.internal.runtime;

import dev.vespula.Global;
import dev.vespula.LimitException;
import dev.vespula.Store;
import dev.vespula.component.types.ResourceType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of a component while it runs. Belongs to one store, and so to one thread. CanonicalABI.md, "Runtime State". */
public final class ComponentState {
    /** The most instances that come to exist with one that the host makes: tools make some hundred at most. */
    public static final int MOST_INSTANCES = 10_000;
    /** The most definitions that are executed for them: about a second. */
    private static final long MOST_DEFINITIONS = 10_000_000;
    /** The most that the counter of backpressure may be. */
    public static final int MOST_BACKPRESSURE = 0xFFFF;

    private final ComponentState parent;
    private final HandleTable handles = new HandleTable();
    private final Map<ResourceType, ResourceClass> resources = new HashMap<>();
    private final InstanceFlags flags;
    /** The two slots of a thread; null if the component has no use for them. */
    private final Global context0;
    private final Global context1;
    private int backpressure;
    /** Of the outermost one: itself and those within it. */
    private int instances;
    /** The definitions of all these. */
    private long definitions;

    /**
     * An instance that nobody has entered.
     *
     * @param parent the instance within which it was made; null for one that the host made
     * @param usesSlots whether the component has a use for the slots of a thread
     */
    public ComponentState(Store<?> store, ComponentState parent, UsesSlots usesSlots) {
        this.parent = parent;
        this.flags = new InstanceFlags(store);
        this.context0 = usesSlots == UsesSlots.YES ? slot(store) : null;
        this.context1 = usesSlots == UsesSlots.YES ? slot(store) : null;
    }

    private static Global slot(Store<?> store) {
        return Global.of(store, new GlobalType(NumType.I64, true), 0L);
    }

    /** Whether a component has a use for the slots of a thread: whether it asks for their content. */
    public enum UsesSlots {
        YES, NO
    }

    /** Whether it may be entered and left. */
    public InstanceFlags flags() {
        return flags;
    }

    /** Its handles. */
    public HandleTable handles() {
        return handles;
    }

    // ---- making

    /**
     * Counts an instance that is about to be made: a component of some hundred bytes can ask for any number, each of which has
     * the one before twice.
     *
     * @param definitions how many it has
     * @throws LimitException if there are too many within the outermost one
     */
    public void countMaking(int definitions) {
        ComponentState outermost = this;
        while (outermost.parent != null) {
            outermost = outermost.parent;
        }
        outermost.instances++;
        outermost.definitions += definitions;
        if (outermost.instances > MOST_INSTANCES || outermost.definitions > MOST_DEFINITIONS) {
            throw new LimitException("a component cannot have more than " + MOST_INSTANCES + " instances within it, with "
                    + MOST_DEFINITIONS + " definitions together", -1);
        }
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

    /** Whether a call of it is under way, paused, or has trapped; or it has ended. */
    public boolean isEntered() {
        return flags.has(InstanceFlags.ENTERED | InstanceFlags.ENDED);
    }

    /** This instance and those around it, outwards. */
    private List<ComponentState> withParents() {
        List<ComponentState> all = new ArrayList<>(2);
        for (ComponentState state = this; state != null; state = state.parent) {
            all.add(state);
        }
        return all;
    }

    /**
     * Enters the instance, and those around it that do not contain the caller. What is entered stays so if the call ends by a trap:
     * it can never be entered again.
     *
     * @param caller null for the host
     */
    public void enter(ComponentState caller) {
        checkMayEnter(caller).forEach(state -> state.flags.set(InstanceFlags.ENTERED));
    }

    /** Traps if {@link #enter} would; gives what would be entered. */
    List<ComponentState> checkMayEnter(ComponentState caller) {
        List<ComponentState> entered = enteredFrom(caller);
        if (entered.isEmpty() || entered.stream().anyMatch(ComponentState::isEntered)) {
            throw BorderTraps.cannotEnter();
        }
        return entered;
    }

    /** Leaves it again, when the call has returned. */
    public void leave(ComponentState caller) {
        enteredFrom(caller).forEach(state -> state.flags.clear(InstanceFlags.ENTERED));
    }

    /**
     * The instances that a call enters: this one, and those around it that do not contain the caller. Empty if there can be no
     * such call, because one contains the other.
     *
     * @param caller null for the host
     */
    public List<ComponentState> enteredFrom(ComponentState caller) {
        if (caller == null) {
            return withParents();
        }
        if (caller.isWithin(this) || isWithin(caller)) {
            return List.of();
        }
        List<ComponentState> entered = new ArrayList<>(1);
        for (ComponentState state = this; state != null && !caller.isWithin(state); state = state.parent) {
            entered.add(state);
        }
        return entered;
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
        if (flags.has(InstanceFlags.CONFINED)) {
            throw BorderTraps.cannotLeave();
        }
    }

    /** Runs something of the instance that must not call out of it. After a trap it stays so. */
    public void confined(Runnable run) {
        if (flags.has(InstanceFlags.CONFINED)) {
            run.run();
            return;
        }
        flags.set(InstanceFlags.CONFINED);
        run.run();
        flags.clear(InstanceFlags.CONFINED);
    }

    /**
     * Ends the instance: it can never be entered again, though a call that is under way may return.
     *
     * @return the resources that it owned and that are not its own kind, each once
     */
    public List<Handle> end() {
        flags.set(InstanceFlags.ENDED);
        return handles.clear().stream().filter(handle -> handle.owns() && handle.type().implementer() != this).toList();
    }

    // ---- the two slots of a thread

    /** A slot, 0 or 1; null if the component has no use for it. */
    public Global context(int slot) {
        return slot == 0 ? context0 : context1;
    }

    /** What is in the slots; null if there is none. */
    public long[] takeContext() {
        if (context0 == null) {
            return null;
        }
        long[] content = {context0.i64(), context1.i64()};
        context0.setI64(0);
        context1.setI64(0);
        return content;
    }

    /** Puts back what was taken. */
    public void putContext(long[] content) {
        if (content != null) {
            context0.setI64(content[0]);
            context1.setI64(content[1]);
        }
    }

    /** Runs something with slots of its own, which are zero at first. */
    public void withFreshContext(Runnable run) {
        long[] before = takeContext();
        run.run();
        putContext(before);
    }

    // ---- backpressure

    /** How often calls that wait were asked to be held back. */
    public int backpressure() {
        return backpressure;
    }

    /** Calls that wait are to be held back, or not any more. */
    public void addBackpressure(int change) {
        backpressure += change;
        if (backpressure < 0 || backpressure > MOST_BACKPRESSURE) {
            throw BorderTraps.invalid("backpressure counter overflow");
        }
    }
}
