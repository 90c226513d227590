package dev.vespula.component.internal.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members one behind the other: records, in Java maps by name, and tuples, in Java lists. */
final class RecordPlan extends ValuePlan {
    /** Null for a tuple. */
    private final List<String> names;
    private final List<ValuePlan> members;
    private final int[] offsets;

    private RecordPlan(List<String> names, List<ValuePlan> members, int[] offsets, int size, int alignment) {
        super(FlatTypes.ofAll(members), size, alignment);
        this.names = names;
        this.members = members;
        this.offsets = offsets;
    }

    static RecordPlan ofRecord(List<String> names, List<ValuePlan> members) {
        return of(names, members);
    }

    static RecordPlan ofTuple(List<ValuePlan> members) {
        return of(null, members);
    }

    private static RecordPlan of(List<String> names, List<ValuePlan> members) {
        int[] offsets = new int[members.size()];
        int end = 0;
        int alignment = 1;
        for (int i = 0; i < offsets.length; i++) {
            ValuePlan member = members.get(i);
            offsets[i] = aligned(end, member.alignment());
            end = offsets[i] + member.size();
            alignment = Math.max(alignment, member.alignment());
        }
        return new RecordPlan(names, members, offsets, aligned(end, alignment), alignment);
    }

    /** The next multiple of a power of two. */
    static int aligned(int offset, int alignment) {
        return offset + alignment - 1 & -alignment;
    }

    List<ValuePlan> members() {
        return members;
    }

    @Override
    void check(Object value, ValuePath path) {
        if (names == null) {
            Object[] list = members(value, path);
            for (int i = 0; i < list.length; i++) {
                members.get(i).check(list[i], path.element(i));
            }
            return;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw path.wrong(value, "Map of the fields of a record");
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!map.containsKey(name)) {
                throw path.wrong("the field " + name + " is missing");
            }
            members.get(i).check(map.get(name), path.field(name));
        }
        if (map.size() > names.size()) {
            throw path.wrong("no field is called " + map.keySet().stream().filter(key -> !names.contains(key)).findFirst()
                    .orElseThrow());
        }
    }

    private Object[] members(Object value, ValuePath path) {
        Object[] list = value instanceof Collection<?> collection ? collection.toArray()
                : value instanceof Object[] array ? array : null;
        if (list == null) {
            throw path.wrong(value, "List of the members of a tuple");
        }
        if (list.length != members.size()) {
            throw path.wrong("a tuple of " + members.size() + " members cannot have " + list.length);
        }
        return list;
    }

    /** The members of a value in their order. */
    private Object[] inOrder(Object value) {
        if (value instanceof Map<?, ?> map && names != null) {
            return names.stream().map(map::get).toArray();
        }
        return value instanceof Collection<?> collection ? collection.toArray() : (Object[]) value;
    }

    private Object value(Object[] values) {
        if (names == null) {
            return new ArrayList<>(Arrays.asList(values));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(names.get(i), values[i]);
        }
        return map;
    }

    /** The members, from core values. */
    Object[] liftAll(Lifting from, FlatValues values) {
        Object[] lifted = new Object[members.size()];
        for (int i = 0; i < lifted.length; i++) {
            lifted[i] = members.get(i).lift(from, values);
        }
        return lifted;
    }

    /** The members, from a memory. */
    Object[] loadAll(Lifting from, long address) {
        Object[] loaded = new Object[members.size()];
        for (int i = 0; i < loaded.length; i++) {
            loaded[i] = members.get(i).load(from, address + offsets[i]);
        }
        return loaded;
    }

    void lowerAll(Lowering to, Object[] all, FlatValues values) {
        for (int i = 0; i < all.length; i++) {
            members.get(i).lower(to, all[i], values);
        }
    }

    void storeAll(Lowering to, Object[] all, long address) {
        for (int i = 0; i < all.length; i++) {
            members.get(i).store(to, all[i], address + offsets[i]);
        }
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        from.charge(16L * members.size());
        return value(liftAll(from, values));
    }

    @Override
    Object load(Lifting from, long address) {
        from.charge(16L * members.size());
        return value(loadAll(from, address));
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        lowerAll(to, inOrder(value), values);
    }

    @Override
    void store(Lowering to, Object value, long address) {
        storeAll(to, inOrder(value), address);
    }

}
