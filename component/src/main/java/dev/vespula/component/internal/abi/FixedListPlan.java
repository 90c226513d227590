package dev.vespula.component.internal.abi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists of one length: their elements one behind the other. */
final class FixedListPlan extends ValuePlan {
    private final ListShape shape;
    private final ValuePlan element;
    private final int length;

    FixedListPlan(Place place, ListShape shape, ValuePlan element, int length) {
        super(place);
        this.shape = shape;
        this.element = element;
        this.length = length;
    }

    @Override
    void check(Object value, ValuePath path) {
        Collection<?> elements = shape.elements(value, path);
        if (elements.size() != length) {
            throw path.wrong("a list of length " + length + " cannot have " + elements.size() + " elements");
        }
        int index = 0;
        for (Object member : elements) {
            element.check(member, path.element(index++));
        }
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(element.lift(from, values));
        }
        return shape.value(list);
    }

    @Override
    Object load(Lifting from, long address) {
        from.charge(8L * length);
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(element.load(from, address + (long) i * element.size()));
        }
        return shape.value(list);
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        Object[] members = shape.elements(value, null).toArray();
        if (members.length != length) {
            throw Elements.changed();
        }
        for (Object member : members) {
            element.lower(to, member, values);
        }
    }

    @Override
    void store(Lowering to, Object value, long address) {
        new Elements(shape.elements(value, null), length).store(to, element, address);
    }
}
