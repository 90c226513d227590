package dev.vespula.component.internal.abi;

import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What special types are short for: tuples are records, enums, options and results are variants. CanonicalABI.md. */
public final class Despecialised {
    private Despecialised() {}

    /** Types of the fields of a record or tuple; empty for other types. */
    public static Optional<List<ValueType>> members(ValueType type) {
        if (type instanceof RecordType record) {
            return Optional.of(record.fields().stream().map(NamedType::type).toList());
        }
        if (type instanceof TupleType tuple) {
            return Optional.of(tuple.members());
        }
        return Optional.empty();
    }

    /** Payloads of the cases of a variant, enum, option or result, by discriminant; empty for other types. */
    public static Optional<List<Optional<ValueType>>> payloads(ValueType type) {
        if (type instanceof VariantType variant) {
            return Optional.of(variant.cases().stream().map(VariantType.Case::payload).toList());
        }
        if (type instanceof EnumType labels) {
            return Optional.of(Collections.nCopies(labels.labels().size(), Optional.empty()));
        }
        if (type instanceof OptionType option) {
            return Optional.of(List.of(Optional.empty(), Optional.of(option.payload())));
        }
        if (type instanceof ResultType result) {
            return Optional.of(List.of(result.ok(), result.error()));
        }
        return Optional.empty();
    }

    /** The pair that is the element of a map, which lies in memory as a list of pairs. */
    public static TupleType pair(MapType map) {
        return new TupleType(List.of(map.key(), map.value()));
    }
}
