package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitFunction.Calling;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.component.wit.WitPrimitive;
import dev.vespula.internal.names.PrintableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of an interface or a world that a binary describes, as if they had been written. */
final class DecodedMembers extends WrittenMembers {
    private final DecodingBudget budget;
    private final Map<String, DecodedType.Named> types = new HashMap<>();
    /** What types of other interfaces are called here. */
    private final Map<DecodedType.Named, String> used = new HashMap<>();

    DecodedMembers(Place place, PackageName packageName, FullName fullName, DecodingBudget budget) {
        super(place, packageName, fullName);
        this.budget = budget;
    }

    DecodedType.Named typeNamed(String name) {
        DecodedType.Named type = types.get(name);
        if (type == null) {
            throw WitError.invalid(place, "an instance has no type `" + PrintableName.of(name) + "`");
        }
        return type;
    }

    // Types

    /** A type that gets its name here. */
    void addType(DecodedScope scope, ExternName name, ExternDescription description) {
        Attributes attributes = attributes(name);
        DecodedType.Named named = new DecodedType.Named(name.name(), this);
        if (description instanceof ExternDescription.OfResource) {
            members().add(new Member.Type(null, attributes, id(name.name()), resource(name.name())));
        } else {
            DecodedType type = scope.type(((ExternDescription.OfEqualType) description).type());
            if (type instanceof DecodedType.Named other && other.owner() != this) {
                use(other, name.name(), attributes);
            } else {
                members().add(new Member.Type(null, attributes, id(name.name()), body(type)));
            }
        }
        types.put(name.name(), named);
        scope.add(named);
    }

    private static Attributes attributes(ExternName name) {
        return name.externalId().map(id -> new Attributes(null, null, id)).orElse(Attributes.NONE);
    }

    private void use(DecodedType.Named type, String local, Attributes attributes) {
        addUse(type.owner(), type.name(), local, attributes);
        used.putIfAbsent(type, local);
    }

    /** What a type is called here; one of another interface is brought here if it was not. */
    private Id local(DecodedType.Named type) {
        if (type.owner() == this) {
            return id(type.name());
        }
        if (!used.containsKey(type)) {
            use(type, type.name(), Attributes.NONE);
            types.putIfAbsent(type.name(), new DecodedType.Named(type.name(), this));
        }
        return id(used.get(type));
    }

    private TypeBody body(DecodedType type) {
        if (!(type instanceof DecodedType.Unnamed unnamed)) {
            return new TypeBody.Alias(new TypeExpression.Named(local((DecodedType.Named) type)));
        }
        DecodedScope scope = unnamed.scope();
        if (unnamed.definition() instanceof TypeDefinition.OfRecord made) {
            return new TypeBody.Record(made.fields().stream()
                    .map(f -> new TypeBody.Member(null, id(f.label()), type(scope, f.type(), 0))).toList());
        }
        if (unnamed.definition() instanceof TypeDefinition.OfVariant made) {
            budget.charge(made.cases().size(), place);
            return new TypeBody.Variant(made.cases().stream().map(c -> new TypeBody.Member(null, id(c.label()),
                    c.payload().map(payload -> type(scope, payload, 0)).orElse(null))).toList());
        }
        if (unnamed.definition() instanceof TypeDefinition.OfEnum made) {
            budget.charge(made.labels().size(), place);
            return new TypeBody.Enumeration(labels(made.labels()));
        }
        if (unnamed.definition() instanceof TypeDefinition.OfFlags made) {
            budget.charge(made.labels().size(), place);
            return new TypeBody.Flags(labels(made.labels()));
        }
        return new TypeBody.Alias(composed(unnamed, 0));
    }

    private TypeExpression type(DecodedScope scope, TypeRef ref, int depth) {
        budget.charge(1, place);
        checkDepth(depth);
        if (ref instanceof TypeRef.OfPrimitive primitive) {
            return new TypeExpression.Primitive(WitPrimitive.valueOf(primitive.type().name()), place);
        }
        DecodedType type = scope.type(((TypeRef.OfIndex) ref).index());
        return type instanceof DecodedType.Named named
                ? new TypeExpression.Named(local(named))
                : composed((DecodedType.Unnamed) type, depth);
    }

