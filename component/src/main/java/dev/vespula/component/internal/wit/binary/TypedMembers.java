package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import dev.vespula.component.internal.wit.syntax.WitError;
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
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitFunction.Calling;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.component.wit.WitPrimitive;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of an interface or a world of which there is the type, as if they had been written. */
final class TypedMembers extends WrittenMembers {
    /** Which names types have, and where, in all that was looked at. */
    static final class Known {
        private final Map<Object, Named> types = new IdentityHashMap<>();
        private final DecodingBudget budget = new DecodingBudget();
    }

    private record Named(TypedMembers owner, String name) {}

    private final Known known;
    private final Set<String> names = new HashSet<>();
    /** What types that stand elsewhere are called here. */
    private final Map<Object, String> used = new IdentityHashMap<>();

    TypedMembers(Place place, PackageName packageName, FullName fullName, Known known) {
        super(place, packageName, fullName);
        this.known = known;
    }

    /** A type under a name. If the interface was here before, it only is the one that is there. */
    void addType(String name, TypeBound bound) {
        if (bound instanceof TypeBound.OfExtern) {
            throw WitError.invalid(place, "there is a type that is not of values, which WIT cannot say");
        }
        Object type = bound instanceof TypeBound.OfValues values
                ? values.type()
                : ((TypeBound.OfResource) bound).type();
        known.budget.charge(1, place);
        boolean isNew = names.add(name);
        Named before = type instanceof Primitive ? null : known.types.get(type);
        if (isNew && before != null && before.owner != this && before.owner.fullName() != null) {
            use(before, type, name);
        } else if (isNew) {
            members().add(new Member.Type(null, Attributes.NONE, id(name), before != null && before.owner == this
                    ? new TypeBody.Alias(new TypeExpression.Named(id(before.name)))
                    : body(name, type)));
        }
        if (before == null && !(type instanceof Primitive)) {
            known.types.put(type, new Named(this, name));
        }
    }

    private void use(Named type, Object identity, String local) {
        addUse(type.owner, type.name, local, Attributes.NONE);
        used.put(identity, local);
        names.add(local);
    }

    private Id local(Named type, Object identity) {
        if (type.owner == this) {
            return id(type.name);
        }
        if (!used.containsKey(identity)) {
            use(type, identity, type.name);
        }
        return id(used.get(identity));
    }

    private TypeBody body(String name, Object type) {
        if (type instanceof ResourceType) {
            return resource(name);
        }
        if (type instanceof RecordType made) {
            return new TypeBody.Record(made.fields().stream()
                    .map(field -> new TypeBody.Member(null, id(field.name()), type(field.type(), 0))).toList());
        }
        if (type instanceof VariantType made) {
            return new TypeBody.Variant(made.cases().stream()
                    .map(c -> new TypeBody.Member(null, id(c.name()), optional(c.payload(), 0))).toList());
        }
        if (type instanceof EnumType made) {
            return new TypeBody.Enumeration(labels(made.labels()));
        }
        if (type instanceof FlagsType made) {
            return new TypeBody.Flags(labels(made.labels()));
        }
        return new TypeBody.Alias(composed((ValueType) type, 0));
    }

    private TypeExpression optional(Optional<ValueType> type, int depth) {
        return type.map(t -> type(t, depth)).orElse(null);
    }

    private TypeExpression type(ValueType type, int depth) {
        known.budget.charge(1, place);
        checkDepth(depth);
        Named named = type instanceof Primitive ? null : known.types.get(type);
        return named != null ? new TypeExpression.Named(local(named, type)) : composed(type, depth);
    }

    private TypeExpression composed(ValueType type, int depth) {
        int below = depth + 1;
        if (type instanceof Primitive primitive) {
            return new TypeExpression.Primitive(WitPrimitive.valueOf(primitive.name()), place);
        }
        if (type instanceof OwnType own) {
            return new TypeExpression.Own(handled(own.resource()));
        }
        if (type instanceof BorrowType borrow) {
            return new TypeExpression.Borrow(handled(borrow.resource()));
        }
        if (type instanceof ListType list) {
            return new TypeExpression.ListOf(type(list.element(), below), place);
        }
        if (type instanceof FixedListType list) {
            return new TypeExpression.FixedList(type(list.element(), below), list.length(), place);
        }
        if (type instanceof MapType map) {
            TypeExpression key = type(map.key(), below);
            return new TypeExpression.MapOf(key, type(map.value(), below), place);
        }
        if (type instanceof TupleType tuple) {
            return new TypeExpression.Tuple(tuple.members().stream().map(m -> type(m, below)).toList(), place);
        }
        if (type instanceof OptionType option) {
            return new TypeExpression.Option(type(option.payload(), below), place);
        }
        if (type instanceof ResultType result) {
            TypeExpression ok = optional(result.ok(), below);
            return new TypeExpression.Result(ok, optional(result.error(), below), place);
        }
        if (type instanceof StreamType stream) {
            return new TypeExpression.StreamOf(optional(stream.element(), below), place);
        }
        if (type instanceof FutureType future) {
            return new TypeExpression.FutureOf(optional(future.element(), below), place);
        }
        throw WitError.invalid(place, "there is a record, variant, enum or flags without a name");
    }

    private Id handled(ResourceType resource) {
        Named named = known.types.get(resource);
        if (named == null) {
            throw WitError.invalid(place, "there is a handle of a resource without a name");
        }
        return local(named, resource);
    }

    /**
     * A function, unless it is there; one that belongs to a resource is added to that, and null.
     *
     * @param space "" for the names that types have too; a world's imports and exports are two others
     */
    FunctionDeclaration function(String space, String name, FunctionType type) {
        known.budget.charge(1, place);
        if (!names.add(space + name)) {
            return null;
        }
        FunctionName made = FunctionName.parse(name, place);
        List<FunctionDeclaration.Parameter> parameters = type.params().stream().skip(made.hiddenParameters())
                .map(p -> new FunctionDeclaration.Parameter(id(p.name()), type(p.type(), 0))).toList();
        TypeExpression result = optional(type.result(), 0);
        boolean isPlain = made.form() == Form.CONSTRUCTOR && result instanceof TypeExpression.Own;
        FunctionDeclaration declaration = new FunctionDeclaration(null, Attributes.NONE, id(made.label()),
                type.async() ? Calling.ASYNC : Calling.SYNC, parameters, isPlain ? null : result, place);
        if (made.form() == Form.FREE) {
            return declaration;
        }
        addMethod(made, new TypeBody.Method(made.form(), declaration));
        return null;
    }
}
