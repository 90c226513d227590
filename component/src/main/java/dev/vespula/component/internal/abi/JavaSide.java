package dev.vespula.component.internal.abi;

import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.VariantType;

/**
 * What the values of a type are in Java: asked once for each type while a {@link ValuePlan} is made. The shapes convert, and
 * {@link Members} say what stands for the types within.
 */
public interface JavaSide {

    /** What stands for the types within a type, in its order: fields, members, payloads, element. */
    @FunctionalInterface
    interface Members {
        /** The side of a type within. */
        JavaSide get(int index);
    }

    /** A shape together with what stands for the types within. */
    record Shaped<S>(S shape, Members members) {}

    /** Numbers, booleans, characters. */
    ScalarForm scalar(Primitive type);

    /** Strings. */
    void string();

    /** Lists of numbers that are to be arrays; false for any other form of them. */
    boolean isNumberArray(Primitive element);

    /** Lists. */
    Shaped<ListShape> list(ListType type);

    /** Lists of one length. */
    Shaped<ListShape> fixedList(FixedListType type);

    /** Maps, as lists of pairs; the element is a tuple. */
    Shaped<ListShape> map(MapType type);

    /** Records. */
    Shaped<RecordShape> record(RecordType type);

    /** Tuples. */
    Shaped<RecordShape> tuple(TupleType type);

    /** Flags. */
    FlagsShape flags(FlagsType type);

    /** Enums. */
    CaseShape enumeration(EnumType type);

    /** Variants; the members are the cases. */
    Shaped<CaseShape> variant(VariantType type);

    /** Options; the members are none and some. */
    Shaped<CaseShape> option(OptionType type);

    /** Results; the members are ok and error. */
    Shaped<CaseShape> result(ResultType type);

    /** Handles that own. */
    HandleShape own(OwnType type);

    /** Handles that are lent. */
    HandleShape borrow(BorrowType type);
}
