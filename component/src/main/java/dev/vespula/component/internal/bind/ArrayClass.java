package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.ListShape;
import dev.vespula.component.internal.abi.ValuePath;
import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;

/** Arrays, for lists; those of numbers are copied as a whole elsewhere. */
record ArrayClass(Class<?> component) implements ListShape {

    @Override
    public Collection<?> elements(Object value, ValuePath path) {
        if (value == null || value.getClass() != component.arrayType() && !component.arrayType().isInstance(value)) {
            throw path.wrong(value, component.getSimpleName() + "[]");
        }
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return Array.get(value, index);
            }

            @Override
            public int size() {
                return Array.getLength(value);
            }
        };
    }

    @Override
    public Object value(List<Object> elements) {
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }
}
