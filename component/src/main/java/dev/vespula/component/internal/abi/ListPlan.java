package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.BorderTraps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists: a pointer and a length. In Java lists; maps are lists of pairs, in Java maps. */
final class ListPlan extends ValuePlan {
    private final ValuePlan element;
    private final Form form;

    /** What the values are in Java. */
    enum Form {
        LIST, MAP
    }

    ListPlan(Place place, ValuePlan element, Form form) {
        super(place);
        this.element = element;
        this.form = form;
    }

    @Override
    void check(Object value, ValuePath path) {
        Collection<?> elements = form == Form.MAP ? pairs(value, path) : elements(value, path);
        int index = 0;
        for (Object member : elements) {
            element.check(member, path.element(index++));
        }
        if ((long) elements.size() * element.size() > Lifting.MOST_BYTES) {
            throw path.wrong("a list of " + elements.size() + " elements is too long");
        }
    }

    private static Collection<?> elements(Object value, ValuePath path) {
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        throw path.wrong(value, "List");
    }

    private static Collection<?> pairs(Object value, ValuePath path) {
        if (!(value instanceof Map<?, ?> map)) {
            throw path.wrong(value, "Map");
        }
        List<List<Object>> pairs = new ArrayList<>(map.size());
        map.forEach((key, of) -> pairs.add(Arrays.asList(key, of)));
        return pairs;
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        long pointer = values.next();
        return read(from, pointer, (int) values.next());
    }

    @Override
    Object load(Lifting from, long address) {
        return read(from, from.guest.memory().readInt(address), from.guest.memory().readInt(address + 4));
    }

    private Object read(Lifting from, long pointer, int length) {
        long count = length & 0xFFFF_FFFFL;
        long address = from.pointer(pointer, count * element.size(), element.alignment(), "list");
        from.charge(8 * count);
        List<Object> list = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            list.add(element.load(from, address + (long) i * element.size()));
        }
        // Between guests a key may come twice.
        if (form == Form.LIST || from.isForGuest()) {
            return list;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object pair : list) {
            map.put(((List<?>) pair).get(0), ((List<?>) pair).get(1));
        }
        return map;
    }

    private Collection<?> checked(Object value) {
        return form == Form.MAP && value instanceof Map ? pairs(value, null) : elements(value, null);
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        Collection<?> elements = checked(value);
        values.put((int) write(to, elements));
        values.put(elements.size());
    }

    @Override
    void store(Lowering to, Object value, long address) {
        Collection<?> elements = checked(value);
        to.guest.memory().writeInt(address, (int) write(to, elements));
        to.guest.memory().writeInt(address + 4, elements.size());
    }

    private long write(Lowering to, Collection<?> elements) {
        long bytes = (long) elements.size() * element.size();
        if (bytes > Lifting.MOST_BYTES) {
            throw BorderTraps.invalid(to.words.contentOutside("list"));
        }
        long address = to.allocate(bytes, element.alignment());
        long next = address;
        for (Object member : elements) {
            element.store(to, member, next);
            next += element.size();
        }
        return address;
    }
}
