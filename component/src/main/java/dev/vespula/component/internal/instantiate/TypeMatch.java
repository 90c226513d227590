package dev.vespula.component.internal.instantiate;

import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether two function types are the same at run time: resource types stand for resources, each in its own component.
 *
 * @param left what a resource type of the first stands for
 * @param right what one of the second stands for
 */
record TypeMatch(Function<ResourceType, ?> left, Function<ResourceType, ?> right) {

    boolean same(FunctionType a, FunctionType b) {
        return a.async() == b.async() && sameFields(a.params(), b.params()) && sameOptional(a.result(), b.result());
    }

    private boolean sameFields(List<NamedType> a, List<NamedType> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).name().equals(b.get(i).name()) || !same(a.get(i).type(), b.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private boolean sameOptional(Optional<ValueType> a, Optional<ValueType> b) {
        return a.isPresent() == b.isPresent() && (a.isEmpty() || same(a.get(), b.get()));
    }

    boolean sameAll(List<ValueType> a, List<ValueType> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameCases(List<VariantType.Case> a, List<VariantType.Case> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).name().equals(b.get(i).name()) || !sameOptional(a.get(i).payload(), b.get(i).payload())) {
                return false;
            }
        }
        return true;
    }

    private boolean same(ValueType a, ValueType b) {
        if (a.getClass() != b.getClass()) {
            return false;
        }
        if (a instanceof OwnType one) {
            return left.apply(one.resource()) == right.apply(((OwnType) b).resource());
        }
        if (a instanceof BorrowType one) {
            return left.apply(one.resource()) == right.apply(((BorrowType) b).resource());
        }
        if (a instanceof RecordType one) {
            return sameFields(one.fields(), ((RecordType) b).fields());
        }
        if (a instanceof VariantType one) {
            return sameCases(one.cases(), ((VariantType) b).cases());
        }
        if (a instanceof TupleType one) {
            return sameAll(one.members(), ((TupleType) b).members());
        }
        if (a instanceof ListType one) {
            return same(one.element(), ((ListType) b).element());
        }
        if (a instanceof FixedListType one) {
            return one.length() == ((FixedListType) b).length() && same(one.element(), ((FixedListType) b).element());
        }
        if (a instanceof MapType one) {
            return same(one.key(), ((MapType) b).key()) && same(one.value(), ((MapType) b).value());
        }
        if (a instanceof OptionType one) {
            return same(one.payload(), ((OptionType) b).payload());
        }
        if (a instanceof ResultType one) {
            return sameOptional(one.ok(), ((ResultType) b).ok()) && sameOptional(one.error(), ((ResultType) b).error());
        }
        if (a instanceof StreamType one) {
            return sameOptional(one.element(), ((StreamType) b).element());
        }
        if (a instanceof FutureType one) {
            return sameOptional(one.element(), ((FutureType) b).element());
        }
        return a.equals(b);
    }
}
