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
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plans of a component's types, each made once: shared by all instances. Thread-safe.
 */
public final class Plans {
    /** By identity: comparing types by structure takes as long as they are large. */
    private final Map<ValueType, ValuePlan> values = new IdentityHashMap<>();
    private final Map<FunctionType, FunctionPlan> functions = new IdentityHashMap<>();

    private final Flattening flattening = new Flattening(NumType.I32);
    private final Layout layout = new Layout(Integer.BYTES);

    /** The plan of a function type. */
    public synchronized FunctionPlan of(FunctionType type) {
        FunctionPlan known = functions.get(type);
        if (known == null) {
            known = new FunctionPlan(type, tuple(new TupleType(type.params().stream().map(NamedType::type).toList())),
                    type.result().map(this::of).orElse(null));
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

    private ValuePlan.Place place(ValueType type) {
        return new ValuePlan.Place(flattening.value(type), (int) layout.size(type), layout.alignment(type));
    }

    private RecordPlan tuple(TupleType type) {
        return record(type, new RecordShape.OfTuple(type.members().size()), type.members());
    }

    private RecordPlan record(ValueType type, RecordShape shape, List<ValueType> members) {
        return new RecordPlan(place(type), shape, members.stream().map(this::of).toList(), layout.offsets(members));
    }

    private ValuePlan make(ValueType type) {
        if (type instanceof Primitive primitive) {
            return switch (primitive) {
                case STRING -> new StringPlan(place(type));
                case ERROR_CONTEXT -> new UnsupportedPlan(place(type), type);
                default -> new ScalarPlan(place(type), primitive);
            };
        }
        if (type instanceof ListType list) {
            return list.element() instanceof Primitive primitive && NumberListPlan.isFor(primitive)
                    ? new NumberListPlan(place(type), primitive, (ScalarPlan) of(primitive))
                    : new ListPlan(place(type), of(list.element()), ListPlan.Form.LIST);
        }
        if (type instanceof MapType map) {
            return new ListPlan(place(type), tuple(new TupleType(List.of(map.key(), map.value()))), ListPlan.Form.MAP);
        }
        if (type instanceof FixedListType list) {
            return new FixedListPlan(place(type), of(list.element()), list.length());
        }
        if (type instanceof RecordType record) {
            return record(type, new RecordShape.OfMap(record.fields().stream().map(NamedType::name).toList()),
                    record.fields().stream().map(NamedType::type).toList());
        }
        if (type instanceof TupleType tuple) {
            return tuple(tuple);
        }
        if (type instanceof FlagsType flags) {
            return new FlagsPlan(place(type), flags);
        }
        if (type instanceof OwnType own) {
            return new HandlePlan(place(type), own.resource(), HandlePlan.Ownership.OWN);
        }
        if (type instanceof BorrowType borrow) {
            return new HandlePlan(place(type), borrow.resource(), HandlePlan.Ownership.BORROW);
        }
        return type instanceof StreamType || type instanceof FutureType ? new UnsupportedPlan(place(type), type) : cases(type);
    }

    private ValuePlan cases(ValueType type) {
        if (type instanceof VariantType variant) {
            return cases(type, new CaseShape.OfVariant(variant.cases().stream().map(VariantType.Case::name).toList()));
        }
        if (type instanceof EnumType labels) {
            return cases(type, new CaseShape.OfEnum(labels.labels()));
        }
        return cases(type, type instanceof OptionType ? CaseShape.OPTION : CaseShape.RESULT);
    }

    private ValuePlan cases(ValueType type, CaseShape shape) {
        List<Optional<ValueType>> payloads = Despecialised.payloads(type).orElseThrow();
        List<ValuePlan> plans = new ArrayList<>();
        payloads.forEach(payload -> plans.add(payload.map(this::of).orElse(null)));
        return new VariantPlan(place(type), shape, plans, layout.payloadOffset(payloads));
    }
}
