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
            known = of(type, index -> DynamicSide.INSTANCE, DynamicSide.INSTANCE);
            functions.put(type, known);
        }
        return known;
    }

    /** The plan of a function type for Java classes that are not those of the dynamic API. */
    public synchronized FunctionPlan of(FunctionType type, JavaSide.Members params, JavaSide result) {
        TupleType tuple = new TupleType(type.params().stream().map(NamedType::type).toList());
        return new FunctionPlan(type, record(tuple, new RecordShape.OfTuple(tuple.members().size()), params, tuple.members()),
                type.result().map(of -> of(of, result)).orElse(null));
    }

    private ValuePlan of(ValueType type, JavaSide side) {
        if (side != DynamicSide.INSTANCE) {
            return make(type, side);
        }
        ValuePlan known = values.get(type);
        if (known == null) {
            known = make(type, side);
            values.put(type, known);
        }
        return known;
    }

    private ValuePlan.Place place(ValueType type) {
        return new ValuePlan.Place(flattening.value(type), (int) layout.size(type), layout.alignment(type));
    }

    private RecordPlan record(ValueType type, RecordShape shape, JavaSide.Members sides, List<ValueType> members) {
        List<ValuePlan> plans = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            plans.add(of(members.get(i), sides.get(i)));
        }
        return new RecordPlan(place(type), shape, plans, layout.offsets(members));
    }

    private RecordPlan record(ValueType type, JavaSide.Shaped<RecordShape> shaped, List<ValueType> members) {
        return record(type, shaped.shape(), shaped.members(), members);
    }

    private ValuePlan make(ValueType type, JavaSide side) {
        if (type instanceof Primitive primitive) {
            return primitive(primitive, side);
        }
        if (type instanceof ListType list) {
            return list(list, side);
        }
        if (type instanceof MapType map) {
            JavaSide.Shaped<ListShape> shaped = side.map(map);
            return new ListPlan(place(type), shaped.shape(), of(new TupleType(List.of(map.key(), map.value())), shaped.members()
                    .get(0)));
        }
        if (type instanceof FixedListType list) {
            JavaSide.Shaped<ListShape> shaped = side.fixedList(list);
            return new FixedListPlan(place(type), shaped.shape(), of(list.element(), shaped.members().get(0)), list.length());
        }
        if (type instanceof RecordType record) {
            return record(type, side.record(record), record.fields().stream().map(NamedType::type).toList());
        }
        if (type instanceof TupleType tuple) {
            return record(type, side.tuple(tuple), tuple.members());
        }
        if (type instanceof FlagsType flags) {
            return new FlagsPlan(place(type), side.flags(flags), flags.labels().size());
        }
        if (type instanceof OwnType own) {
            return new HandlePlan(place(type), own.resource(), HandlePlan.Ownership.OWN, side.own(own));
        }
        if (type instanceof BorrowType borrow) {
            return new HandlePlan(place(type), borrow.resource(), HandlePlan.Ownership.BORROW, side.borrow(borrow));
        }
        return type instanceof StreamType || type instanceof FutureType ? new UnsupportedPlan(place(type), type)
                : cases(type, side);
    }

    private ValuePlan primitive(Primitive type, JavaSide side) {
        if (type == Primitive.STRING) {
            side.string();
            return new StringPlan(place(type));
        }
        return type == Primitive.ERROR_CONTEXT ? new UnsupportedPlan(place(type), type)
                : new ScalarPlan(place(type), side.scalar(type));
    }

    private ValuePlan list(ListType type, JavaSide side) {
        if (type.element() instanceof Primitive primitive && NumberArrays.isFor(primitive) && side.isNumberArray(primitive)) {
            return new NumberListPlan(place(type), primitive, (ScalarPlan) of(primitive, DynamicSide.INSTANCE));
        }
        JavaSide.Shaped<ListShape> shaped = side.list(type);
        return new ListPlan(place(type), shaped.shape(), of(type.element(), shaped.members().get(0)));
    }

    private ValuePlan cases(ValueType type, JavaSide side) {
        if (type instanceof VariantType variant) {
            return cases(type, side.variant(variant));
        }
        if (type instanceof EnumType labels) {
            return cases(type, new JavaSide.Shaped<>(side.enumeration(labels), index -> side));
        }
        return cases(type, type instanceof OptionType option ? side.option(option) : side.result((ResultType) type));
    }

    private ValuePlan cases(ValueType type, JavaSide.Shaped<CaseShape> shaped) {
        List<Optional<ValueType>> payloads = Despecialised.payloads(type).orElseThrow();
        List<ValuePlan> plans = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            plans.add(payloads.get(i).isEmpty() ? null : of(payloads.get(i).get(), shaped.members().get(i)));
        }
        return new VariantPlan(place(type), shaped.shape(), plans, layout.payloadOffset(payloads));
    }
}
