package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Names in an order in which each comes behind those it depends on. Of those that could come next the one that was written
 * first does, so that the order says nothing of how the dependencies are listed.
 */
final class DependencyOrder {
    private final String kind;
    private final List<String> names;
    private final List<List<Id>> dependencies;
    private final Map<String, Integer> indices = new HashMap<>();

    private DependencyOrder(String kind, Map<String, List<Id>> dependencies) {
        this.kind = kind;
        this.names = List.copyOf(dependencies.keySet());
        this.dependencies = List.copyOf(dependencies.values());
        for (String name : names) {
            indices.put(name, indices.size());
        }
    }

    /**
     * Orders names.
     *
     * @param kind what they name, for messages
     * @param dependencies of each name, in the order in which they are written
     */
    static List<String> of(String kind, Map<String, List<Id>> dependencies) {
        return new DependencyOrder(kind, dependencies).order();
    }

    private List<String> order() {
        int[] missing = new int[names.size()];
        List<List<Integer>> dependents = new ArrayList<>();
        names.forEach(name -> dependents.add(new ArrayList<>()));
        for (int i = 0; i < missing.length; i++) {
            for (Id dependency : dependencies.get(i)) {
                missing[i]++;
                dependents.get(index(dependency)).add(i);
            }
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        List<String> order = new ArrayList<>(missing.length);
        while (!ready.isEmpty()) {
            int next = ready.remove();
            order.add(names.get(next));
            for (int dependent : dependents.get(next)) {
                if (--missing[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        if (order.size() < missing.length) {
            throw cycle(missing);
        }
        return order;
    }

    private int index(Id id) {
        Integer index = indices.get(id.name());
        if (index == null) {
            throw WitError.invalid(id.place(), "there is no " + kind + " `" + PrintableName.of(id.name()) + "`");
        }
        return index;
    }

    /** The first thing that waits for another that waits as well. */
    private WitError cycle(int[] missing) {
        for (int i = 0; i < missing.length; i++) {
            for (Id dependency : dependencies.get(i)) {
                if (missing[i] > 0 && missing[index(dependency)] > 0) {
                    return WitError.invalid(dependency.place(),
                            kind + " `" + PrintableName.of(dependency.name()) + "` depends on itself");
                }
            }
        }
        throw new AssertionError("nothing waits");
    }
}
