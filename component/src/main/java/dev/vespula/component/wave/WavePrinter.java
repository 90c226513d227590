package dev.vespula.component.wave;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.internal.abi.NumberArrays;
import dev.vespula.component.internal.text.TypeText;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes values of types. */
final class WavePrinter {
    private static final Set<String> WORDS = Set.of("true", "false", "inf", "nan", "some", "none", "ok", "err");

    private final StringBuilder out = new StringBuilder();
    /** Where in the value what is printed stands, for errors. */
    private final StringBuilder path = new StringBuilder();

    @Override
    public String toString() {
        return out.toString();
    }

    void value(Object value, ValueType type) {
        if (type instanceof Primitive primitive) {
            scalar(value, primitive);
        } else if (type instanceof ListType list) {
            list(value, list.element(), type);
        } else if (type instanceof FixedListType list) {
            list(value, list.element(), type);
        } else if (type instanceof MapType map) {
            map(as(Map.class, value, type), map);
        } else if (type instanceof TupleType tuple) {
            tuple(members(value, type), tuple);
        } else if (type instanceof RecordType record) {
            record(as(Map.class, value, type), record);
        } else if (type instanceof FlagsType flags) {
            flags(as(Collection.class, value, type), flags);
        } else if (type instanceof EnumType labels) {
            name(known(as(String.class, value, type), labels.labels(), type));
        } else if (type instanceof VariantType variant) {
            variant(as(VariantValue.class, value, type), variant);
        } else if (type instanceof OptionType option) {
            option(as(Optional.class, value, type), option);
        } else if (type instanceof ResultType result) {
            result(as(Result.class, value, type), result);
        } else if (type instanceof OwnType own) {
            out.append("<own ").append(own.resource()).append('>');
        } else if (type instanceof BorrowType borrow) {
            out.append("<borrow ").append(borrow.resource()).append('>');
        } else {
            out.append('<').append(TypeText.of(type)).append('>');
        }
    }

    private void scalar(Object value, Primitive type) {
        switch (type) {
            case BOOL -> out.append(as(Boolean.class, value, type));
            case S8 -> out.append(as(Byte.class, value, type));
            case S16 -> out.append(as(Short.class, value, type));
            case U8, U16, S32 -> out.append(as(Integer.class, value, type));
            case U32, S64 -> out.append(as(Long.class, value, type));
            case U64 -> out.append(value instanceof BigInteger
                    ? value.toString()
                    : Long.toUnsignedString(as(Long.class, value, type)));
            case F32 -> number(as(Float.class, value, type).toString());
            case F64 -> number(as(Double.class, value, type).toString());
            case CHAR -> quoted(Character.toString(as(Integer.class, value, type)), '\'', type);
            case STRING -> quoted(as(String.class, value, type), '"', type);
            case ERROR_CONTEXT -> out.append("<error-context>");
        }
    }

    /** A number of Java: without a fraction of zero, and with the words and the exponent of WAVE. */
    private void number(String text) {
        out.append(switch (text) {
            case "NaN" -> "nan";
            case "Infinity" -> "inf";
            case "-Infinity" -> "-inf";
            default -> text.replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
        });
    }

    private void quoted(String text, char quote, ValueType type) {
        out.append(quote);
        text.codePoints().forEach(code -> {
            if (WaveStrings.isSurrogate(code)) {
                throw wrong("it has half of a character, which is no " + TypeText.of(type));
            }
            WaveStrings.print(code, quote, out);
        });
        out.append(quote);
    }

    private void list(Object value, ValueType element, ValueType type) {
        out.append('[');
        if (element instanceof Primitive primitive && NumberArrays.isFor(primitive)
                && NumberLists.isArray(primitive, value)) {
            for (int k = 0; k < Array.getLength(value); k++) {
                separate(k);
                scalar(NumberLists.element(primitive, value, k), primitive);
            }
        } else {
            int index = 0;
            for (Object member : members(value, type)) {
                separate(index);
                int outer = go("[" + index++ + "]");
                value(member, element);
                path.setLength(outer);
            }
        }
        out.append(']');
    }

