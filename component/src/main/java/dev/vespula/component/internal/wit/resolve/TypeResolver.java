package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.Renaming;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import dev.vespula.component.internal.wit.resolve.PackageDraft.RequiredResource;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitOwner;
import dev.vespula.component.wit.WitPrimitive;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of one interface or world. */
final class TypeResolver {
    private final PackageDraft draft;
    private final PathResolver paths;
    private final WitOwner owner;
    private final Scope scope = new Scope();
    /** In the order in which they get their names. */
    private final Map<String, TypeNode> defined = new LinkedHashMap<>();
    /** The places of those that {@code use} brings or that are defined. */
    private final Map<String, Id> ids = new LinkedHashMap<>();

    TypeResolver(PackageDraft draft, PathResolver paths, WitOwner owner) {
        this.draft = draft;
        this.paths = paths;
        this.owner = owner;
    }

    Scope scope() {
        return scope;
    }

    Map<String, TypeNode> defined() {
        return defined;
    }

    Place place(String name) {
        return ids.get(name).place();
    }

    /** Defines all types that the members bring in or define, each behind those it mentions. */
    void define(List<Member> members) {
        Map<String, List<Id>> mentioned = new LinkedHashMap<>();
        Map<String, Member.Type> definitions = new LinkedHashMap<>();
        UniqueNames names = new UniqueNames("name");
        for (Member member : members) {
            if (member instanceof Member.Use use) {
                for (Renaming name : use.names()) {
                    names.add(name.local());
                    mentioned.put(name.local().name(), List.of());
                }
            } else if (member instanceof Member.Type type) {

                names.add(type.name());
                List<Id> ofThis = new ArrayList<>();
                Mentions.add(type.body(), ofThis);
                mentioned.put(type.name().name(), ofThis);
                definitions.put(type.name().name(), type);
            }
        }
        for (Member member : members) {
            if (member instanceof Member.Use use) {
                use(use);
            }
        }
        for (String name : DependencyOrder.of("type", mentioned)) {
            if (definitions.containsKey(name)) {
                define(definitions.get(name));
            }
        }
    }

    private void use(Member.Use use) {
        PathResolver.Found from = paths.findInterface(use.from());
        WitGate gate = use.attributes().gate();
        for (Renaming name : use.names()) {
            TypeNode target = from.foreign() != null
                    ? from.foreign().type(name.name(), gate)
                    : ((InterfaceNode) from.node()).scope.type(name.name());
            TypeNode type = new TypeNode(name.local().name(), new WitShape.Alias(target), owner, null, gate,
                    use.attributes().externalId(), name.name().place());
            type.resource = type.aliasedResource();
            add(name.local(), type);
        }
    }

    private void define(Member.Type definition) {
        WitGate gate = definition.attributes().gate();
        WitShape shape = shape(definition.body(), definition.name(), gate);
        TypeNode type = new TypeNode(definition.name().name(), shape, owner, definition.docs(), gate,
                definition.attributes().externalId(), definition.name().place());
        if (definition.body() instanceof TypeBody.Record) {
            type.partPlaces = ((TypeBody.Record) definition.body()).fields().stream().map(f -> f.name().place()).toList();
        }
        type.resource = type.aliasedResource();
        add(definition.name(), type);
    }

    private void add(Id id, TypeNode type) {
        draft.types.add(type);
        scope.defineType(id, type);
        defined.put(id.name(), type);
        ids.put(id.name(), id);
    }

    private WitShape shape(TypeBody body, Id name, WitGate gate) {
        if (body instanceof TypeBody.Alias alias) {
            return shape(alias.type(), gate);
        }
        if (body instanceof TypeBody.Record record) {
            List<TypeBody.Member> fields = unique("field", record.fields());
            return new WitShape.Record(fields.stream()
                    .map(f -> new WitShape.Field(f.name().name(), type(f.type(), gate), Optional.ofNullable(f.docs())))
                    .toList());
        }
        if (body instanceof TypeBody.Variant variant) {
            List<TypeBody.Member> cases = unique("case", variant.cases());
            checkNotEmpty(cases, name, "variant");
            return new WitShape.Variant(cases.stream()
                    .map(c -> new WitShape.Case(c.name().name(), optional(c.type(), gate), Optional.ofNullable(c.docs())))
                    .toList());
        }
        if (body instanceof TypeBody.Enumeration enumeration) {
            List<TypeBody.Member> cases = unique("case", enumeration.cases());
            checkNotEmpty(cases, name, "enum");
            return new WitShape.Enumeration(labels(cases));
        }
        if (body instanceof TypeBody.Flags flags) {
            return new WitShape.Flags(labels(unique("flag", flags.flags())));
        }
        checkMethods((TypeBody.Resource) body);
        return new WitShape.Resource();
    }

