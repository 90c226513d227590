package dev.vespula.component.internal.wit.binary;

import dev.vespula.InvalidException;
import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitFunction.Calling;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitPrimitive;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The declarations of a component type or an instance type, and which index what has in it. */
final class EncodedScope {
    /** More flags than this have no place in the canonical ABI. */
    private static final int MAX_FLAGS = 32;

    /** Whether what is declared is imported or exported. */
    enum Direction {
        IMPORT, EXPORT
    }

    private final EncodedScope parent;
    private final List<Declaration> declarations = new ArrayList<>();
    private final Map<WitTypeDef, Integer> types = new HashMap<>();
    private final Map<WitInterface, Integer> instances = new HashMap<>();
    private int typeCount;
    private int instanceCount;

    /** @param parent null for the outermost */
    EncodedScope(EncodedScope parent) {
        this.parent = parent;
    }

    List<Declaration> declarations() {
        return declarations;
    }

    int addType(TypeDefinition definition) {
        declarations.add(new Declaration.OfType(0, definition));
        return typeCount++;
    }

    private void declare(Direction direction, ExternName name, ExternDescription description) {
        declarations.add(direction == Direction.IMPORT
                ? new Declaration.OfImport(0, name, description)
                : new Declaration.OfExport(0, name, description));
    }

    void addComponent(String name, int type) {
        declare(Direction.EXPORT, new ExternName(name), new ExternDescription.OfComponent(type));
    }

    /** An instance of a type; under its own full name its types are known from now on as those of {@code target}. */
    void addInstance(Direction direction, ExternName name, int type, Optional<WitInterface> target) {
        declare(direction, name, new ExternDescription.OfInstance(type));
        int index = instanceCount++;
        target.ifPresent(made -> {
            instances.put(made, index);
            made.types().values().forEach(types::remove);
        });
    }

    void addFunction(Direction direction, WitFunction function) {
        List<TypeDefinition.Field> parameters = function.parameters().stream()
                .map(p -> new TypeDefinition.Field(p.name(), ref(p.type()))).toList();
        int type = addType(new TypeDefinition.OfFunction(function.calling() == Calling.ASYNC, parameters,
                function.result().map(this::ref)));
        declare(direction, named(function.name(), function.externalId()), new ExternDescription.OfFunction(type));
    }

    static ExternName named(String name, Optional<String> externalId) {
        return new ExternName(name, Optional.empty(), Optional.empty(), externalId);
    }

    /** A type under its name. */
    void addNamed(Direction direction, WitTypeDef type) {
        WitShape shape = type.shape();
        ExternDescription description;
        if (shape instanceof WitShape.Resource) {
            description = new ExternDescription.OfResource();
        } else if (shape instanceof WitShape.Alias alias && alias.target() instanceof WitTypeDef target) {
            description = new ExternDescription.OfEqualType(index(target));
        } else {
            description = new ExternDescription.OfEqualType(addType(definition(type.name().orElseThrow(), shape)));
        }
        declare(direction, named(type.name().orElseThrow(), type.externalId()), description);
        types.put(type, typeCount++);
    }

    /** The index of a type in this scope; if need be it is brought here from an instance or the scope around. */
    private int index(WitTypeDef type) {
        Integer known = types.get(type);
        if (known == null) {
            known = bring(type);
            types.put(type, known);
        }
        return known;
    }

    private int bring(WitTypeDef type) {
        if (type.name().isEmpty()) {
            return addType(definition("", type.shape()));
        }
        Integer instance = type.owner().map(instances::get).orElse(null);
        if (instance == null && parent == null) {
            throw new IllegalStateException("nothing declares " + type);
        }
        Alias alias = instance != null
                ? new Alias.OfExport(Sort.TYPE, instance, type.name().get())
                : new Alias.OfOuter(Sort.TYPE, 1, parent.index(type));
        declarations.add(new Declaration.OfAlias(0, alias));
        return typeCount++;
    }

    private TypeRef ref(WitType type) {
        return type instanceof WitTypeDef definition
                ? new TypeRef.OfIndex(index(definition))
                : new TypeRef.OfPrimitive(primitive((WitPrimitive) type));
    }

    private static Primitive primitive(WitPrimitive type) {
        return Primitive.valueOf(type.name());
    }

    private TypeDefinition definition(String name, WitShape shape) {
        if (shape instanceof WitShape.Record made) {
            checkSize(name, made.word(), made.fields().size(), Integer.MAX_VALUE);
            return new TypeDefinition.OfRecord(made.fields().stream()
                    .map(field -> new TypeDefinition.Field(field.name(), ref(field.type()))).toList());
        }
        if (shape instanceof WitShape.Variant made) {
            return new TypeDefinition.OfVariant(made.cases().stream()
                    .map(c -> new TypeDefinition.Case(c.name(), c.type().map(this::ref))).toList());
        }
        if (shape instanceof WitShape.Flags made) {
            checkSize(name, made.word(), made.flags().size(), MAX_FLAGS);
            return new TypeDefinition.OfFlags(made.flags().stream().map(WitShape.Label::name).toList());
        }
        if (shape instanceof WitShape.Enumeration made) {
            return new TypeDefinition.OfEnum(made.cases().stream().map(WitShape.Label::name).toList());
        }
        if (shape instanceof WitShape.Own made) {
            return new TypeDefinition.OfOwn(index(made.resource()));
        }
        if (shape instanceof WitShape.Borrow made) {
            return new TypeDefinition.OfBorrow(index(made.resource()));
        }
        return composed(name, shape);
    }

    private TypeDefinition composed(String name, WitShape shape) {
        if (shape instanceof WitShape.Tuple made) {
            checkSize(name, made.word(), made.types().size(), Integer.MAX_VALUE);
            return new TypeDefinition.OfTuple(made.types().stream().map(this::ref).toList());
        }
        if (shape instanceof WitShape.Option made) {
            return new TypeDefinition.OfOption(ref(made.type()));
        }
        if (shape instanceof WitShape.Result made) {
            Optional<TypeRef> ok = made.ok().map(this::ref);
            return new TypeDefinition.OfResult(ok, made.error().map(this::ref));
        }
        if (shape instanceof WitShape.ListOf made) {
            return new TypeDefinition.OfList(ref(made.element()));
        }
        if (shape instanceof WitShape.FixedList made) {
            checkSize(name, "list", made.length(), Integer.MAX_VALUE);
            return new TypeDefinition.OfFixedList(ref(made.element()), (int) made.length());
        }
        if (shape instanceof WitShape.MapOf made) {
            TypeRef key = ref(made.key());
            return new TypeDefinition.OfMap(key, ref(made.value()));
        }
        if (shape instanceof WitShape.StreamOf made) {
            return new TypeDefinition.OfStream(made.element().map(this::ref));
        }
        if (shape instanceof WitShape.FutureOf made) {
            return new TypeDefinition.OfFuture(made.type().map(this::ref));
        }
        return new TypeDefinition.OfPrimitive(primitive((WitPrimitive) ((WitShape.Alias) shape).target()));
    }

    /** Some types that WIT can say no component can have. */
    private static void checkSize(String name, String word, long size, int max) {
        if (size == 0 || size > max) {
            throw new InvalidException("a component cannot have a " + word + " of " + size + " parts"
                    + (name.isEmpty() ? "" : ", which `" + name + "` is"), -1);
        }
    }
}
