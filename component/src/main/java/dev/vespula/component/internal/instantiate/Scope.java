package dev.vespula.component.internal.instantiate;

import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.runtime.ComponentState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The index spaces of an instance of a component while its definitions are executed; components within it keep it. */
public final class Scope {
    private final Scope around;
    private final ComponentState state;
    private final Map<Sort, List<Object>> spaces = new EnumMap<>(Sort.class);

    Scope(Scope around, ComponentState state) {
        this.around = around;
        this.state = state;
    }

    /** The instance. */
    ComponentState state() {
        return state;
    }

    /** The scope so many components outwards. */
    Scope outwards(int count) {
        Scope scope = this;
        for (int i = 0; i < count; i++) {
            scope = scope.around;
        }
        return scope;
    }

    /** Adds to an index space. */
    void add(Sort sort, Object what) {
        spaces.computeIfAbsent(sort, space -> new ArrayList<>()).add(what);
    }

    /** What has an index. */
    Object get(Sort sort, int index) {
        return spaces.get(sort).get(index);
    }

    int count(Sort sort) {
        List<Object> space = spaces.get(sort);
        return space == null ? 0 : space.size();
    }

    Func coreFunction(int index) {
        return (Func) get(Sort.CORE_FUNCTION, index);
    }

    Memory memory(int index) {
        return (Memory) get(Sort.CORE_MEMORY, index);
    }

    Module module(int index) {
        return (Module) get(Sort.CORE_MODULE, index);
    }

    @SuppressWarnings("unchecked")
    Map<String, Extern> coreInstance(int index) {
        return (Map<String, Extern>) get(Sort.CORE_INSTANCE, index);
    }

    @SuppressWarnings("unchecked")
    Map<String, Entity> instance(int index) {
        return (Map<String, Entity>) get(Sort.INSTANCE, index);
    }

    Entity.OfComponent component(int index) {
        return (Entity.OfComponent) get(Sort.COMPONENT, index);
    }

    Callee function(int index) {
        return (Callee) get(Sort.FUNCTION, index);
    }
}
