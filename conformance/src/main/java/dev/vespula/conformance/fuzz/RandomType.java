package dev.vespula.conformance.fuzz;

import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeDefinition.Case;
import dev.vespula.component.internal.model.TypeDefinition.Field;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.Primitive;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Makes types for {@link RandomComponent}. */
final class RandomType {
    private static final int MOST_MEMBERS = 4;
    private static final int INSTANCE_DECLARATIONS = 4;
    private static final int COMPONENT_DECLARATIONS = 5;

    private final Random random;
    private final RandomComponent parts;

    RandomType(Random random, RandomComponent parts) {
        this.random = random;
        this.parts = parts;
    }

    /** A type with others within, so many levels at most. */
    TypeDefinition next(int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 4)) {
            case 0 -> valueType();
            case 1 -> random.nextBoolean()
                    ? new TypeDefinition.OfResource(0x7F,
                            random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(parts.index()))
                    : new TypeDefinition.OfFunction(random.nextBoolean(), parts.several(MOST_MEMBERS, this::field),
                            optionalRef());
            case 2 -> new TypeDefinition.OfComponent(
                    parts.several(MOST_MEMBERS, () -> parts.declaration(depth - 1, COMPONENT_DECLARATIONS)));
            default -> new TypeDefinition.OfInstance(
                    parts.several(MOST_MEMBERS, () -> parts.declaration(depth - 1, INSTANCE_DECLARATIONS)));
        };
    }

    private TypeDefinition valueType() {
        return switch (random.nextInt(15)) {
            case 0 -> new TypeDefinition.OfPrimitive(parts.pick(Primitive.values()));
            case 1 -> new TypeDefinition.OfRecord(parts.several(MOST_MEMBERS, this::field));
            case 2 -> new TypeDefinition.OfVariant(
                    parts.several(MOST_MEMBERS, () -> new Case(parts.label(), optionalRef())));
            case 3 -> new TypeDefinition.OfList(ref());
            case 4 -> new TypeDefinition.OfFixedList(ref(), parts.index());
            case 5 -> new TypeDefinition.OfMap(ref(), ref());
            case 6 -> new TypeDefinition.OfTuple(parts.several(MOST_MEMBERS, this::ref));
            case 7 -> new TypeDefinition.OfFlags(parts.several(MOST_MEMBERS, parts::label));
            case 8 -> new TypeDefinition.OfEnum(parts.several(MOST_MEMBERS, parts::label));
            case 9 -> new TypeDefinition.OfOption(ref());
            case 10 -> new TypeDefinition.OfResult(optionalRef(), optionalRef());
            case 11 -> new TypeDefinition.OfOwn(parts.index());
            case 12 -> new TypeDefinition.OfBorrow(parts.index());
            case 13 -> new TypeDefinition.OfStream(optionalRef());
            default -> new TypeDefinition.OfFuture(optionalRef());
        };
    }

    private Field field() {
        return new Field(parts.label(), ref());
    }

    Optional<TypeRef> optionalRef() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(ref());
    }

    private TypeRef ref() {
        return random.nextBoolean()
                ? new TypeRef.OfPrimitive(parts.pick(Primitive.values()))
                : new TypeRef.OfIndex(parts.index());
    }
}
