package dev.vespula.conformance.fuzz;

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
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;

/** Makes types of values, of every kind that calls can pass. */
public final class RandomValueType {
    private static final Primitive[] SCALARS = {Primitive.BOOL, Primitive.S8, Primitive.U8, Primitive.S16, Primitive.U16,
        Primitive.S32, Primitive.U32, Primitive.S64, Primitive.U64, Primitive.F32, Primitive.F64, Primitive.CHAR,
        Primitive.STRING, Primitive.STRING};
    private static final Primitive[] KEYS = {Primitive.BOOL, Primitive.S8, Primitive.U16, Primitive.S32, Primitive.U32,
        Primitive.U64, Primitive.CHAR, Primitive.STRING};
    /** At these a layout changes, or is about to. */
    private static final int[] FLAGS = {1, 2, 7, 8, 9, 15, 16, 17, 31, 32};
    private static final int[] LABELS = {1, 2, 3, 255, 256, 257};

    private final Random random;
    private final ResourceType resource;

    /** @param resource the type of which handles may be; null for none */
    public RandomValueType(Random random, ResourceType resource) {
        this.random = random;
        this.resource = resource;
    }

    /** A type with others within, so many levels at most. */
    public ValueType next(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return leaf();
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> new RecordType(several(i -> new NamedType("f" + i, next(depth - 1))));
            case 2 -> new TupleType(several(i -> next(depth - 1)));
            case 3, 4 -> new VariantType(several(i -> new VariantType.Case("c" + i, optional(depth))));
            case 5 -> new ListType(next(depth - 1));
            case 6 -> new FixedListType(next(depth - 1), 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 4));
            case 7 -> new MapType(KEYS[random.nextInt(KEYS.length)], next(depth - 1));
            case 8 -> new OptionType(next(depth - 1));
            default -> new ResultType(optional(depth), optional(depth));
        };
    }

    private ValueType leaf() {
        return switch (random.nextInt(12)) {
            case 0 -> new FlagsType(labels("l", FLAGS[random.nextInt(FLAGS.length)]));
            case 1 -> new EnumType(labels("e", LABELS[random.nextInt(LABELS.length)]));
            case 2 -> resource == null ? Primitive.STRING : new OwnType(resource);
            default -> SCALARS[random.nextInt(SCALARS.length)];
        };
    }

    private Optional<ValueType> optional(int depth) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(next(depth - 1));
    }

    private <T> List<T> several(IntFunction<T> one) {
        int count = 1 + random.nextInt(random.nextInt(6) == 0 ? 20 : 4);
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(one.apply(i));
        }
        return all;
    }

    private static List<String> labels(String prefix, int count) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(prefix + i);
        }
        return labels;
    }
}
