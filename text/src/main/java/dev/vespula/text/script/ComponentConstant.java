package dev.vespula.text.script;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.text.syntax.FloatFormat;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A value of a component type as scripts write it: an argument, or what a result is to be. */
sealed interface ComponentConstant {

    /** The Java value. */
    Object value();

    /** Whether a result of a type is this: a value of another type never is. */
    boolean matches(Object result, ValueType type);

    private static String group(String opening, Collection<?> parts) {
        return parts.stream().map(part -> " " + part).collect(Collectors.joining("", "(" + opening, ")"));
    }

    private static List<Object> values(List<ComponentConstant> constants) {
        List<Object> values = new ArrayList<>();
        constants.forEach(constant -> values.add(constant.value()));
        return values;
    }

    /** A number, boolean, character or string. */
    record Scalar(Primitive type, Object value) implements ComponentConstant {
        @Override
        public boolean matches(Object result, ValueType type) {
            // Bits, for all NaNs are equal to Java.
            return type == this.type && (value instanceof Float wanted
                    ? result instanceof Float got && Float.floatToRawIntBits(got) == Float.floatToRawIntBits(wanted)
                    : value instanceof Double wanted
                            ? result instanceof Double got
                                    && Double.doubleToRawLongBits(got) == Double.doubleToRawLongBits(wanted)
                    : value.equals(result));
        }

        @Override
        public String toString() {
            String text = switch (type) {
                case F32 -> FloatFormat.F32.text(Float.floatToRawIntBits((Float) value));
                case F64 -> FloatFormat.F64.text(Double.doubleToRawLongBits((Double) value));
                case U64 -> Long.toUnsignedString((Long) value);
                case CHAR -> PrintableName.quoted(Character.toString((Integer) value));
                case STRING -> PrintableName.quoted((String) value);
                default -> value.toString();
            };
            return "(" + (type == Primitive.STRING ? "str" : type) + ".const " + text + ")";
        }
    }

    /** A NaN of a kind; as an argument one that is of both kinds. */
    record Nan(Primitive type, Expected.NanKind kind) implements ComponentConstant {
        @Override
        public Object value() {
            if (type == Primitive.F32) {
                return Float.NaN;
            }
            return Double.NaN;
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            return type == this.type && (result instanceof Float f
                    ? kind.matches(FloatFormat.F32, Float.floatToRawIntBits(f))
                    : result instanceof Double d && kind.matches(FloatFormat.F64, Double.doubleToRawLongBits(d)));
        }

        @Override
        public String toString() {
            return "(" + type + ".const " + kind + ")";
        }
    }

    /** A list or map: that is a list of pairs. */
    record ListOf(List<ComponentConstant> elements) implements ComponentConstant {
        @Override
        public Object value() {
            return values(elements);
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            if (type instanceof MapType map) {
                List<Object> pairs = new ArrayList<>();
                ((Map<?, ?>) result).forEach((key, of) -> pairs.add(List.of(key, of)));
                return allMatch(pairs, new TupleType(List.of(map.key(), map.value())));
            }
            ValueType element = type instanceof ListType list ? list.element()
                    : type instanceof FixedListType list ? list.element() : null;
            return element != null && allMatch(result instanceof Collection<?> list ? new ArrayList<>(list)
                    : ofArray(result, (Primitive) element), element);
        }

        private boolean allMatch(List<Object> results, ValueType type) {
            boolean all = elements.size() == results.size();
            for (int i = 0; all && i < elements.size(); i++) {
                all = elements.get(i).matches(results.get(i), type);
            }
            return all;
        }