    private Collection<?> members(Object value, ValueType type) {
        return value instanceof Object[] array ? Arrays.asList(array) : as(Collection.class, value, type);
    }

    private void map(Map<?, ?> map, MapType type) {
        out.append('[');
        int index = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            separate(index);
            int outer = go("[" + index++ + "]");
            out.append('(');
            value(entry.getKey(), type.key());
            out.append(", ");
            value(entry.getValue(), type.value());
            out.append(')');
            path.setLength(outer);
        }
        out.append(']');
    }

    private void tuple(Collection<?> values, TupleType type) {
        if (values.size() != type.members().size()) {
            throw wrong(values.size() + " members are no " + TypeText.of(type));
        }
        out.append('(');
        Iterator<?> rest = values.iterator();
        for (int k = 0; k < type.members().size(); k++) {
            separate(k);
            int outer = go("[" + k + "]");
            value(rest.next(), type.members().get(k));
            path.setLength(outer);
        }
        out.append(')');
    }

    /** Fields without a value are left out; a record of nothing else would look like flags, so it has a colon. */
    private void record(Map<?, ?> record, RecordType type) {
        out.append('{');
        int printed = 0;
        for (NamedType field : type.fields()) {
            Object value = record.get(field.name());
            if (value instanceof Optional<?> option && option.isEmpty() && field.type() instanceof OptionType) {
                continue;
            }
            separate(printed++);
            name(field.name());
            out.append(": ");
            int outer = go("." + field.name());
            value(value, field.type());
            path.setLength(outer);
        }
        out.append(printed == 0 ? ":}" : "}");
    }

    private void flags(Collection<?> set, FlagsType type) {
        set.forEach(label -> known(label, type.labels(), type));
        out.append('{');
        int printed = 0;
        for (String label : type.labels()) {
            if (set.contains(label)) {
                separate(printed++);
                name(label);
            }
        }
        out.append('}');
    }

    private void variant(VariantValue value, VariantType type) {
        known(value.name(), type.cases().stream().map(VariantType.Case::name).toList(), type);
        VariantType.Case chosen = type.cases().stream().filter(one -> one.name().equals(value.name())).findFirst()
                .orElseThrow();
        name(value.name());
        payload(chosen.payload(), value.payload(), value.name());
    }

    private void option(Optional<?> value, OptionType type) {
        out.append(value.isPresent() ? "some" : "none");
        value.ifPresent(present -> payload(Optional.of(type.payload()), present, "some"));
    }

    private void result(Result<?, ?> value, ResultType type) {
        if (value instanceof Result.Ok<?, ?> ok) {
            out.append("ok");
            payload(type.ok(), ok.value(), "ok");
        } else if (value instanceof Result.Err<?, ?> err) {
            out.append("err");
            payload(type.error(), err.value(), "err");
        }
    }

    private void payload(Optional<ValueType> type, Object value, String name) {
        type.ifPresent(present -> {
            int outer = go("." + name);
            out.append('(');
            value(value, present);
            out.append(')');
            path.setLength(outer);
        });
    }

    private String known(Object label, List<String> labels, ValueType type) {
        if (!(label instanceof String text) || !labels.contains(text)) {
            throw wrong(label + " is none of " + TypeText.of(type));
        }
        return text;
    }

    private void name(String name) {
        if (WORDS.contains(name)) {
            out.append('%');
        }
        out.append(name);
    }

    private void separate(int before) {
        if (before > 0) {
            out.append(", ");
        }
    }

    /** Goes to a part; returns what the path's length was. */
    private int go(String part) {
        int outer = path.length();
        path.append(part);
        return outer;
    }

    private <T> T as(Class<T> wanted, Object value, ValueType type) {
        if (!wanted.isInstance(value)) {
            throw wrong((value == null ? "null" : "a " + value.getClass().getName()) + " is no " + TypeText.of(type));
        }
        return wanted.cast(value);
    }

    private IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(path.isEmpty() ? message : path + ": " + message);
    }
}
