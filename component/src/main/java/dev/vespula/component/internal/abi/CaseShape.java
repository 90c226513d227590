package dev.vespula.component.internal.abi;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the values of a type with cases are in Java. */
public interface CaseShape {
    /**
     * The number of a value's case.
     *
     * @param path where it is; null if it was checked
     */
    int numberOf(Object value, ValuePath path);

    /** The payload of a value; null if it has none. */
    Object payloadOf(Object value);

    /** The name of a case. */
    String nameOf(int number);

    /** A value. */
    Object value(int number, Object payload);

    /** Options: {@link Optional}. */
    CaseShape OPTION = new CaseShape() {
        @Override
        public int numberOf(Object value, ValuePath path) {
            if (!(value instanceof Optional<?> option)) {
                throw path.wrong(value, "Optional");
            }
            return option.isPresent() ? 1 : 0;
        }

        @Override
        public Object payloadOf(Object value) {
            return ((Optional<?>) value).orElse(null);
        }

        @Override
        public String nameOf(int number) {
            return number == 0 ? "none" : "some";
        }

        @Override
        public Object value(int number, Object payload) {
            return number == 0 ? Optional.empty() : Optional.of(payload);
        }
    };

    /** Results: {@link Result}. */
    CaseShape RESULT = new CaseShape() {
        @Override
        public int numberOf(Object value, ValuePath path) {
            if (!(value instanceof Result)) {
                throw path.wrong(value, "Result");
            }
            return value instanceof Result.Ok ? 0 : 1;
        }

        @Override
        public Object payloadOf(Object value) {
            return value instanceof Result.Ok<?, ?> ok ? ok.value() : ((Result.Err<?, ?>) value).value();
        }

        @Override
        public String nameOf(int number) {
            return number == 0 ? "ok" : "err";
        }

        @Override
        public Object value(int number, Object payload) {
            return number == 0 ? Result.ok(payload) : Result.err(payload);
        }
    };

    /** Cases by name. */
    abstract class Named implements CaseShape {
        private final List<String> names;
        private final Map<String, Integer> numbers = new HashMap<>();

        Named(List<String> names) {
            this.names = names;
            names.forEach(name -> numbers.put(name, numbers.size()));
        }

        @Override
        public String nameOf(int number) {
            return names.get(number);
        }

        final int number(String name, ValuePath path) {
            Integer number = numbers.get(name);
            if (number == null) {
                throw path.wrong("no case is called " + name);
            }
            return number;
        }
    }

    /** Enums: strings. */
    final class OfEnum extends Named {
        public OfEnum(List<String> names) {
            super(names);
        }

        @Override
        public int numberOf(Object value, ValuePath path) {
            if (!(value instanceof String name)) {
                throw path.wrong(value, "String for an enum");
            }
            return number(name, path);
        }

        @Override
        public Object payloadOf(Object value) {
            return null;
        }

        @Override
        public Object value(int number, Object payload) {
            return nameOf(number);
        }
    }

    /** Variants: {@link VariantValue}. */
    final class OfVariant extends Named {
        public OfVariant(List<String> names) {
            super(names);
        }

        @Override
        public int numberOf(Object value, ValuePath path) {
            if (!(value instanceof VariantValue variant)) {
                throw path.wrong(value, "VariantValue");
            }
            return number(variant.name(), path);
        }

        @Override
        public Object payloadOf(Object value) {
            return ((VariantValue) value).payload();
        }

        @Override
        public Object value(int number, Object payload) {
            return new VariantValue(nameOf(number), payload);
        }
    }
}
