package dev.vespula.component.internal.bind;

import dev.vespula.component.Result;
import dev.vespula.component.internal.abi.CaseShape;
import dev.vespula.component.internal.abi.DynamicSide;
import dev.vespula.component.internal.abi.FlagsShape;
import dev.vespula.component.internal.abi.HandleShape;
import dev.vespula.component.internal.abi.JavaSide;
import dev.vespula.component.internal.abi.ListShape;
import dev.vespula.component.internal.abi.RecordShape;
import dev.vespula.component.internal.abi.ScalarForm;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Java type that the user has for a type of WIT. What does not fit is noted, and then treated as in the dynamic API. */
class TypedSide implements JavaSide {
    private final Draft draft;
    private final JavaType java;
    private final String place;

    TypedSide(Draft draft, JavaType java, String place) {
        this.draft = draft;
        this.java = java;
        this.place = place;
    }

    /** The side of a type; {@code Object} takes what the dynamic API has. */
    static JavaSide of(Draft draft, ValueType type, JavaType java, String place) {
        if (type instanceof StreamType || type instanceof FutureType || type == Primitive.ERROR_CONTEXT) {
            draft.refuse(place, type, java, "asynchronous types are not supported");
            return DynamicSide.INSTANCE;
        }
        return java.raw() == Object.class ? DynamicSide.INSTANCE : new TypedSide(draft, java, place);
    }

    private JavaSide within(ValueType type, JavaType member, String path) {
        return of(draft, type, member, place + path);
    }

    private JavaSide refuse(ValueType type, String why) {
        draft.refuse(place, type, java, why);
        return DynamicSide.INSTANCE;
    }

    // ---- numbers and strings

    @Override
    public ScalarForm scalar(Primitive type) {
        ScalarForm form = Scalars.form(type, java.raw());
        if (form == null) {
            refuse(type, Scalars.wanted(type) + " stands for it");
        }
        return form == null ? ScalarForm.of(type) : form;
    }

    @Override
    public void string() {
        if (java.raw() != String.class) {
            refuse(Primitive.STRING, "String stands for it");
        }
    }

    // ---- lists

    @Override
    public boolean isNumberArray(Primitive element) {
        return java.raw() == Scalars.array(element);
    }

    @Override
    public Shaped<ListShape> list(ListType type) {
        Shaped<ListShape> elements = elements(type.element());
        return elements != null ? elements
                : refuse(type, (type.element() instanceof Primitive number && Scalars.array(number) != null
                        ? Scalars.array(number).getSimpleName() + " or " : "") + "List or an array stands for it").list(type);
    }

    @Override
    public Shaped<ListShape> fixedList(FixedListType type) {
        Shaped<ListShape> elements = elements(type.element());
        return elements != null ? elements : refuse(type, "List or an array stands for it").fixedList(type);
    }

    private Shaped<ListShape> elements(ValueType element) {
        boolean isList = java.raw() == List.class || java.raw() == Collection.class;
        if (!isList && !java.raw().isArray()) {
            return null;
        }
        JavaSide side = within(element, java.argument(0), "[]");
        return new Shaped<>(isList ? ListShape.LIST : new ArrayClass(java.raw().componentType()), index -> side);
    }

    @Override
    public Shaped<ListShape> map(MapType type) {
        if (java.raw() != Map.class) {
            return refuse(type, "Map stands for it").map(type);
        }
        JavaSide key = within(type.key(), java.argument(0), "[].key");
        JavaSide value = within(type.value(), java.argument(1), "[].value");
        JavaSide pair = new TypedSide(draft, java, place) {
            @Override
            public Shaped<RecordShape> tuple(TupleType tuple) {
                return new Shaped<>(new RecordShape.OfTuple(2), index -> index == 0 ? key : value);
            }
        };
        return new Shaped<>(ListShape.MAP, index -> pair);
    }

    // ---- records