        /** Elements as they are by themselves: unsigned numbers are raw bits in an array. */
        private static List<Object> ofArray(Object array, Primitive type) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(array); i++) {
                Object element = Array.get(array, i);
                elements.add(switch (type) {
                    case U8 -> (Byte) element & 0xFF;
                    case U16 -> (Short) element & 0xFFFF;
                    case U32 -> (Integer) element & 0xFFFF_FFFFL;
                    default -> element;
                });
            }
            return elements;
        }

        @Override
        public String toString() {
            return group("list.const", elements);
        }
    }

    /** A tuple. */
    record TupleOf(List<ComponentConstant> members) implements ComponentConstant {
        @Override
        public Object value() {
            return values(members);
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            boolean all = type instanceof TupleType tuple && tuple.members().size() == members.size();
            for (int i = 0; all && i < members.size(); i++) {
                all = members.get(i).matches(((List<?>) result).get(i), ((TupleType) type).members().get(i));
            }
            return all;
        }

        @Override
        public String toString() {
            return group("tuple.const", members);
        }
    }

    /** A record. */
    record RecordOf(Map<String, ComponentConstant> fields) implements ComponentConstant {
        @Override
        public Object value() {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.forEach((name, field) -> map.put(name, field.value()));
            return map;
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            if (!(type instanceof RecordType record) || record.fields().size() != fields.size()) {
                return false;
            }
            for (NamedType field : record.fields()) {
                ComponentConstant wanted = fields.get(field.name());
                if (wanted == null || !wanted.matches(((Map<?, ?>) result).get(field.name()), field.type())) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return group("record.const", fields.entrySet().stream()
                    .map(field -> "(field " + PrintableName.quoted(field.getKey()) + " " + field.getValue() + ")").toList());
        }
    }

    /** A case of a variant, with a payload or without. */
    record VariantOf(String name, Optional<ComponentConstant> payload) implements ComponentConstant {
        @Override
        public Object value() {
            return new VariantValue(name, payload.map(ComponentConstant::value).orElse(null));
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            return type instanceof VariantType variant && result instanceof VariantValue got && got.name().equals(name)
                    && payloadMatches(payload, got.payload(), variant.cases().stream().filter(one -> one.name().equals(name))
                            .findFirst().flatMap(VariantType.Case::payload));
        }

        @Override
        public String toString() {
            return group("variant.const " + PrintableName.quoted(name), payload.stream().toList());
        }
    }

    private static boolean payloadMatches(Optional<ComponentConstant> wanted, Object got, Optional<ValueType> type) {
        return wanted.isPresent() == type.isPresent() && (wanted.isEmpty() || wanted.get().matches(got, type.get()));
    }

    /** A case of an enum. */
    record EnumOf(String label) implements ComponentConstant {
        @Override
        public Object value() {
            return label;
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            return type instanceof EnumType && label.equals(result);
        }

        @Override
        public String toString() {
            return "(enum.const " + PrintableName.quoted(label) + ")";
        }
    }

    /** An option. */
    record OptionOf(Optional<ComponentConstant> payload) implements ComponentConstant {
        @Override
        public Object value() {
            return payload.map(ComponentConstant::value);
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            return type instanceof OptionType option && result instanceof Optional<?> got
                    && got.isPresent() == payload.isPresent()
                    && (payload.isEmpty() || payload.get().matches(got.get(), option.payload()));
        }

        @Override
        public String toString() {
            return payload.map(of -> "(option.some " + of + ")").orElse("(option.none)");
        }
    }

    /** A result that is good. */
    record OkOf(Optional<ComponentConstant> payload) implements ComponentConstant {
        @Override
        public Object value() {
            return Result.ok(payload.map(ComponentConstant::value).orElse(null));
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            return type instanceof ResultType of && result instanceof Result.Ok<?, ?> ok
                    && payloadMatches(payload, ok.value(), of.ok());
        }

        @Override
        public String toString() {
            return group("result.ok", payload.stream().toList());
        }
    }

    /** A result that is an error. */
    record ErrOf(Optional<ComponentConstant> payload) implements ComponentConstant {
        @Override
        public Object value() {
            return Result.err(payload.map(ComponentConstant::value).orElse(null));
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            return type instanceof ResultType of && result instanceof Result.Err<?, ?> err
                    && payloadMatches(payload, err.value(), of.error());
        }

        @Override
        public String toString() {
            return group("result.err", payload.stream().toList());
        }
    }

    /** Flags. */
    record FlagsOf(Set<String> labels) implements ComponentConstant {
        @Override
        public Object value() {
            return new LinkedHashSet<>(labels);
        }

        @Override
        public boolean matches(Object result, ValueType type) {
            return type instanceof FlagsType && labels.equals(result);
        }

        @Override
        public String toString() {
            return group("flags.const", labels.stream().map(PrintableName::quoted).toList());
        }
    }
}
