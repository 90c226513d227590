package dev.vespula.component.internal.bind;

import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Types as WIT writes them. What lies deep within is left out. */
final class TypeWords {
    private static final int DEPTH = 3;
    private static final int MOST = 8;

    private TypeWords() {}

    static String of(ValueType type) {
        return of(type, DEPTH);
    }

    static String of(FunctionType type) {
        return "func(" + listed(type.params(), param -> param.name() + ": " + of(param.type(), DEPTH - 1)) + ")"
                + type.result().map(result -> " -> " + of(result, DEPTH - 1)).orElse("");
    }

    private static String of(ValueType type, int depth) {
        if (depth == 0) {
            return "...";
        }
        int within = depth - 1;
        if (type instanceof ListType list) {
            return "list<" + of(list.element(), within) + ">";
        }
        if (type instanceof FixedListType list) {
            return "list<" + of(list.element(), within) + ", " + list.length() + ">";
        }
        if (type instanceof MapType map) {
            return "map<" + of(map.key(), within) + ", " + of(map.value(), within) + ">";
        }
        if (type instanceof RecordType record) {
            return "record { " + listed(record.fields(), field -> field.name() + ": " + of(field.type(), within)) + " }";
        }
        if (type instanceof TupleType tuple) {
            return "tuple<" + listed(tuple.members(), member -> of(member, within)) + ">";
        }
        if (type instanceof VariantType variant) {
            return "variant { " + listed(variant.cases(), one -> one.name() + one.payload().map(payload -> "(" + of(payload,
                    within) + ")").orElse("")) + " }";
        }
        if (type instanceof EnumType labels) {
            return "enum { " + listed(labels.labels(), label -> label) + " }";
        }
        if (type instanceof FlagsType flags) {
            return "flags { " + listed(flags.labels(), label -> label) + " }";
        }
        if (type instanceof OptionType option) {
            return "option<" + of(option.payload(), within) + ">";
        }
        if (type instanceof ResultType result) {
            return result(result.ok(), result.error(), within);
        }
        return handle(type, within);
    }

    private static String handle(ValueType type, int within) {
        if (type instanceof OwnType own) {
            return "own<" + own.resource() + ">";
        }
        if (type instanceof BorrowType borrow) {
            return "borrow<" + borrow.resource() + ">";
        }
        if (type instanceof StreamType stream) {
            return "stream" + stream.element().map(element -> "<" + of(element, within) + ">").orElse("");
        }
        if (type instanceof FutureType future) {
            return "future" + future.element().map(element -> "<" + of(element, within) + ">").orElse("");
        }
        return type.toString();
    }

    private static String result(Optional<ValueType> ok, Optional<ValueType> error, int within) {
        String success = ok.map(type -> of(type, within)).orElse("_");
        return error.map(type -> "result<" + success + ", " + of(type, within) + ">")
                .orElse(ok.isPresent() ? "result<" + success + ">" : "result");
    }

    private static <E> String listed(List<E> all, Function<E, String> word) {
        String listed = all.stream().limit(MOST).map(word).collect(Collectors.joining(", "));
        return all.size() > MOST ? listed + ", ..." : listed;
    }
}