    @Override
    public Shaped<RecordShape> record(RecordType type) {
        RecordMembers record = members(type);
        if (record == null) {
            return DynamicSide.INSTANCE.record(type);
        }
        List<NamedType> fields = type.fields();
        int[] order = fields.stream().mapToInt(field -> record.indexOf(field.name())).toArray();
        boolean[] used = new boolean[record.components().size()];
        boolean complete = true;
        for (int i = 0; i < order.length; i++) {
            if (order[i] < 0) {
                draft.refuse(place + "." + fields.get(i).name() + ": " + TypeWords.of(fields.get(i).type()) + " in WIT, but "
                        + java + " has no component " + JavaNames.camel(fields.get(i).name()));
                complete = false;
            } else {
                used[order[i]] = true;
            }
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                draft.refuse(place + ": the component " + record.components().get(i).getName() + " of " + java
                        + " stands for no field of " + TypeWords.of(type));
                complete = false;
            }
        }
        List<String> names = fields.stream().map(NamedType::name).toList();
        Members sides = index -> order[index] < 0 ? DynamicSide.INSTANCE
                : within(fields.get(index).type(), component(record, order[index]), "." + names.get(index));
        return new Shaped<>(complete ? new RecordClass(record, order, names) : new RecordShape.OfMap(names), sides);
    }

    @Override
    public Shaped<RecordShape> tuple(TupleType type) {
        RecordMembers record = members(type);
        if (record == null) {
            return DynamicSide.INSTANCE.tuple(type);
        }
        int count = type.members().size();
        if (record.components().size() != count) {
            return refuse(type, "the record has " + record.components().size() + " components").tuple(type);
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        return new Shaped<>(new RecordClass(record, order, null), index -> within(type.members().get(index), component(record,
                index), "[" + index + "]"));
    }

    /** The record that stands for a type; null if none does. */
    private RecordMembers members(ValueType type) {
        if (!java.raw().isRecord()) {
            refuse(type, "a record stands for it");
            return null;
        }
        try {
            return draft.lookup().record(java.raw());
        } catch (IllegalArgumentException e) {
            refuse(type, e.getMessage());
            return null;
        }
    }

    private JavaType component(RecordMembers record, int index) {
        return java.member(record.components().get(index).getGenericType());
    }

    // ---- flags, enums and variants

    @Override
    public FlagsShape flags(FlagsType type) {
        if (java.raw() != Set.class && java.raw() != EnumSet.class || !java.argument(0).raw().isEnum()) {
            return refuse(type, "a Set or EnumSet of an enum stands for it").flags(type);
        }
        EnumClass found = constants(type, java.argument(0).raw(), type.labels());
        return found == null ? DynamicSide.INSTANCE.flags(type) : found;
    }

    @Override
    public CaseShape enumeration(EnumType type) {
        if (!java.raw().isEnum()) {
            return refuse(type, "an enum stands for it").enumeration(type);
        }
        EnumClass found = constants(type, java.raw(), type.labels());
        return found == null ? DynamicSide.INSTANCE.enumeration(type) : found;
    }

    private EnumClass constants(ValueType type, Class<?> javaEnum, List<String> labels) {
        EnumConstants constants = new EnumConstants(javaEnum);
        List<String> missing = labels.stream().filter(label -> constants.find(label) == null).map(JavaNames::constant).toList();
        List<String> others = constants.others(labels);
        if (!missing.isEmpty()) {
            refuse(type, javaEnum.getSimpleName() + " has no " + String.join(", ", missing));
        }
        if (!others.isEmpty()) {
            refuse(type, "nothing is called like " + String.join(", ", others) + " of " + javaEnum.getSimpleName());
        }
        return missing.isEmpty() && others.isEmpty()
                ? new EnumClass(javaEnum, labels, labels.stream().map(constants::find).toArray(Enum<?>[]::new)) : null;
    }

    @Override
    public Shaped<CaseShape> variant(VariantType type) {
        if (!java.raw().isSealed() || !java.raw().isInterface()) {
            return refuse(type, "a sealed interface with a record for each case stands for it").variant(type);
        }
        return new SealedCases(draft, java, place).compare(type);
    }

    @Override
    public Shaped<CaseShape> option(OptionType type) {
        if (java.raw() != Optional.class) {
            return refuse(type, "Optional stands for it").option(type);
        }
        return new Shaped<>(CaseShape.OPTION, index -> within(type.payload(), java.argument(0), ".some"));
    }

    @Override
    public Shaped<CaseShape> result(ResultType type) {
        if (java.raw() != Result.class) {
            return refuse(type, "Result stands for it").result(type);
        }
        for (int i = 0; i < 2; i++) {
            if ((i == 0 ? type.ok() : type.error()).isEmpty() && java.argument(i).raw() != Void.class) {
                refuse(type, "Void stands for " + (i == 0 ? "success" : "an error") + " without a value");
            }
        }
        return new Shaped<>(CaseShape.RESULT, index -> index == 0 ? within(type.ok().orElseThrow(), java.argument(0), ".ok")
                : within(type.error().orElseThrow(), java.argument(1), ".err"));
    }

    // ---- resources

    @Override
    public HandleShape own(OwnType type) {
        return handle(type, type.resource());
    }

    @Override
    public HandleShape borrow(BorrowType type) {
        return handle(type, type.resource());
    }

    private HandleShape handle(ValueType type, ResourceType token) {
        if (java.raw().isPrimitive() || java.raw().isArray()) {
            refuse(type, "an interface that extends AutoCloseable, or the class of the host's objects, stands for it");
            return HandleShape.PLAIN;
        }
        ResourceUse use = new ResourceUse(token, java.raw(), place, draft.lookup());
        draft.resources().add(use);
        return use.isTyped() ? new HandleClass(java.raw(), draft.lookup()) : HandleShape.PLAIN;
    }
}
