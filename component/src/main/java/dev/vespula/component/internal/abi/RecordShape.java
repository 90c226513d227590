package dev.vespula.component.internal.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What records and tuples are in Java. */
public interface RecordShape {
    /**
     * The members of a value, in the order of the type.
     *
     * @param path where it is; null if it was checked
     */
    Object[] members(Object value, ValuePath path);

    /** A value of members in the order of the type. */
    Object value(Object[] members);

    /** Where a member is. */
    ValuePath member(ValuePath path, int index);

    /** Tuples: lists; arrays are taken too. */
    record OfTuple(int count) implements RecordShape {
        @Override
        public Object[] members(Object value, ValuePath path) {
            Object[] list = value instanceof Collection<?> collection ? collection.toArray()
                    : value instanceof Object[] array ? array : null;
            if (list == null) {
                throw path.wrong(value, "List of the members of a tuple");
            }
            if (list.length != count) {
                throw path.wrong("a tuple of " + count + " members cannot have " + list.length);
            }
            return list;
        }

        @Override
        public Object value(Object[] members) {
            return new ArrayList<>(Arrays.asList(members));
        }

        @Override
        public ValuePath member(ValuePath path, int index) {
            return path.element(index);
        }
    }

    /** Records: maps by the names of the fields. */
    record OfMap(List<String> names) implements RecordShape {
        @Override
        public Object[] members(Object value, ValuePath path) {
            if (!(value instanceof Map<?, ?> map)) {
                throw path.wrong(value, "Map of the fields of a record");
            }
            Object[] members = new Object[names.size()];
            for (int i = 0; i < members.length; i++) {
                members[i] = map.get(names.get(i));
                if (members[i] == null) {
                    throw path.wrong("the field " + names.get(i) + " is missing");
                }
            }
            if (map.size() > members.length) {
                throw path.wrong("no field is called " + map.keySet().stream().filter(key -> !names.contains(key)).findFirst()
                        .orElseThrow());
            }
            return members;
        }

        @Override
        public Object value(Object[] members) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < members.length; i++) {
                map.put(names.get(i), members[i]);
            }
            return map;
        }

        @Override
        public ValuePath member(ValuePath path, int index) {
            return path.field(names.get(index));
        }
    }
}
