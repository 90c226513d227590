package dev.vespula.component.internal.validate;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.internal.names.Label;
import dev.vespula.component.internal.names.UniqueNames;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves the definitions of types of values, functions and resources in a scope. Explainer, "Type Definitions". */
final class TypeDefinitions {
    private static final int MOST_FLAGS = 32;
    private static final int LONGEST_FIXED_LIST = (1 << 30) - 1;
    private static final int REP_I32 = 0x7F;
    private static final Set<Primitive> NO_KEYS = EnumSet.of(Primitive.F32, Primitive.F64, Primitive.ERROR_CONTEXT);

    private final Scope scope;
    private final Validation validation;
    private final int offset;

    TypeDefinitions(Scope scope, int offset) {
        this.scope = scope;
        this.validation = scope.validation;
        this.offset = offset;
    }

    /** A function type. */
    FunctionNode function(TypeDefinition.OfFunction type) {
        if (type.async()) {
            validation.require(offset, ComponentFeature.ASYNC, "an async function type");
        }
        Measure measure = Measure.ONE;
        List<String> names = labels(type.params().stream().map(TypeDefinition.Field::label).toList(),
                "function parameter", "parameter");
        List<ValueNode> params = new ArrayList<>();
        for (TypeDefinition.Field param : type.params()) {
            ValueNode node = used(param.type());
            measure = measure.with(node.measure(), offset);
            params.add(node);
        }
        ValueNode result = type.result().isPresent() ? used(type.result().get()) : null;
        if (result != null) {
            if (result.measure().borrows()) {
                throw Refusal.invalid(offset, "function result cannot contain a `borrow` type");
            }
            measure = measure.with(result.measure(), offset);
        }
        return new FunctionNode(type.async(), names, List.copyOf(params), result, measure);
    }

    /** A resource type, which comes to exist here. */
    ResourceNode resource(TypeDefinition.OfResource type) {
        if (scope.kind != Scope.Kind.COMPONENT) {
            throw Refusal.invalid(offset, "resources can only be defined within a concrete component");
        }
        if (type.representation() != REP_I32) {
            validation.require(offset, ComponentFeature.MEMORY64, "a resource that is not represented by `i32`");
        }
        if (type.destructor().isPresent()) {
            var function = scope.core.function(type.destructor().getAsInt(), offset);
            if (!Arrays.equals(function.params(), new int[] {ValTypes.I32}) || function.results().length > 0) {
                throw Refusal.invalid(offset, "core function " + type.destructor().getAsInt()
                        + " has wrong signature for a destructor");
            }
        }
        ResourceNode node = new ResourceNode(new ResourceType(""));
        scope.define(node.resource, true);
        scope.origin(new ResourceOrigin.OfDefinition(node.resource, scope.types.size()));
        return node;
    }

    /** A type where it is used. */
    ValueNode used(TypeRef type) {
        if (type instanceof TypeRef.OfPrimitive of) {
            return validation.values.primitive(checked(of.type()));
        }
        return scope.valueType(((TypeRef.OfIndex) type).index(), offset);
    }

    private Primitive checked(Primitive type) {
        if (type == Primitive.ERROR_CONTEXT) {
            validation.require(offset, ComponentFeature.ERROR_CONTEXT, "`error-context`");
        }
        return type;
    }

    /** A type of values. */
    ValueNode values(TypeDefinition.OfValues type) {
        if (type instanceof TypeDefinition.OfPrimitive of) {
            return validation.values.primitive(checked(of.type())).renamed();
        }
        if (type instanceof TypeDefinition.OfRecord of) {
            return record(of);
        }
        if (type instanceof TypeDefinition.OfVariant of) {
            return variant(of);
        }
        if (type instanceof TypeDefinition.OfTuple of) {
            nonEmpty(of.members().isEmpty(), "tuple type must have at least one type");
            List<ValueNode> parts = of.members().stream().map(this::used).toList();
            return node(new TupleType(parts.stream().map(part -> part.type).toList()), parts);
        }
        if (type instanceof TypeDefinition.OfFlags of) {
            nonEmpty(of.labels().isEmpty(), "flags must have at least one entry");
            if (of.labels().size() > MOST_FLAGS) {
                throw Refusal.invalid(offset, "cannot have more than 32 flags");
            }
            return node(new FlagsType(labels(of.labels(), "flag", "flag")), List.of());
        }
        if (type instanceof TypeDefinition.OfEnum of) {
            nonEmpty(of.labels().isEmpty(), "enum type must have at least one variant");
            return node(new EnumType(labels(of.labels(), "enum tag", "tag")), List.of());
        }
        if (type instanceof TypeDefinition.OfOwn of) {
            return validation.values.handle(scope.resource(of.resource(), offset), false);
        }
        if (type instanceof TypeDefinition.OfBorrow of) {
            return validation.values.handle(scope.resource(of.resource(), offset), true);
        }
        return container(type);
    }