    private static List<TypeBody.Member> unique(String what, List<TypeBody.Member> members) {
        UniqueNames names = new UniqueNames(what);
        members.forEach(member -> names.add(member.name()));
        return members;
    }

    private static void checkNotEmpty(List<TypeBody.Member> cases, Id name, String word) {
        if (cases.isEmpty()) {
            throw WitError.invalid(name.place(), word + " `" + PrintableName.of(name.name()) + "` has no case");
        }
    }

    private static List<WitShape.Label> labels(List<TypeBody.Member> members) {
        return members.stream().map(m -> new WitShape.Label(m.name().name(), Optional.ofNullable(m.docs()))).toList();
    }

    private static void checkMethods(TypeBody.Resource resource) {
        UniqueNames names = new UniqueNames("function");
        boolean constructed = false;
        for (TypeBody.Method method : resource.methods()) {
            FunctionDeclaration function = method.function();
            if (method.form() != Form.CONSTRUCTOR) {
                names.add(function.name());
            } else if (constructed) {
                throw WitError.invalid(function.name().place(), "a resource has one constructor at most");
            } else {
                constructed = true;
            }
        }
    }

    /** The shape of a type that gets a name. */
    private WitShape shape(TypeExpression type, WitGate gate) {
        if (type instanceof TypeExpression.Primitive primitive) {
            return new WitShape.Alias(primitive.type());
        }
        if (type instanceof TypeExpression.Named named) {
            return new WitShape.Alias(scope.type(named.id()));
        }
        if (type instanceof TypeExpression.Own own) {
            return new WitShape.Own(resource(own.resource()));
        }
        if (type instanceof TypeExpression.Borrow borrow) {
            return new WitShape.Borrow(resource(borrow.resource()));
        }
        return composed(type, gate);
    }

    private WitShape composed(TypeExpression type, WitGate gate) {
        if (type instanceof TypeExpression.ListOf listOf) {
            return new WitShape.ListOf(type(listOf.element(), gate));
        }
        if (type instanceof TypeExpression.FixedList list) {

            return new WitShape.FixedList(type(list.element(), gate), list.length());
        }
        if (type instanceof TypeExpression.MapOf map) {

            WitType key = type(map.key(), gate);
            WitType value = type(map.value(), gate);
            if (!(key instanceof WitPrimitive witPrimitive) || !witPrimitive.isMapKey()) {
                throw WitError.invalid(map.place(), "the key of a map is a bool, a char, a string or an integer");
            }
            return new WitShape.MapOf(key, value);
        }
        if (type instanceof TypeExpression.Tuple tuple) {
            return new WitShape.Tuple(
                    tuple.types().stream().map(part -> type(part, gate)).toList());
        }
        if (type instanceof TypeExpression.Option option) {
            return new WitShape.Option(type(option.type(), gate));
        }
        if (type instanceof TypeExpression.Result result) {

            Optional<WitType> ok = optional(result.ok(), gate);
            return new WitShape.Result(ok, optional(result.error(), gate));
        }
        if (type instanceof TypeExpression.StreamOf streamOf) {
            return new WitShape.StreamOf(optional(streamOf.element(), gate));
        }
        return new WitShape.FutureOf(optional(((TypeExpression.FutureOf) type).type(), gate));
    }

    private Optional<WitType> optional(TypeExpression type, WitGate gate) {
        return type == null ? Optional.empty() : Optional.of(type(type, gate));
    }

    /**
     * A type where it is used.
     *
     * @param gate of what it is used in, or null
     */
    WitType type(TypeExpression type, WitGate gate) {
        WitShape shape = shape(type, gate);
        if (shape instanceof WitShape.Alias alias) {
            return alias.target();
        }
        if (shape instanceof WitShape.Own own) {
            return own.resource();
        }
        return draft.anonymous(shape, gate, type.place());
    }

    private TypeNode resource(Id id) {
        TypeNode type = scope.type(id);
        if (type.resource == null) {
            throw WitError.invalid(id.place(),
                    "type `" + PrintableName.of(id.name()) + "` is no resource, of which alone there are handles");
        }
        if (type.resource.isPlaceholder()) {
            draft.requiredResources.add(new RequiredResource(type.resource, id.place()));
        }
        return type;
    }
}
