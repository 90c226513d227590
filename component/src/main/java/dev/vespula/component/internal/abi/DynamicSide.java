package dev.vespula.component.internal.abi;

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
import dev.vespula.component.types.VariantType;

/** The dynamic API: each type has one class, or a few, whatever it is within. */
public final class DynamicSide implements JavaSide {
    /** The only one. */
    public static final DynamicSide INSTANCE = new DynamicSide();

    private DynamicSide() {}

    private <S> Shaped<S> shaped(S shape) {
        return new Shaped<>(shape, index -> this);
    }

    @Override
    public ScalarForm scalar(Primitive type) {
        return ScalarForm.of(type);
    }

    @Override
    public void string() {
        // Strings are strings.
    }

    @Override
    public boolean isNumberArray(Primitive element) {
        return true;
    }

    @Override
    public Shaped<ListShape> list(ListType type) {
        return shaped(ListShape.LIST);
    }

    @Override
    public Shaped<ListShape> fixedList(FixedListType type) {
        return shaped(ListShape.LIST);
    }

    @Override
    public Shaped<ListShape> map(MapType type) {
        return shaped(ListShape.MAP);
    }

    @Override
    public Shaped<RecordShape> record(RecordType type) {
        return shaped(new RecordShape.OfMap(type.fields().stream().map(NamedType::name).toList()));
    }

    @Override
    public Shaped<RecordShape> tuple(TupleType type) {
        return shaped(new RecordShape.OfTuple(type.members().size()));
    }

    @Override
    public FlagsShape flags(FlagsType type) {
        return new FlagsShape.OfLabels(type.labels());
    }

    @Override
    public CaseShape enumeration(EnumType type) {
        return new CaseShape.OfEnum(type.labels());
    }

    @Override
    public Shaped<CaseShape> variant(VariantType type) {
        return shaped(new CaseShape.OfVariant(type.cases().stream().map(VariantType.Case::name).toList()));
    }

    @Override
    public Shaped<CaseShape> option(OptionType type) {
        return shaped(CaseShape.OPTION);
    }

    @Override
    public Shaped<CaseShape> result(ResultType type) {
        return shaped(CaseShape.RESULT);
    }

    @Override
    public HandleShape own(OwnType type) {
        return HandleShape.PLAIN;
    }

    @Override
    public HandleShape borrow(BorrowType type) {
        return HandleShape.PLAIN;
    }
}
