package dev.vespula.component.internal.abi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists and maps: a pointer and a length. What they are in Java says their {@link ListShape}. */
final class ListPlan extends ValuePlan {
    private final ListShape shape;
    private final ValuePlan element;

    ListPlan(Place place, ListShape shape, ValuePlan element) {
        super(place);
        this.shape = shape;
        this.element = element;
    }

    @Override
    void check(Object value, ValuePath path) {
        Collection<?> elements = shape.elements(value, path);
        int index = 0;
        for (Object member : elements) {
            element.check(member, path.element(index++));
        }
        if ((long) elements.size() * element.size() > Lifting.MOST_BYTES) {
            throw path.wrong("a list of " + elements.size() + " elements is too long");
        }
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
        return shape.value(list);
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        Elements elements = Elements.of(shape.elements(value, null));
        values.put((int) write(to, elements));
        values.put(elements.count());
    }

    @Override
    void store(Lowering to, Object value, long address) {
        Elements elements = Elements.of(shape.elements(value, null));
        to.guest.memory().writeInt(address, (int) write(to, elements));
        to.guest.memory().writeInt(address + 4, elements.count());
    }

    private long write(Lowering to, Elements elements) {
        long address = to.allocate((long) elements.count() * element.size(), element.alignment());
        elements.store(to, element, address);
        return address;
    }
}
