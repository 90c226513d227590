package dev.vespula.conformance.fuzz;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Makes values of types as the dynamic API has them, mostly such as are at some limit. */
public final class RandomValue {
    private static final int[] ALPHABETS = {0x80, 0x100, 0x800, 0xD800, 0x1_0000, 0x11_0000};

    private final Random random;
    private final Supplier<Object> resources;

    /** @param resources makes a resource of the host, each time another one */
    public RandomValue(Random random, Supplier<Object> resources) {
        this.random = random;
        this.resources = resources;
    }

    public Object next(ValueType type) {
        if (type instanceof Primitive primitive) {
            return primitive(primitive);
        }
        if (type instanceof ListType list) {
            return list(list.element());
        }
        if (type instanceof FixedListType list) {
            return members(list.length(), list.element());
        }
        if (type instanceof TupleType tuple) {
            return tuple.members().stream().map(this::next).toList();
        }
        if (type instanceof RecordType record) {
            Map<String, Object> fields = new LinkedHashMap<>();
            record.fields().forEach(field -> fields.put(field.name(), next(field.type())));
            return fields;
        }
        if (type instanceof MapType map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            int count = random.nextInt(5);
            for (int i = 0; i < count; i++) {
                entries.put(next(map.key()), next(map.value()));
            }
            return entries;
        }
        if (type instanceof FlagsType flags) {
            Set<String> labels = new LinkedHashSet<>(flags.labels());
            int odds = random.nextInt(4);
            labels.removeIf(label -> random.nextInt(3) >= odds);
            return labels;
        }
        if (type instanceof EnumType labels) {
            return pick(labels.labels());
        }
        if (type instanceof VariantType variant) {
            VariantType.Case chosen = pick(variant.cases());
            return new VariantValue(chosen.name(), chosen.payload().map(this::next).orElse(null));
        }
        if (type instanceof OptionType option) {
            return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(next(option.payload()));
        }
        if (type instanceof ResultType result) {
            return random.nextBoolean()
                    ? Result.ok(result.ok().map(this::next).orElse(null))
                    : Result.err(result.error().map(this::next).orElse(null));
        }
        return resources.get();
    }

    private <T> T pick(List<T> choices) {
        // The last ones have the largest numbers.
        return choices.get(random.nextInt(4) == 0 ? choices.size() - 1 : random.nextInt(choices.size()));
    }

    private List<Object> members(int count, ValueType type) {
        List<Object> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(next(type));
        }
        return members;
    }

    private int length() {
        return random.nextInt(20) == 0 ? random.nextInt(70) : random.nextInt(5);
    }

    private Object list(ValueType element) {
        int length = length();
        if (!(element instanceof Primitive primitive)) {
            return members(Math.min(length, 8), element);
        }
        switch (primitive) {
            case S8, U8 -> {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                return bytes;
            }
            case S16, U16 -> {
                short[] shorts = new short[length];
                for (int i = 0; i < length; i++) {
                    shorts[i] = (short) random.nextInt();
                }
                return shorts;
            }
            case S32, U32 -> {
                return random.ints(length).toArray();
            }
            case S64, U64 -> {
                return random.longs(length).toArray();
            }
            case F32 -> {
                float[] floats = new float[length];
                for (int i = 0; i < length; i++) {
                    floats[i] = random.nextFloat();
                }
                return floats;
            }
            case F64 -> {
                return random.doubles(length).toArray();
            }
            default -> {
                return members(length, element);
            }
        }
    }

    private Object primitive(Primitive type) {
        long bits = bits();
        return switch (type) {
            case BOOL -> random.nextBoolean();
            case S8 -> (byte) bits;
            case U8 -> (int) bits & 0xFF;
            case S16 -> (short) bits;
            case U16 -> (int) bits & 0xFFFF;
            case S32 -> (int) bits;
            case U32 -> bits & 0xFFFF_FFFFL;
            case S64, U64 -> bits;
            case F32 -> Float.intBitsToFloat(Float.floatToIntBits(Float.intBitsToFloat((int) bits)));
            case F64 -> Double.longBitsToDouble(Double.doubleToLongBits(Double.longBitsToDouble(bits)));
            case CHAR -> character(ALPHABETS[random.nextInt(ALPHABETS.length)]);
            case STRING -> text();
            default -> throw new AssertionError(type);
        };
    }

    /** Any bits, or such as are at a limit of some type. */
    private long bits() {
        return switch (random.nextInt(4)) {
            case 0 -> (random.nextBoolean() ? -1L : 0) << random.nextInt(Long.SIZE) >> random.nextInt(Long.SIZE);
            case 1 -> (1L << random.nextInt(Long.SIZE)) - random.nextInt(3);
            default -> random.nextLong();
        };
    }

    private int character(int end) {
        int point = random.nextInt(end);
        return point >= 0xD800 && point < 0xE000 ? point - 0x800 : point;
    }

    /** Mostly of one alphabet, sometimes with a character of another at a place where encodings are already decided on. */
    private String text() {
        int end = ALPHABETS[random.nextInt(ALPHABETS.length)];
        int length = random.nextInt(30) == 0 ? random.nextInt(300) : random.nextInt(12);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(character(random.nextInt(10) == 0 ? 0x80 : end));
        }
        return text.toString();
    }

    /** Whether two values are the same: arrays by elements, resources by identity. */
    public static boolean same(Object a, Object b) {
        if (a instanceof Object[] || a == null || b == null) {
            return a == b;
        }
        if (a.getClass().isArray()) {
            return Objects.deepEquals(a, b);
        }
        if (a instanceof List<?> one && b instanceof List<?> other) {
            if (one.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet()) && one.keySet().stream().allMatch(key -> same(one.get(key), other.get(
                    key)));
        }
        if (a instanceof VariantValue one && b instanceof VariantValue other) {
            return one.name().equals(other.name()) && same(one.payload(), other.payload());
        }
        if (a instanceof Optional<?> one && b instanceof Optional<?> other) {
            return same(one.orElse(null), other.orElse(null));
        }
        if (a instanceof Result.Ok<?, ?> one && b instanceof Result.Ok<?, ?> other) {
            return same(one.value(), other.value());
        }
        if (a instanceof Result.Err<?, ?> one && b instanceof Result.Err<?, ?> other) {
            return same(one.value(), other.value());
        }
        return a.equals(b);
    }
}
