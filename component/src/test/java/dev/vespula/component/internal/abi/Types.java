package dev.vespula.component.internal.abi;

import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Types of components, in few words. */
final class Types {
    private Types() {}

    static ListType list(ValueType element) {
        return new ListType(element);
    }

    static TupleType tuple(ValueType... members) {
        return new TupleType(List.of(members));
    }

    /** A record whose fields are called {@code f0}, {@code f1} and so on. */
    static RecordType record(ValueType... fields) {
        return new RecordType(IntStream.range(0, fields.length).mapToObj(i -> new NamedType("f" + i, fields[i])).toList());
    }

    /** Flags called {@code l0}, {@code l1} and so on. */
    static FlagsType flags(int count) {
        return new FlagsType(IntStream.range(0, count).mapToObj(i -> "l" + i).toList());
    }

    /** A variant; the payload of a case may be null. */
    static VariantType variant(VariantType.Case... cases) {
        return new VariantType(Arrays.asList(cases));
    }

    static VariantType.Case of(String name, ValueType payload) {
        return new VariantType.Case(name, Optional.ofNullable(payload));
    }
}
