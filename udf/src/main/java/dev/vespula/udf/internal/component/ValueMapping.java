package dev.vespula.udf.internal.component;

import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfType;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type of WIT as one of functions, and values from the one to the other: numbers by their kind, {@code list<u8>} as bytes, records and
 * tuples as structs, options as nulls, enums as strings, flags as lists of strings.
 */
record ValueMapping(ValueType wit, UdfType type, List<ValueMapping> parts) {

    /** A type that has none. */
    static final class Unmapped extends Exception {
        private static final long serialVersionUID = 1;

        Unmapped(String message) {
            super(message, null, false, false);
        }
    }

    static ValueMapping of(ValueType wit) throws Unmapped {
        if (wit instanceof Primitive primitive) {
            return new ValueMapping(wit, flat(primitive), List.of());
        }
        if (wit instanceof ListType list) {
            if (list.element() == Primitive.U8) {
                return new ValueMapping(wit, FlatType.BINARY, List.of());
            }
            ValueMapping element = of(list.element());
            return new ValueMapping(wit, new UdfType.ListOf(element.type), List.of(element));
        }
        if (wit instanceof OptionType option) {
            ValueMapping payload = of(option.payload());
            if (payload.type.isNullable()) {
                throw new Unmapped("an option of an option");
            }
            return new ValueMapping(wit, payload.type.nullable(), List.of(payload));
        }
        if (wit instanceof RecordType struct) {
            return struct(wit, struct.fields());
        }
        if (wit instanceof TupleType tuple) {
            List<NamedType> members = new ArrayList<>();
            for (ValueType member : tuple.members()) {
                members.add(new NamedType("f" + members.size(), member));
            }
            return struct(wit, members);
        }
        if (wit instanceof EnumType) {
            return new ValueMapping(wit, FlatType.STRING, List.of());
        }
        if (wit instanceof FlagsType) {
            return new ValueMapping(wit, new UdfType.ListOf(FlatType.STRING), List.of());
        }
        throw new Unmapped("values of " + wit + " have no type here");
    }

    private static ValueMapping struct(ValueType wit, List<NamedType> members) throws Unmapped {
        List<ValueMapping> parts = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (NamedType member : members) {
            ValueMapping part = of(member.type());
            parts.add(part);
            fields.add(new Field(member.name(), part.type));
        }
        return new ValueMapping(wit, new UdfType.StructOf(fields), List.copyOf(parts));
    }

    private static FlatType flat(Primitive primitive) throws Unmapped {
        return switch (primitive) {
            case BOOL -> FlatType.BOOLEAN;
            case S8 -> FlatType.INT8;
            case U8 -> FlatType.UINT8;
            case S16 -> FlatType.INT16;
            case U16 -> FlatType.UINT16;
            case S32 -> FlatType.INT32;
            case U32, CHAR -> FlatType.UINT32;
            case S64 -> FlatType.INT64;
            case U64 -> FlatType.UINT64;
            case F32 -> FlatType.FLOAT32;
            case F64 -> FlatType.FLOAT64;
            case STRING -> FlatType.STRING;
            case ERROR_CONTEXT -> throw new Unmapped("an error context");
        };
    }

    // ---- to the component

    /**
     * A value of the component's.
     *
     * @throws IllegalArgumentException if it is none of the type
     */
    Object toWit(Object value) {
        if (wit instanceof OptionType) {
            return value == null ? Optional.empty() : Optional.of(parts.get(0).toWit(value));
        }
        if (value == null) {
            throw new IllegalArgumentException("a null where " + type + " has none");
        }
        if (wit instanceof Primitive primitive) {
            return primitive(primitive, value);
        }
        if (wit instanceof RecordType struct) {
            List<?> members = list(value, struct.fields().size());
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                map.put(struct.fields().get(i).name(), parts.get(i).toWit(members.get(i)));
            }
            return map;
        }
        if (wit instanceof TupleType) {
            List<?> members = list(value, parts.size());
            List<Object> tuple = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                tuple.add(parts.get(i).toWit(members.get(i)));
            }
            return tuple;
        }
        if (type == FlatType.BINARY) {
            return value;
        }
        if (wit instanceof EnumType) {
            return text(value);
        }
        if (wit instanceof FlagsType) {
            Set<String> labels = new LinkedHashSet<>();
            list(value, -1).forEach(label -> labels.add(text(label)));
            return labels;
        }
        return list(value, -1).stream().map(parts.get(0)::toWit).toList();
    }

    private List<?> list(Object value, int size) {
        if (value instanceof List<?> list && (size < 0 || list.size() == size)) {
            return list;
        }
        throw new IllegalArgumentException("a " + value.getClass().getName() + " is no " + type);
    }

    private String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("no string of " + type + ": " + value);
    }

    private Object primitive(Primitive primitive, Object value) {
        if (primitive == Primitive.STRING) {
            return text(value);
        }
        if (primitive == Primitive.BOOL) {
            return value instanceof Boolean ? value : (Object) (number(value).intValue() != 0);
        }
        Number number = number(value);
        return switch (primitive) {
            case S8 -> number.byteValue();
            case S16 -> number.shortValue();
            case U8, U16, S32, CHAR -> number.intValue();
            case U32 -> number.longValue() & 0xffff_ffffL;
            case S64, U64 -> number.longValue();
            case F32 -> number.floatValue();
            default -> number.doubleValue();
        };
    }

    private Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("a " + value.getClass().getName() + " is no " + type);
    }

    // ---- from the component

    /** What a value of the component's is here; null for an empty option. */
    Object ofWit(Object value) {
        if (wit instanceof OptionType) {
            return ((Optional<?>) value).map(parts.get(0)::ofWit).orElse(null);
        }
        if (wit instanceof Primitive primitive) {
            return switch (primitive) {
                case S8, U8, S16, U16, U32, CHAR -> ((Number) value).intValue();
                default -> value;
            };
        }
        if (wit instanceof RecordType struct) {
            Map<?, ?> map = (Map<?, ?>) value;
            List<Object> members = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                members.add(parts.get(i).ofWit(map.get(struct.fields().get(i).name())));
            }
            return members;
        }
        if (wit instanceof FlagsType) {
            return new ArrayList<Object>((Set<?>) value);
        }
        if (wit instanceof ListType && type != FlatType.BINARY) {
            return elements(value);
        }
        if (wit instanceof TupleType) {
            List<?> tuple = (List<?>) value;
            List<Object> members = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                members.add(parts.get(i).ofWit(tuple.get(i)));
            }
            return members;
        }
        return value;
    }

    private List<Object> elements(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> elements.add(parts.get(0).ofWit(element)));
        } else {
            int length = Array.getLength(value);
            for (int i = 0; i < length; i++) {
                elements.add(parts.get(0).ofWit(Array.get(value, i)));
            }
        }
        return elements;
    }
}
