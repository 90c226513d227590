package dev.vespula.text.script;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.ValueType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A value of a component type as scripts write it: an argument, or what a result is to be. */
sealed interface ComponentConstant {

    /** The Java value, for a parameter of a type. */
    Object value(ValueType type);

    /** Whether a result is this. */
    boolean matches(Object result);

    /** A number, boolean, character or string. */
    record Scalar(Object value) implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            return value;
        }

        @Override
        public boolean matches(Object result) {
            return value.equals(result);
        }

        /** Whether an element of an array is this: unsigned numbers are raw bits there. */
        boolean matchesBits(Object element) {
            return value.equals(element) || element instanceof Byte b && value.equals(b & 0xFF)
                    || element instanceof Short s && value.equals(s & 0xFFFF)
                    || element instanceof Integer i && value.equals(i & 0xFFFF_FFFFL);
        }
    }

    /** Any NaN. */
    record Nan() implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            return Float.NaN;
        }

        @Override
        public boolean matches(Object result) {
            return result instanceof Float f && f.isNaN() || result instanceof Double d && d.isNaN();
        }
    }

    /** A list. */
    record ListOf(List<ComponentConstant> elements) implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            List<Object> list = new ArrayList<>();
            elements.forEach(element -> list.add(element.value(null)));
            if (!(type instanceof MapType)) {
                return list;
            }
            Map<Object, Object> map = new LinkedHashMap<>();
            list.forEach(pair -> map.put(((List<?>) pair).get(0), ((List<?>) pair).get(1)));
            return map;
        }

        @Override
        public boolean matches(Object result) {
            List<Object> list = new ArrayList<>();
            if (result instanceof Map<?, ?> map) {
                map.forEach((key, of) -> list.add(List.of(key, of)));
            } else if (result instanceof Collection<?> collection) {
                list.addAll(collection);
            } else if (result != null && result.getClass().isArray()) {
                return matchesArray(result);
            } else {
                return false;
            }
            return allMatch(elements, list);
        }

        private boolean matchesArray(Object array) {
            boolean all = elements.size() == Array.getLength(array);
            for (int i = 0; all && i < elements.size(); i++) {
                Object element = Array.get(array, i);
                all = elements.get(i) instanceof Scalar scalar ? scalar.matchesBits(element) : elements.get(i).matches(element);
            }
            return all;
        }

        private static boolean allMatch(List<ComponentConstant> constants, List<Object> values) {
            boolean all = constants.size() == values.size();
            for (int i = 0; all && i < constants.size(); i++) {
                all = constants.get(i).matches(values.get(i));
            }
            return all;
        }
    }

    /** A record. */
    record RecordOf(Map<String, ComponentConstant> fields) implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.forEach((name, field) -> map.put(name, field.value(null)));
            return map;
        }

        @Override
        public boolean matches(Object result) {
            return result instanceof Map<?, ?> map && map.keySet().equals(fields.keySet())
                    && fields.entrySet().stream().allMatch(field -> field.getValue().matches(map.get(field.getKey())));
        }
    }

    /** A case of a variant, with a payload or without. */
    record VariantOf(String name, Optional<ComponentConstant> payload) implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            return new VariantValue(name, payload.map(value -> value.value(null)).orElse(null));
        }

        @Override
        public boolean matches(Object result) {
            return result instanceof VariantValue variant && variant.name().equals(name)
                    && payload.map(wanted -> wanted.matches(variant.payload())).orElse(variant.payload() == null);
        }
    }

    /** An option. */
    record OptionOf(Optional<ComponentConstant> payload) implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            return payload.map(value -> value.value(null));
        }

        @Override
        public boolean matches(Object result) {
            return result instanceof Optional<?> option && option.isPresent() == payload.isPresent()
                    && (payload.isEmpty() || payload.get().matches(option.get()));
        }
    }

    /** A result. */
    record ResultOf(boolean ok, Optional<ComponentConstant> payload) implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            Object value = payload.map(of -> of.value(null)).orElse(null);
            return ok ? Result.ok(value) : Result.err(value);
        }

        @Override
        public boolean matches(Object result) {
            Object got = result instanceof Result.Ok<?, ?> one ? one.value()
                    : result instanceof Result.Err<?, ?> other ? other.value() : null;
            return result instanceof Result<?, ?> of && of.isOk() == ok
                    && payload.map(wanted -> wanted.matches(got)).orElse(got == null);
        }
    }

    /** Flags. */
    record FlagsOf(Set<String> labels) implements ComponentConstant {
        @Override
        public Object value(ValueType type) {
            return new LinkedHashSet<>(labels);
        }

        @Override
        public boolean matches(Object result) {
            return labels.equals(result);
        }
    }
}
