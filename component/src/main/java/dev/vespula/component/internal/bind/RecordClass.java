package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.RecordShape;
import dev.vespula.component.internal.abi.ValuePath;
import java.util.List;

/**
 * Records of the user, for records and tuples.
 *
 * @param order the component for each member
 * @param names of the members; null for those of tuples, which have none
 */
record RecordClass(RecordMembers record, int[] order, List<String> names) implements RecordShape {

    @Override
    public Object[] members(Object value, ValuePath path) {
        if (!record.type().isInstance(value)) {
            throw path.wrong(value, record.type().getSimpleName());
        }
        Object[] members = new Object[order.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = record.read(order[i], value);
        }
        return members;
    }

    @Override
    public Object value(Object[] members) {
        Object[] components = new Object[members.length];
        for (int i = 0; i < members.length; i++) {
            components[order[i]] = members[i];
        }
        return record.make(components);
    }

    @Override
    public ValuePath member(ValuePath path, int index) {
        return names == null ? path.element(index) : path.field(names.get(index));
    }
}