    private TypeExpression optional(DecodedScope scope, Optional<TypeRef> ref, int depth) {
        return ref.map(r -> type(scope, r, depth)).orElse(null);
    }

    private TypeExpression composed(DecodedType.Unnamed type, int depth) {
        DecodedScope scope = type.scope();
        TypeDefinition definition = type.definition();
        int below = depth + 1;
        if (definition instanceof TypeDefinition.OfPrimitive made) {
            return new TypeExpression.Primitive(WitPrimitive.valueOf(made.type().name()), place);
        }
        if (definition instanceof TypeDefinition.OfList made) {
            return new TypeExpression.ListOf(type(scope, made.element(), below), place);
        }
        if (definition instanceof TypeDefinition.OfFixedList made) {
            return new TypeExpression.FixedList(type(scope, made.element(), below),
                    Integer.toUnsignedLong(made.length()), place);
        }
        if (definition instanceof TypeDefinition.OfMap made) {
            TypeExpression key = type(scope, made.key(), below);
            return new TypeExpression.MapOf(key, type(scope, made.value(), below), place);
        }
        if (definition instanceof TypeDefinition.OfTuple made) {
            return new TypeExpression.Tuple(made.members().stream().map(m -> type(scope, m, below)).toList(), place);
        }
        if (definition instanceof TypeDefinition.OfOption made) {
            return new TypeExpression.Option(type(scope, made.payload(), below), place);
        }
        if (definition instanceof TypeDefinition.OfResult made) {
            TypeExpression ok = optional(scope, made.ok(), below);
            return new TypeExpression.Result(ok, optional(scope, made.error(), below), place);
        }
        if (definition instanceof TypeDefinition.OfStream made) {
            return new TypeExpression.StreamOf(optional(scope, made.element(), below), place);
        }
        if (definition instanceof TypeDefinition.OfFuture made) {
            return new TypeExpression.FutureOf(optional(scope, made.element(), below), place);
        }
        if (definition instanceof TypeDefinition.OfOwn made) {
            return new TypeExpression.Own(handled(scope, made.resource()));
        }
        if (definition instanceof TypeDefinition.OfBorrow made) {
            return new TypeExpression.Borrow(handled(scope, made.resource()));
        }
        throw WitError.invalid(place, "a type without a name is of a kind that needs one");
    }

    private Id handled(DecodedScope scope, int index) {
        if (scope.type(index) instanceof DecodedType.Named named) {
            return local(named);
        }
        throw WitError.invalid(place, "type " + index + " is no resource, of which alone there are handles");
    }

    // Functions

    /** A function that belongs to no resource; of one that does it is null, and its resource has it now. */
    FunctionDeclaration function(DecodedScope scope, ExternName name, ExternDescription.OfFunction description) {
        DecodedType.Unnamed found = scope.definition(description.type(), TypeDefinition.OfFunction.class);
        TypeDefinition.OfFunction type = (TypeDefinition.OfFunction) found.definition();
        FunctionName made = FunctionName.parse(name.name(), place);
        FunctionDeclaration declaration = declaration(found.scope(), name, made, type);
        if (made.form() == Form.FREE) {
            return declaration;
        }
        addMethod(made, new TypeBody.Method(made.form(), declaration));
        return null;
    }

    private FunctionDeclaration declaration(DecodedScope scope, ExternName name, FunctionName made,
            TypeDefinition.OfFunction type) {
        List<FunctionDeclaration.Parameter> parameters = type.params().stream().skip(made.hiddenParameters())
                .map(p -> new FunctionDeclaration.Parameter(id(p.label()), type(scope, p.type(), 0))).toList();
        TypeExpression result = optional(scope, type.result(), 0);
        boolean isPlain = made.form() == Form.CONSTRUCTOR && result instanceof TypeExpression.Own;
        return new FunctionDeclaration(null, attributes(name), id(made.label()),
                type.async() ? Calling.ASYNC : Calling.SYNC, parameters, isPlain ? null : result, place);
    }
}
