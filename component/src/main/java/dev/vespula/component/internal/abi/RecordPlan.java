package dev.vespula.component.internal.abi;

import java.util.List;

/** Members one behind the other: records and tuples, which differ in their {@link RecordShape}. */
final class RecordPlan extends ValuePlan {
    private final RecordShape shape;
    private final List<ValuePlan> members;
    private final long[] offsets;

    /** Members at offsets. */
    RecordPlan(Place place, RecordShape shape, List<ValuePlan> members, long[] offsets) {
        super(place);
        this.shape = shape;
        this.members = members;
        this.offsets = offsets;
    }

    List<ValuePlan> members() {
        return members;
    }

    @Override
    void check(Object value, ValuePath path) {
        Object[] all = shape.members(value, path);
        for (int i = 0; i < all.length; i++) {
            members.get(i).check(all[i], shape.member(path, i));
        }
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
        return shape.value(liftAll(from, values));
    }

    @Override
    Object load(Lifting from, long address) {
        from.charge(16L * members.size());
        return shape.value(loadAll(from, address));
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        lowerAll(to, shape.members(value, null), values);
    }

    @Override
    void store(Lowering to, Object value, long address) {
        storeAll(to, shape.members(value, null), address);
    }
}
