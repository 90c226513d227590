package dev.vespula.component.internal.abi;

import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plans of a component's types, each made once: shared by all instances. Thread-safe.
 */
public final class Plans {
    /** By identity: comparing types by structure takes as long as they are large. */
    private final Map<ValueType, ValuePlan> values = new IdentityHashMap<>();
    private final Map<FunctionType, FunctionPlan> functions = new IdentityHashMap<>();

    /** The plan of a function type. */
    public synchronized FunctionPlan of(FunctionType type) {
        FunctionPlan known = functions.get(type);
        if (known == null) {
            List<ValuePlan> params = type.params().stream().map(param -> of(param.type())).toList();
            known = new FunctionPlan(type, RecordPlan.ofTuple(params), type.result().map(this::of).orElse(null));
            functions.put(type, known);
        }
        return known;
    }

    /** The plan of a type of values. */
    synchronized ValuePlan of(ValueType type) {
        ValuePlan known = values.get(type);
        if (known == null) {
            known = make(type);
            values.put(type, known);
        }
        return known;
    }

    private ValuePlan make(ValueType type) {
        if (type instanceof Primitive primitive) {
            return switch (primitive) {
                case STRING -> new StringPlan();
                case ERROR_CONTEXT -> new UnsupportedPlan(type);
                default -> new ScalarPlan(primitive);
            };
        }
        if (type instanceof ListType list) {
            return list.element() instanceof Primitive primitive && NumberListPlan.isFor(primitive)
                    ? new NumberListPlan(primitive)
                    : new ListPlan(of(list.element()), ListPlan.Form.LIST);
        }
        if (type instanceof MapType map) {
            return new ListPlan(RecordPlan.ofTuple(List.of(of(map.key()), of(map.value()))), ListPlan.Form.MAP);
        }
        if (type instanceof FixedListType list) {
            return new FixedListPlan(of(list.element()), list.length());
        }
        if (type instanceof RecordType record) {
            return RecordPlan.of(new RecordShape.OfMap(record.fields().stream().map(NamedType::name).toList()),
                    record.fields().stream().map(field -> of(field.type())).toList());
        }
        if (type instanceof TupleType tuple) {
            return RecordPlan.ofTuple(tuple.members().stream().map(this::of).toList());
        }
        if (type instanceof FlagsType flags) {
            return new FlagsPlan(flags);
        }
        if (type instanceof OwnType own) {
            return new HandlePlan(own.resource(), HandlePlan.Ownership.OWN);
        }
        if (type instanceof BorrowType borrow) {
            return new HandlePlan(borrow.resource(), HandlePlan.Ownership.BORROW);
        }
        return type instanceof StreamType || type instanceof FutureType ? new UnsupportedPlan(type) : cases(type);
    }

    private ValuePlan cases(ValueType type) {
        if (type instanceof VariantType variant) {
            return VariantPlan.of(new CaseShape.OfVariant(variant.cases().stream().map(VariantType.Case::name).toList()),
                    Arrays.asList(variant.cases().stream().map(one -> one.payload().map(this::of).orElse(null))
                            .toArray(ValuePlan[]::new)));
        }
        if (type instanceof EnumType labels) {
            return VariantPlan.of(new CaseShape.OfEnum(labels.labels()), Arrays.asList(new ValuePlan[labels.labels().size()]));
        }
        if (type instanceof OptionType option) {
            return VariantPlan.of(CaseShape.OPTION, Arrays.asList(null, of(option.payload())));
        }
        ResultType result = (ResultType) type;
        return VariantPlan.of(CaseShape.RESULT, Arrays.asList(result.ok().map(this::of).orElse(null),
                result.error().map(this::of).orElse(null)));
    }
}
