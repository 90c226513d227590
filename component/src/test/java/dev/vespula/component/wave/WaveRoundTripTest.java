package dev.vespula.component.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.internal.abi.NumberArrays;
import dev.vespula.component.internal.text.TypeText;
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
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random values of random types are what they were after they were printed and read. */
class WaveRoundTripTest {
    private static final int CASES = 5_000;
    /** Names, some of which are words of WAVE. */
    private static final List<String> NAMES = List.of("a", "b-1", "none", "ok", "true", "nan", "X", "err");
    private static final String CHARACTERS = "az\"'\\\t\n\r\u0000\u001b\u00e4\u200b{}()[],:/ ";

    private final Random random = new Random(1);

    @Test
    void valuesAreKept() {
        for (int k = 0; k < CASES; k++) {
            ValueType type = type(3);
            Object value = value(type);
            String text = Wave.print(value, type);
            Object read = Wave.parse(text, type);
            assertThat(plain(read)).as(TypeText.of(type) + " " + text).isEqualTo(plain(value));
            assertThat(Wave.print(read, type)).isEqualTo(text);
        }
    }

    private ValueType type(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 11)) {
            case 0 -> Primitive.values()[random.nextInt(Primitive.ERROR_CONTEXT.ordinal())];
            case 1 -> new ListType(type(depth - 1));
            case 2 -> new FixedListType(type(depth - 1), 1 + random.nextInt(3));
            case 3 -> new MapType(random.nextBoolean() ? Primitive.STRING : Primitive.U32, type(depth - 1));
            case 4 -> new TupleType(several(k -> type(depth - 1)));
            case 5 -> new RecordType(several(k -> new NamedType(NAMES.get(k), type(depth - 1))));
            case 6 -> new VariantType(several(k -> new VariantType.Case(NAMES.get(NAMES.size() - 1 - k), optional(depth))));
            case 7 -> new EnumType(several(NAMES::get));
            case 8 -> new FlagsType(several(NAMES::get));
            case 9 -> new OptionType(type(depth - 1));
            default -> new ResultType(optional(depth), optional(depth));
        };
    }

    private Optional<ValueType> optional(int depth) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(type(depth - 1));
    }

    private <T> List<T> several(IntFunction<T> one) {
        return IntStream.rangeClosed(0, random.nextInt(NAMES.size())).mapToObj(one).toList();
    }

    private Object value(ValueType type) {
        if (type instanceof Primitive primitive) {
            return scalar(primitive);
        }
        if (type instanceof ListType list) {
            List<Object> elements = values(list.element(), random.nextInt(4));
            return list.element() instanceof Primitive primitive && NumberArrays.isFor(primitive)
                    ? NumberLists.array(primitive, elements)
                    : elements;
        }
        if (type instanceof FixedListType list) {
            return values(list.element(), list.length());
        }
        if (type instanceof MapType map) {
            Map<Object, Object> value = new LinkedHashMap<>();
            values(map.key(), random.nextInt(3)).forEach(key -> value.put(key, value(map.value())));
            return value;
        }
        if (type instanceof TupleType tuple) {
            return new ArrayList<>(tuple.members().stream().map(this::value).toList());
        }
        if (type instanceof RecordType record) {
            Map<String, Object> value = new LinkedHashMap<>();
            record.fields().forEach(field -> value.put(field.name(), value(field.type())));
            return value;
        }
        return choice(type);
    }

    private Object choice(ValueType type) {
        if (type instanceof VariantType variant) {
            VariantType.Case one = variant.cases().get(random.nextInt(variant.cases().size()));
            return new VariantValue(one.name(), one.payload().map(this::value).orElse(null));
        }
        if (type instanceof EnumType labels) {
            return labels.labels().get(random.nextInt(labels.labels().size()));
        }
        if (type instanceof FlagsType flags) {
            Set<String> set = new LinkedHashSet<>(flags.labels());
            set.removeIf(label -> random.nextBoolean());
            return set;
        }
        if (type instanceof OptionType option) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(option.payload()));
        }
        ResultType result = (ResultType) type;
        return random.nextBoolean()
                ? Result.ok(result.ok().map(this::value).orElse(null))
                : Result.err(result.error().map(this::value).orElse(null));
    }

    private List<Object> values(ValueType type, int count) {
        List<Object> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            values.add(value(type));
        }
        return values;
    }

    private Object scalar(Primitive type) {
        long bits = random.nextLong() >> random.nextInt(Long.SIZE);
        return switch (type) {
            case BOOL -> (bits & 1) == 0;
            case S8 -> (byte) bits;
            case U8 -> (int) bits & 0xFF;
            case S16 -> (short) bits;
            case U16 -> (int) bits & 0xFFFF;
            case S32 -> (int) bits;
            case U32 -> bits & 0xFFFF_FFFFL;
            case S64, U64 -> bits;
            case F32 -> Float.isNaN(Float.intBitsToFloat((int) bits)) ? Float.NaN : Float.intBitsToFloat((int) bits);
            case F64 -> Double.isNaN(Double.longBitsToDouble(bits)) ? Double.NaN : Double.longBitsToDouble(bits);
            case CHAR -> character();
            default -> IntStream.range(0, random.nextInt(8)).map(k -> character())
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        };
    }

    private int character() {
        return random.nextInt(4) > 0
                ? CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))
                : 0x10000 + random.nextInt(0x100000);
    }

    /** A value with lists instead of arrays, which are not equal by what is in them. */
    private static Object plain(Object value) {
        if (value != null && value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value)).mapToObj(k -> Array.get(value, k)).toList();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(WaveRoundTripTest::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, one) -> plain.put(key, plain(one)));
            return plain;
        }
        if (value instanceof Optional<?> option) {
            return option.map(WaveRoundTripTest::plain);
        }
        if (value instanceof VariantValue variant) {
            return new VariantValue(variant.name(), plain(variant.payload()));
        }
        if (value instanceof Result.Ok<?, ?> ok) {
            return Result.ok(plain(ok.value()));
        }
        return value instanceof Result.Err<?, ?> err ? Result.err(plain(err.value())) : value;
    }
}
