package dev.vespula.component.internal.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What lists are in Java. */
public interface ListShape {
    /**
     * The elements of a value.
     *
     * @param path where it is; null if it was checked
     */
    Collection<?> elements(Object value, ValuePath path);

    /** A value of elements; the list belongs to nobody else. */
    Object value(List<Object> elements);

    /** Lists; arrays are taken too. */
    ListShape LIST = new ListShape() {
        @Override
        public Collection<?> elements(Object value, ValuePath path) {
            if (value instanceof Collection<?> collection) {
                return collection;
            }
            if (value instanceof Object[] array) {
                return Arrays.asList(array);
            }
            throw path.wrong(value, "List");
        }

        @Override
        public Object value(List<Object> elements) {
            return elements;
        }
    };

    /** Maps, of which the elements are pairs in lists; of equal keys the last one counts. Lists of pairs are taken too. */
    ListShape MAP = new ListShape() {
        @Override
        public Collection<?> elements(Object value, ValuePath path) {
            if (value instanceof Collection<?> listed) {
                return listed;
            }
            if (!(value instanceof Map<?, ?> map)) {
                throw path.wrong(value, "Map");
            }
            List<List<Object>> pairs = new ArrayList<>(map.size());
            map.forEach((key, of) -> pairs.add(Arrays.asList(key, of)));
            return pairs;
        }

        @Override
        public Object value(List<Object> elements) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Object pair : elements) {
                map.put(((List<?>) pair).get(0), ((List<?>) pair).get(1));
            }
            return map;
        }
    };
}