    private ValueNode container(TypeDefinition.OfValues type) {
        if (type instanceof TypeDefinition.OfList of) {
            ValueNode element = used(of.element());
            return node(new ListType(element.type), List.of(element));
        }
        if (type instanceof TypeDefinition.OfFixedList of) {
            validation.require(offset, ComponentFeature.FIXED_LENGTH_LISTS, "a list of a fixed length");
            if (of.length() <= 0 || of.length() > LONGEST_FIXED_LIST) {
                throw Refusal.invalid(offset, of.length() == 0
                        ? "Fixed-length lists must have more than zero elements"
                        : "the limit of " + LONGEST_FIXED_LIST + " fixed-length list elements is exceeded");
            }
            ValueNode element = used(of.element());
            return node(new FixedListType(element.type, of.length()), List.of(element));
        }
        if (type instanceof TypeDefinition.OfMap of) {
            return map(of);
        }
        if (type instanceof TypeDefinition.OfOption of) {
            ValueNode payload = used(of.payload());
            return node(new OptionType(payload.type), List.of(payload));
        }
        if (type instanceof TypeDefinition.OfResult of) {
            List<ValueNode> parts = new ArrayList<>();
            Optional<ValueType> ok = part(of.ok(), parts);
            return node(new ResultType(ok, part(of.error(), parts)), parts);
        }
        List<ValueNode> parts = new ArrayList<>();
        if (type instanceof TypeDefinition.OfStream of) {
            validation.require(offset, ComponentFeature.ASYNC, "`stream`");
            Optional<ValueType> element = transferred(of.element(), parts, "stream");
            if (element.isPresent() && element.get() == Primitive.CHAR) {
                throw Refusal.invalid(offset, "`stream<char>` is not valid at this time: "
                        + "a `stream<u8>` can carry characters in an encoding");
            }
            return node(new StreamType(element), parts);
        }
        validation.require(offset, ComponentFeature.ASYNC, "`future`");
        return node(new FutureType(transferred(((TypeDefinition.OfFuture) type).element(), parts, "future")), parts);
    }

    /** What a stream or future carries outlives calls, so nothing may be lent in it. */
    private Optional<ValueType> transferred(Optional<TypeRef> element, List<ValueNode> parts, String word) {
        Optional<ValueType> type = part(element, parts);
        if (!parts.isEmpty() && parts.get(0).measure().borrows()) {
            throw Refusal.invalid(offset, "`" + word + "` element cannot contain a `borrow` type");
        }
        return type;
    }

    private Optional<ValueType> part(Optional<TypeRef> type, List<ValueNode> parts) {
        if (type.isEmpty()) {
            return Optional.empty();
        }
        ValueNode node = used(type.get());
        parts.add(node);
        return Optional.of(node.type);
    }

    private ValueNode map(TypeDefinition.OfMap type) {
        validation.require(offset, ComponentFeature.MAP, "a map");
        ValueNode key = used(type.key());
        if (!(key.type instanceof Primitive primitive) || NO_KEYS.contains(primitive)) {
            throw Refusal.invalid(offset, "a map key must be a boolean, an integer, a character or a string, not "
                    + ValueNode.word(key.type));
        }
        ValueNode value = used(type.value());
        return node(new MapType(key.type, value.type), List.of(key, value));
    }

    private ValueNode record(TypeDefinition.OfRecord type) {
        nonEmpty(type.fields().isEmpty(), "record type must have at least one field");
        labels(type.fields().stream().map(TypeDefinition.Field::label).toList(), "record field", "field");
        List<NamedType> fields = new ArrayList<>();
        List<ValueNode> parts = new ArrayList<>();
        for (TypeDefinition.Field field : type.fields()) {
            ValueNode part = used(field.type());
            parts.add(part);
            fields.add(new NamedType(field.label(), part.type));
        }
        return node(new RecordType(List.copyOf(fields)), parts);
    }

    private ValueNode variant(TypeDefinition.OfVariant type) {
        nonEmpty(type.cases().isEmpty(), "variant type must have at least one case");
        labels(type.cases().stream().map(TypeDefinition.Case::label).toList(), "variant case", "case");
        List<VariantType.Case> cases = new ArrayList<>();
        List<ValueNode> parts = new ArrayList<>();
        for (TypeDefinition.Case each : type.cases()) {
            cases.add(new VariantType.Case(each.label(), part(each.payload(), parts)));
        }
        return node(new VariantType(List.copyOf(cases)), parts);
    }

    private ValueNode node(ValueType type, List<ValueNode> parts) {
        return validation.values.of(type, List.copyOf(parts), offset);
    }

    private void nonEmpty(boolean isEmpty, String message) {
        if (isEmpty) {
            throw Refusal.invalid(offset, message);
        }
    }

    /** Checks labels: what they are of, and the short word for it. */
    private List<String> labels(List<String> labels, String what, String word) {
        UniqueNames unique = new UniqueNames();
        for (String label : labels) {
            if (!Label.isLabel(label)) {
                throw Refusal.invalid(offset, label.isEmpty()
                        ? what + " name cannot be empty"
                        : what + " name `" + label + "` is not in kebab case");
            }
            String previous = unique.add(label);
            if (previous != null) {
                throw Refusal.invalid(offset, what + " name `" + label + "` conflicts with previous " + word + " name `"
                        + previous + "`");
            }
        }
        return List.copyOf(labels);
    }
}
