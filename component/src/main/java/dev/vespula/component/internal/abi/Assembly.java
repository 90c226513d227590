package dev.vespula.component.internal.abi;

import dev.vespula.Extern;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.component.internal.runtime.Loans;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.spi.StoreResident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that one instantiation by the host makes, in the order in which it is made. The same component makes the same things in the same
 * order again: so a snapshot knows them by their numbers.
 */
public final class Assembly implements StoreResident {
    private final Store<?> store;
    private final CoreInstances maker;
    private final List<Instance> instances = new ArrayList<>();
    private final List<ComponentState> states = new ArrayList<>();
    private final Set<ComponentState> stateSet = new HashSet<>();
    private final List<ResourceClass> resources = new ArrayList<>();
    private final Map<ResourceClass, Integer> resourceNumbers = new HashMap<>();
    private final List<LiftedFunction> lifted = new ArrayList<>();
    private final List<LoweredFunction> lowered = new ArrayList<>();
    private final List<Loans> loans = new ArrayList<>();
    private boolean isEnded;
    /** Whether a host function that has to wait may suspend the call that is under way; otherwise it holds its thread. */
    private boolean canSuspend;

    /** Makes core instances. */
    @FunctionalInterface
    public interface CoreInstances {
        /** An instance of a module with its imports in order. */
        Instance make(Module module, List<Extern> imports);
    }

    /** An assembly of which nothing has been made. */
    public Assembly(Store<?> store, CoreInstances maker) {
        this.store = store;
        this.maker = maker;
        store.add(this);
    }

    /** The store. */
    public Store<?> store() {
        return store;
    }

    /**
     * Ends all instances. Resources of the host that they owned are destroyed, and those of components that are not among them;
     * their own ones go with their memories.
     *
     * @throws RuntimeException what the first destructor threw that did; what others threw is suppressed in it
     */
    public void end() {
        List<Handle> owned = new ArrayList<>();
        states.forEach(state -> owned.addAll(state.end()));
        isEnded = true;
        RuntimeException failure = null;
        for (Handle handle : owned) {
            try {
                if (!has(handle.type().implementer())) {
                    handle.type().destroy(handle.representation(), null);
                }
            } catch (RuntimeException thrown) {
                if (failure == null) {
                    failure = thrown;
                } else {
                    failure.addSuppressed(thrown);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void storeCloses() {
        if (!isEnded) {
            end();
        }
    }

    /**
     * Says whether what runs from now on can be suspended.
     *
     * @return what was said before, which is to be said again when it has run
     */
    public boolean setCanSuspend(boolean can) {
        boolean before = canSuspend;
        canSuspend = can;
        return before;
    }

    /** Whether the instances have ended. */
    public boolean isEnded() {
        return isEnded;
    }

    /** Makes a core instance. */
    public Instance instance(Module module, List<Extern> imports) {
        Instance made = maker.make(module, imports);
        instances.add(made);
        return made;
    }

    /** The core instances. */
    public List<Instance> instances() {
        return instances;
    }

    /** Adds an instance of a component. */
    public ComponentState add(ComponentState state) {
        states.add(state);
        stateSet.add(state);
        return state;
    }

    /** Whether an instance is one of these; null, for the host, is none. */
    public boolean has(ComponentState state) {
        return stateSet.contains(state);
    }

    /** The instances of components; the outermost one is the first. */
    public List<ComponentState> states() {
        return states;
    }

    /** Adds a resource type that was imported or defined. */
    public void add(ResourceClass type) {
        if (resourceNumbers.putIfAbsent(type, resources.size()) == null) {
            resources.add(type);
        }
    }

    /** The place of a resource type among them; -1 if it is none of them. */
    public int number(ResourceClass type) {
        return resourceNumbers.getOrDefault(type, -1);
    }

    /** The resource types, each once. */
    public List<ResourceClass> resources() {
        return resources;
    }

    LiftedFunction add(LiftedFunction function) {
        lifted.add(function);
        return function;
    }

    /** The functions of its components. */
    public List<LiftedFunction> lifted() {
        return lifted;
    }

    void add(LoweredFunction function) {
        lowered.add(function);
    }

    /** The functions of the host, each as an instance calls it. */
    public List<LoweredFunction> lowered() {
        return lowered;
    }

    /** Adds what calls from one of its instances to another lend. */
    public Loans add(Loans added) {
        loans.add(added);
        return added;
    }

    /** What calls between its instances lend. */
    public List<Loans> loans() {
        return loans;
    }
}
