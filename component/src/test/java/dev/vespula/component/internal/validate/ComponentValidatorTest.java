package dev.vespula.component.internal.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.Engine;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.TypeBound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ComponentValidatorTest {
    private static final Engine ENGINE = Engine.create();
    private static final TypeDefinition RESOURCE = new TypeDefinition.OfResource(0x7F, OptionalInt.empty());

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void resourceTypesSayWhereTheyComeFrom() {
        ComponentModel child = model(type(RESOURCE), export("r", Sort.TYPE, 0, null));
        ValidComponent valid = validate(
                type(new TypeDefinition.OfInstance(
                        List.of(new Declaration.OfExport(0, new ExternName("t"), new ExternDescription.OfResource())))),
                importOf("i", new ExternDescription.OfInstance(0)),
                importOf("j", new ExternDescription.OfInstance(0)),
                new Definition.OfComponent(7, child),
                new Definition.OfInstance(8, 0, List.of()),
                type(RESOURCE),
                export("shown", Sort.TYPE, 1, null),
                export("hidden", Sort.TYPE, 1, new ExternDescription.OfResource()));
        assertThat(valid.resources()).hasSize(5);
        assertThat(valid.resources().get(0)).isInstanceOfSatisfying(ResourceOrigin.OfImport.class,
                origin -> assertThat(origin.path()).containsExactly("i", "t"));
        assertThat(valid.resources().get(1).resource()).isNotSameAs(valid.resources().get(0).resource());
        assertThat(valid.resources().get(2)).isInstanceOfSatisfying(ResourceOrigin.OfInstance.class, origin -> {
            assertThat(origin.instance()).isEqualTo(2);
            assertThat(origin.path()).containsExactly("r");
        });
        assertThat(valid.resources().get(3)).isInstanceOfSatisfying(ResourceOrigin.OfDefinition.class,
                origin -> assertThat(origin.type()).isEqualTo(1));
        assertThat(valid.resources().get(4)).isInstanceOfSatisfying(ResourceOrigin.OfExport.class,
                origin -> assertThat(origin.path()).containsExactly("hidden"));
        assertThat(valid.components().get(0)).isPresent();
        assertThat(valid.type().exports()).containsOnlyKeys("shown", "hidden");
        // The index that an export adds means the same resource, unless it is hidden.
        assertThat(valid.types().get(2)).isEqualTo(valid.types().get(1));
        assertThat(valid.types().get(3)).isNotEqualTo(valid.types().get(1));
    }

    @Test
    void instancesSpeakOfTheResourcesThatTheyWereGiven() {
        ComponentModel child = model(importOf("in", new ExternDescription.OfResource()),
                type(new TypeDefinition.OfOwn(0)), export("out", Sort.TYPE, 1, null));
        ValidComponent valid = validate(type(RESOURCE), new Definition.OfComponent(1, child),
                new Definition.OfInstance(2, 0, List.of(new Definition.Argument("in", Sort.TYPE, 0))),
                new Definition.OfAlias(3, new Alias.OfExport(Sort.TYPE, 0, "out")));
        OwnType own = (OwnType) ((TypeBound.OfValues) valid.types().get(1)).type();
        assertThat(own.resource()).isSameAs(valid.resources().get(0).resource());
    }

    @Test
    void errorsTellPlaceAndPath() {
        ComponentModel innermost = model(new Definition.OfInstance(0x123, 4, List.of()));
        ComponentModel middle = model(new Definition.OfComponent(1, model()), new Definition.OfComponent(2, innermost));
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> validate(new Definition.OfComponent(3, middle)))
                .withMessage("unknown component 4: component index out of bounds in component 1 of component 0"
                        + " (at offset 0x123)")
                .satisfies(error -> assertThat(error.offset()).isEqualTo(0x123));
    }

    @Test
    void errorsOfCoreModulesAreInTheFileAroundThem() {
        byte[] file = new byte[32];
        System.arraycopy(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 1, 5}, 0, file, 10, 11);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> validate(new Definition.OfCoreModule(9, new Slice(file, 10, 21))))
                .satisfies(error -> assertThat(error.offset()).isBetween(18L, 21L))
                .withMessageContaining("in core module 0");
    }

    @Test
    void typesThatDoubleInSizeAreRefused() {
        List<Definition> definitions = new ArrayList<>();
        definitions.add(type(new TypeDefinition.OfTuple(List.of(new TypeRef.OfPrimitive(Primitive.U8)))));
        for (int i = 0; i < 60; i++) {
            TypeRef last = new TypeRef.OfIndex(i);
            definitions.add(type(new TypeDefinition.OfResult(Optional.of(last), Optional.of(last))));
        }
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> validate(definitions))
                .withMessageContaining("effective type size exceeds the limit of 1000000");
    }

    @Test
    void deepTypesAreRefused() {
        List<Definition> lists = new ArrayList<>();
        List<Definition> instances = new ArrayList<>();
        lists.add(type(new TypeDefinition.OfPrimitive(Primitive.U8)));
        instances.add(type(new TypeDefinition.OfInstance(List.of())));
        for (int i = 0; i < 200_000; i++) {
            lists.add(type(new TypeDefinition.OfList(new TypeRef.OfIndex(i))));
            instances.add(type(new TypeDefinition.OfInstance(List.of(
                    new Declaration.OfAlias(0, new Alias.OfOuter(Sort.TYPE, 1, i)),
                    new Declaration.OfExport(0, new ExternName("a"), new ExternDescription.OfInstance(0))))));
        }
        for (List<Definition> deep : List.of(lists, instances)) {
            assertThatExceptionOfType(LimitException.class).isThrownBy(() -> validate(deep))
                    .withMessageContaining("type nesting is too deep");
        }
    }

    /** Hundreds of instances of a component with a type of a hundred thousand parts, all of which are made anew. */
    @Test
    void instantiationsOfHugeTypesAreBounded() {
        List<Definition> child = new ArrayList<>();
        child.add(importOf("r", new ExternDescription.OfResource()));
        child.add(type(new TypeDefinition.OfOwn(0)));
        for (int i = 1; i < 100_000; i++) {
            child.add(type(new TypeDefinition.OfTuple(List.of(new TypeRef.OfIndex(1)))));
            child.add(export("e" + i, Sort.TYPE, i * 2, null));
        }
        List<Definition> definitions = new ArrayList<>();
        definitions.add(type(RESOURCE));
        definitions.add(new Definition.OfComponent(0, new ComponentModel(0, child, ComponentNames.NONE)));
        for (int i = 0; i < 900; i++) {
            definitions.add(new Definition.OfInstance(1, 0, List.of(new Definition.Argument("r", Sort.TYPE, 0))));
        }
        Assertions.assertThatNoException().isThrownBy(() -> validate(definitions.subList(0, 3)));
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> assertThatExceptionOfType(LimitException.class).isThrownBy(() -> validate(definitions))
                        .withMessageContaining("too complex"));
    }

    private static ValidComponent validate(Definition... definitions) {
        return validate(List.of(definitions));
    }

    private static ValidComponent validate(List<Definition> definitions) {
        return ComponentValidator.validate(ENGINE, new ComponentModel(0, definitions, ComponentNames.NONE),
                ComponentFeatures.DEFAULT);
    }

    private static ComponentModel model(Definition... definitions) {
        return new ComponentModel(0, List.of(definitions), ComponentNames.NONE);
    }

    private static Definition type(TypeDefinition type) {
        return new Definition.OfType(0, type);
    }

    private static Definition importOf(String name, ExternDescription description) {
        return new Definition.OfImport(0, new ExternName(name), description);
    }

    private static Definition export(String name, Sort sort, int index, ExternDescription ascribed) {
        return new Definition.OfExport(0, new ExternName(name), sort, index, Optional.ofNullable(ascribed));
    }
}
