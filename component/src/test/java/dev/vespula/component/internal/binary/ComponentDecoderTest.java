package dev.vespula.component.internal.binary;

import static dev.vespula.component.internal.binary.ComponentBytes.MODULE;
import static dev.vespula.component.internal.binary.ComponentBytes.bytes;
import static dev.vespula.component.internal.binary.ComponentBytes.component;
import static dev.vespula.component.internal.binary.ComponentBytes.section;
import static dev.vespula.component.internal.binary.ComponentBytes.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.CoreType.ModuleDeclaration;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Definition.Argument;
import dev.vespula.component.internal.model.Definition.NamedExport;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.Primitive;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentDecoderTest {
    private static final TypeRef U8 = new TypeRef.OfPrimitive(Primitive.U8);

    private static ComponentModel decode(byte[] bytes) {
        return ComponentDecoder.decode(bytes, ComponentFeatures.DEFAULT);
    }

    /** The definition of a component with a section of one element. */
    private static Definition only(int id, String element) {
        List<Definition> definitions = decode(single(id, element)).definitions();
        assertThat(definitions).hasSize(1);
        return definitions.get(0);
    }

    private static TypeDefinition type(String bytes) {
        return ((Definition.OfType) only(7, bytes)).type();
    }

    private static void assertMalformed(String reason, int offset, byte[] bytes) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> decode(bytes)).satisfies(e -> {
            assertThat(e.getMessage()).contains(reason);
            assertThat(e.offset()).isEqualTo(offset);
        });
    }

    @Test
    void preamble() {
        assertThat(decode(component())).isEqualTo(new ComponentModel(0, List.of(),
                ComponentNames.NONE));
        for (int length = 0; length < 8; length++) {
            byte[] cut = Arrays.copyOf(component(), length);
            assertMalformed("unexpected end-of-file", length < 4 ? 0 : 4, cut);
        }
        assertMalformed("magic header not detected", 0, bytes("00 41 53 4d 0d 00 01 00"));
        assertMalformed("unknown binary version: version 12 of layer 1", 4, bytes("00 61 73 6d 0c 00 01 00"));
        assertMalformed("unknown binary version: version 13 of layer 257", 4, bytes("00 61 73 6d 0d 00 01 01"));
        assertMalformed("expected a version header for a component: this is a core module", 4, bytes(MODULE));
        assertThat(ComponentDecoder.isComponent(component())).isTrue();
        assertThat(ComponentDecoder.isComponent(bytes("00 61 73 6d 0c 00 01 00"))).isTrue();
        assertThat(ComponentDecoder.isComponent(bytes(MODULE))).isFalse();
        assertThat(ComponentDecoder.isComponent(new byte[7])).isFalse();
    }

    @Test
    void sections() {
        assertMalformed("malformed section id", 8, component(section(13, "")));
        assertMalformed("malformed section id", 8, component(bytes("ff")));
        assertMalformed("unexpected end-of-file", 9, component(bytes("00")));
        assertMalformed("unexpected end-of-file", 10, component(bytes("07 03 00")));
        assertMalformed("unexpected end-of-file", 11, component(bytes("07 01 01 73")));
        assertMalformed("integer too large", 13, component(bytes("07 81 80 80 80 70 00")));
        assertMalformed("integer representation too long", 13, component(bytes("07 81 80 80 80 80 00")));
        assertThat(decode(component(bytes("07 81 80 80 80 00 00"))).definitions()).isEmpty();
        assertMalformed("section size mismatch", 11, component(section(7, "00 00")));
        // A count that no section can have is refused before it is believed.
        assertMalformed("unexpected end-of-file", 13, component(section(7, "bf 84 3d 73")));
    }

    @Test
    void customSections() {
        ComponentModel model = decode(component(section(0, "'hi' 01 02"), section(7, "00"), section(0, "'ho'")));
        assertThat(model.definitions()).containsExactly(
                new Definition.OfCustomSection(8, "hi", new Slice(new byte[] {1, 2})),
                new Definition.OfCustomSection(18, "ho", new Slice(new byte[0])));
        assertMalformed("unexpected end-of-file", 11, component(section(0, "05 61 62")));
        assertMalformed("malformed UTF-8 encoding", 11, component(section(0, "02 ff fe")));
    }

    @Test
    void names() {
        byte[] names = section(0, "'component-name' 00 02 'c' 01 07 00 11 01 00 02 6d 30 07 01 00 01 06 01 02 00 'f' 00 'g'");
        ComponentModel model = decode(component(names, section(0, "'component-name' 00 02 'd'")));
        assertThat(model.definitions()).isEmpty();
        assertThat(model.names().component()).contains("c");
        assertThat(model.names().names())
                .isEqualTo(Map.of(Sort.CORE_MODULE, Map.of(0, "m0"), Sort.FUNCTION, Map.of(0, "f")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff fe 01", "99", "00 7f", "00 02 'c' 01 01 07", "00 02 'c' 01 05 01 7f 00 61 62"})
    void brokenNamesAreIgnored(String content) {
        ComponentModel model = decode(component(section(0, "'component-name' " + content)));
        assertThat(model.names().component()).isEqualTo(
                content.startsWith("00 02") ? Optional.of("c") : Optional.empty());
    }

    @Test
    void nestedModulesAndComponents() {
        byte[] inner = component(section(1, MODULE), section(7, "01 73"));
        byte[] outer = component(section(7, "01 79"), section(4, inner));
        ComponentModel model = decode(outer);
        ComponentModel nested = ((Definition.OfComponent) model.definitions().get(1)).component();
        assertThat(nested.offset()).isEqualTo(14);
        Definition.OfCoreModule module = (Definition.OfCoreModule) nested.definitions().get(0);
        assertThat(module.binary()).isEqualTo(new Slice(bytes(MODULE)));
        assertThat(module.binary().bytes()).isSameAs(outer);
        assertThat(module.offset()).isEqualTo(24);
    }

    @Test
    void errorsInNestedComponentsTellTheirPath() {
        byte[] innermost = component(section(7, "01 62"));
        byte[] middle = component(section(4, component()), section(4, innermost));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> decode(component(section(4, middle))))
                .withMessage("invalid leading byte (0x62) for component defined type"
                        + " in component 1 of component 0 (at offset 0x29)")
                .satisfies(e -> assertThat(e.offset()).isEqualTo(0x29));
        assertMalformed("unknown binary version: version 12 of layer 1 in component 0", 14,
                component(section(4, "00 61 73 6d 0c 00 01 00")));
        assertMalformed("expected a version header for a component: this is a core module", 14,
                component(section(4, MODULE)));
        assertMalformed("expected a version header for a module: this is a component in core module 0", 14,
                component(section(1, component())));
        assertMalformed("unexpected end-of-file in core module 0", 10, component(section(1, "00 61")));
    }

    @Test
    void coreInstances() {
        assertThat(only(2, "00 05 01 'i' 12 03")).isEqualTo(new Definition.OfCoreInstance(11, 5,
                List.of(new Argument("i", Sort.CORE_INSTANCE, 3))));
        assertThat(only(2, "01 02 'f' 00 01 't' 04 02")).isEqualTo(new Definition.OfCoreExports(11,
                List.of(new Argument("f", Sort.CORE_FUNCTION, 1), new Argument("t", Sort.CORE_TAG, 2))));
        assertMalformed("invalid leading byte (0x2) for core instance", 11, single(2, "02 00 00"));
        assertMalformed("invalid leading byte (0x0) for instantiation arg kind", 16, single(2, "00 00 01 'i' 00 00"));
        assertMalformed("invalid leading byte (0x10) for external kind", 15, single(2, "01 01 'f' 10 00"));
    }

    @Test
    void instances() {
        assertThat(only(5, "00 02 02 'x' 01 00 'm' 00 11 01")).isEqualTo(new Definition.OfInstance(11, 2,
                List.of(new Argument("x", Sort.FUNCTION, 0), new Argument("m", Sort.CORE_MODULE, 1))));
        assertThat(only(5, "01 01 00 'g' 05 07")).isEqualTo(new Definition.OfExports(11,
                List.of(new NamedExport(new ExternName("g"), Sort.INSTANCE, 7))));
        assertMalformed("invalid leading byte (0x2) for instance", 11, single(5, "02 00 00"));
        assertMalformed("invalid leading byte (0x0) for component external kind", 17, single(5, "01 01 00 'g' 00 00 00"));
    }

    @Test
    void aliases() {
        assertThat(alias("01 00 02 'g'")).isEqualTo(new Alias.OfExport(Sort.FUNCTION, 2, "g"));
        assertThat(alias("00 11 00 02 'g'")).isEqualTo(new Alias.OfExport(Sort.CORE_MODULE, 2, "g"));
        assertThat(alias("00 02 01 00 'mem'")).isEqualTo(new Alias.OfCoreExport(Sort.CORE_MEMORY, 0, "mem"));
        assertThat(alias("00 10 02 01 05")).isEqualTo(new Alias.OfOuter(Sort.CORE_TYPE, 1, 5));
        assertThat(alias("04 02 00 00")).isEqualTo(new Alias.OfOuter(Sort.COMPONENT, 0, 0));
        assertMalformed("invalid leading byte (0x3) for alias", 12, single(6, "03 03 00 00"));
        assertMalformed("invalid leading byte (0x6) for component outer alias kind", 11, single(6, "06 02 00 00"));
        assertMalformed("invalid leading byte (0x13) for component outer alias kind", 12, single(6, "00 13 02 00 00"));
        assertMalformed("invalid leading byte (0x5) for component outer alias kind", 11, single(6, "05 02 00 00"));
        assertMalformed("invalid leading byte (0x0) for component external kind", 12, single(6, "00 00 00 00 'f'"));
        assertMalformed("invalid leading byte (0x1) for external kind", 11, single(6, "01 01 00 'f'"));
    }

    private static Alias alias(String bytes) {
        return ((Definition.OfAlias) only(6, bytes)).alias();
    }

    @Test
    void primitiveTypes() {
        for (Primitive primitive : Primitive.values()) {
            if (primitive != Primitive.ERROR_CONTEXT) {
                assertThat(type(Integer.toHexString(0x7F - primitive.ordinal())))
                        .isEqualTo(new TypeDefinition.OfPrimitive(primitive));
            }
        }
        assertThat(((TypeDefinition.OfPrimitive) type("73")).type()).isEqualTo(Primitive.STRING);
    }

    @Test
    void valueTypes() {
        TypeRef two = new TypeRef.OfIndex(2);
        assertThat(type("72 01 'a' 7d")).isEqualTo(new TypeDefinition.OfRecord(List.of(new TypeDefinition.Field("a", U8))));
        assertThat(type("71 02 'x' 01 7d 00 'y' 00 00")).isEqualTo(new TypeDefinition.OfVariant(List.of(
                new TypeDefinition.Case("x", Optional.of(U8)), new TypeDefinition.Case("y", Optional.empty()))));
        assertThat(type("70 02")).isEqualTo(new TypeDefinition.OfList(two));
        assertThat(type("70 c0 00")).isEqualTo(new TypeDefinition.OfList(new TypeRef.OfIndex(64)));
        assertThat(type("70 ff ff ff ff 0f")).isEqualTo(new TypeDefinition.OfList(new TypeRef.OfIndex(-1)));
        assertThat(type("67 7d 03")).isEqualTo(new TypeDefinition.OfFixedList(U8, 3));
        assertThat(type("63 73 02"))
                .isEqualTo(new TypeDefinition.OfMap(new TypeRef.OfPrimitive(Primitive.STRING), two));
        assertThat(type("6f 02 7d 02")).isEqualTo(new TypeDefinition.OfTuple(List.of(U8, two)));
        assertThat(type("6e 02 'a' 'b'")).isEqualTo(new TypeDefinition.OfFlags(List.of("a", "b")));
        assertThat(type("6d 01 'e'")).isEqualTo(new TypeDefinition.OfEnum(List.of("e")));
        assertThat(type("6b 7d")).isEqualTo(new TypeDefinition.OfOption(U8));
        assertThat(type("6a 00 01 7d"))
                .isEqualTo(new TypeDefinition.OfResult(Optional.empty(), Optional.of(U8)));
        assertThat(type("69 04")).isEqualTo(new TypeDefinition.OfOwn(4));
        assertThat(type("68 04")).isEqualTo(new TypeDefinition.OfBorrow(4));
        assertThat(type("66 01 7d")).isEqualTo(new TypeDefinition.OfStream(Optional.of(U8)));
        assertThat(type("65 00")).isEqualTo(new TypeDefinition.OfFuture(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "62,11,invalid leading byte (0x62) for component defined type",
        "44,11,invalid leading byte (0x44) for component defined type",
        "3e,11,invalid leading byte (0x3e) for component defined type",
        "71 01 'c' 00 01,16,invalid leading byte (0x1) for zero byte required",
        "71 01 'c' 02 00,15,invalid leading byte (0x2) for optional component value type",
        "70 72,12,invalid leading byte (0x72) for component value type",
        "70 ff 7f,12,invalid leading byte (0x7f) for component value type",
        "40 00 01 01,14,invalid leading byte (0x1) for number of results",
        "40 00 02 00,13,invalid leading byte (0x2) for component function results",
        "3f 73 00,12,invalid leading byte (0x73) for representation of a resource",
        "3f 7f 02,13,invalid leading byte (0x2) for resource destructor",
        "41 01 05 73,13,invalid leading byte (0x5) for component or instance type declaration",
        "42 01 03 00 'a' 03 01,13,invalid leading byte (0x3) for component or instance type declaration"
    })
    void malformedTypes(String bytes, int offset, String reason) {
        assertMalformed(reason, offset, single(7, bytes));
    }

    @Test
    void functionAndResourceTypes() {
        assertThat(type("40 01 'p' 7d 00 7d")).isEqualTo(new TypeDefinition.OfFunction(false,
                List.of(new TypeDefinition.Field("p", U8)), Optional.of(U8)));
        assertThat(type("43 00 01 00")).isEqualTo(new TypeDefinition.OfFunction(true, List.of(), Optional.empty()));
        assertThat(type("3f 7f 00"))
                .isEqualTo(new TypeDefinition.OfResource(0x7F, OptionalInt.empty()));
        assertThat(type("3f 7f 01 05"))
                .isEqualTo(new TypeDefinition.OfResource(0x7F, OptionalInt.of(5)));
    }

    @Test
    void componentAndInstanceTypes() {
        ExternName name = new ExternName("a");
        assertThat(type("41 03 01 73 03 00 'a' 03 00 00 04 00 'a' 01 02")).isEqualTo(new TypeDefinition.OfComponent(List.of(
                new Declaration.OfType(13, new TypeDefinition.OfPrimitive(Primitive.STRING)),
                new Declaration.OfImport(15, name, new ExternDescription.OfEqualType(0)),
                new Declaration.OfExport(22, name, new ExternDescription.OfFunction(2)))));
        assertThat(type("42 02 00 60 00 00 02 03 02 01 00")).isEqualTo(new TypeDefinition.OfInstance(List.of(
                new Declaration.OfCoreType(13, new CoreType.OfGroup(new Slice(bytes("60 00 00")))),
                new Declaration.OfAlias(17, new Alias.OfOuter(Sort.TYPE, 1, 0)))));
    }

    @Test
    void coreTypes() {
        assertThat(coreType("60 00 00")).isEqualTo(group("60 00 00"));
        assertThat(coreType("00 50 00 60 00 00")).isEqualTo(group("50 00 60 00 00"));
        assertThat(coreType("4f 01 03 5e 78 01")).isEqualTo(group("4f 01 03 5e 78 01"));
        assertThat(coreType("4e 02 5f 01 63 00 00 60 01 64 70 01 7f"))
                .isEqualTo(group("4e 02 5f 01 63 00 00 60 01 64 70 01 7f"));
        assertThat(coreType("50 04 01 60 00 00 00 'a' 'b' 00 00 02 10 01 01 00 03 'e' 02 01 01 02"))
                .isEqualTo(new CoreType.OfModule(List.of(
                        new ModuleDeclaration.OfType(13, group("60 00 00")),
                        new ModuleDeclaration.OfImport(17, "a", "b", new Slice(bytes("00 00"))),
                        new ModuleDeclaration.OfOuterType(24, 1, 0),
                        new ModuleDeclaration.OfExport(29, "e", new Slice(bytes("02 01 01 02"))))));
    }

    private static CoreType coreType(String bytes) {
        return ((Definition.OfCoreType) only(3, bytes)).type();
    }

    private static CoreType.OfGroup group(String bytes) {
        return new CoreType.OfGroup(new Slice(bytes(bytes)));
    }

    @ParameterizedTest
    @CsvSource({
        "61,11,invalid leading byte (0x61) for core type",
        "00 60,12,invalid leading byte (0x60) for non-final sub type",
        "60 01 40 00,13,invalid leading byte (0x40) for core value type",
        "50 01 04 60 00 00,13,invalid leading byte (0x4) for type definition",
        "50 01 02 00 01 01 00,14,invalid leading byte (0x0) for outer alias kind",
        "50 01 02 10 00 01 00,15,invalid leading byte (0x0) for outer alias target",
        "50 02 01 50 00 01 60 00 00,16,invalid leading byte (0x1) for core type",
        "50 01 03 'e' 05 00,16,invalid leading byte (0x5) for external kind"
    })
    void malformedCoreTypes(String bytes, int offset, String reason) {
        assertMalformed(reason, offset, single(3, bytes));
    }

    @Test
    void importsAndExports() {
        assertThat(only(10, "00 'm' 00 11 03")).isEqualTo(new Definition.OfImport(11, new ExternName("m"),
                new ExternDescription.OfCoreModule(3)));
        assertThat(only(10, "01 't' 03 01")).isEqualTo(new Definition.OfImport(11, new ExternName("t"),
                new ExternDescription.OfResource()));
        assertThat(only(10, "02 'i' 02 00 'a:b/c' 02 'id' 05 01")).isEqualTo(new Definition.OfImport(11,
                new ExternName("i", Optional.of("a:b/c"), Optional.empty(), Optional.of("id")),
                new ExternDescription.OfInstance(1)));
        assertThat(only(11, "00 'e' 01 02 00")).isEqualTo(
                new Definition.OfExport(11, new ExternName("e"), Sort.FUNCTION, 2, Optional.empty()));
        assertThat(only(11, "02 'e' 00 04 02 01 04 07")).isEqualTo(new Definition.OfExport(11, new ExternName("e"),
                Sort.COMPONENT, 2, Optional.of(new ExternDescription.OfComponent(7))));
    }

    @ParameterizedTest
    @CsvSource({
        "10,03 'a' 01 00,11,invalid leading byte (0x3) for component name",
        "10,02 'a' 01 03 'x' 01 00,15,invalid leading byte (0x3) for name option",
        "10,00 't' 03 02,15,invalid leading byte (0x2) for type bound",
        "10,00 'x' 06 00,14,invalid leading byte (0x6) for component external kind",
        "10,00 'm' 00 00,15,invalid leading byte (0x0) for component external kind",
        "10,00 7f 61 62,13,unexpected end-of-file",
        "10,00 02 ff fe 01 00,13,malformed UTF-8 encoding",
        "11,00 'e' 01 00 02,16,invalid leading byte (0x2) for optional component export type",
        "11,00 'e' 06 00 00,14,invalid leading byte (0x6) for component external kind"
    })
    void malformedImportsAndExports(int section, String bytes, int offset, String reason) {
        assertMalformed(reason, offset, single(section, bytes));
    }

    @Test
    void anAttributeStandsOnce() {
        for (String attribute : List.of("00 'a:b/x' 00 'a:b/y'", "02 'x' 02 'y'")) {
            assertThatExceptionOfType(InvalidException.class)
                    .isThrownBy(() -> decode(single(10, "02 'i' 02 " + attribute + " 05 00")))
                    .withMessageMatching("duplicate '(implements|external-id)' option in name.*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7,64,error-context,error-context",
        "7,70 64,error-context,error-context",
        "8,1e,error-context.drop,error-context",
        "8,0a 7e 00,context of type i64,memory64",
        "8,40 00 00,a thread that runs beside others,shared-everything-threads",
        "8,42 00,a thread that runs beside others,shared-everything-threads",
        "8,00 00 00 01 09 00,a canonical option for garbage-collected objects,gc",
        "10,00 'v' 02 01 7f,a value,values",
        "6,02 00 00 'v',a value,values",
        "9,00 00,a start function,values",
        "12,7f,a value section,values",
        "10,02 'a' 01 01 '.1' 01 00,the attribute versionsuffix,canonical-names"
    })
    void whatIsOffIsCalledByItsName(int section, String bytes, String what, String feature) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> decode(single(section, bytes)))
                .withMessageStartingWith(what + " requires the component model feature " + feature + ", which is not");
    }

    @ParameterizedTest
    @CsvSource({
        "7,43 00 01 00,async",
        "7,66 00,async",
        "7,65 00,async",
        "7,67 7d 01,fixed-length-lists",
        "7,63 7d 7d,map",
        "8,05,async",
        "8,09 01 00 00,async",
        "8,1f,async",
        "8,00 00 00 01 06 00,async",
        "8,01 00 00 01 07 00,async",
        "8,26,threading",
        "8,2d 00,threading",
        "10,02 'a' 01 02 'x' 01 00,implements"
    })
    void whatIsOnCanBeOff(int section, String bytes, String feature) {
        byte[] component = single(section, bytes);
        assertThat(decode(component).definitions()).hasSize(1);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> ComponentDecoder.decode(component, ComponentFeatures.of()))
                .withMessageContaining(" requires the component model feature " + feature + ", which is not enabled");
    }

    @Test
    void asynchronousCancellationHasAFeatureOfItsOwn() {
        ComponentFeatures async = ComponentFeatures.of(ComponentFeature.ASYNC);
        assertThat(ComponentDecoder.decode(single(8, "06 00"), async).definitions()).hasSize(1);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> ComponentDecoder.decode(single(8, "06 01"), async))
                .withMessageContaining("async subtask.cancel requires the component model feature more-async-builtins");
    }

    @Test
    void depthIsLimited() {
        assertThat(decode(nested(100)).definitions()).hasSize(1);
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> decode(nested(101)))
                .withMessageStartingWith("component nesting is too deep").satisfies(e -> assertThat(e.offset()).isPositive());
        String types = "42 01 01 ".repeat(99) + "42 00";
        assertThat(decode(single(7, types)).definitions()).hasSize(1);
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> decode(single(7, "42 01 01 " + types)))
                .withMessageStartingWith("type nesting is too deep");
    }

    private static byte[] nested(int depth) {
        byte[] component = component();
        for (int k = 0; k < depth; k++) {
            component = component(section(4, component));
        }
        return component;
    }

    @Test
    void countsAreLimited() {
        assertLimit("core modules", "1000", component(repeated(section(1, MODULE), 1001)));
        assertLimit("components", "1000", component(repeated(section(4, component()), 1001)));
        byte[] coreInstance = section(2, "01 01 00");
        assertLimit("instances", "1000", component(repeated(coreInstance, 500), repeated(section(5, "01 01 00"), 501)));
        assertLimit("canonical options", "10", single(8, "01 00 00 0b " + "00 ".repeat(11)));
        assertLimit("flags", "1000", single(7, "6e e9 07 " + "'a' ".repeat(1001)));
        assertLimit("fields of a record", "10000", single(7, "72 91 4e " + "'a' 7d ".repeat(10001)));
        assertLimit("string size out of bounds", "100000", single(7, "6d 01 a1 8d 06 " + "61 ".repeat(100_001)));
        // Sorts of declarations in types count for themselves.
        assertLimit("instances", "1000", single(7, "41 e9 07 " + "03 00 'a' 05 00 ".repeat(1001)));
    }

    private static byte[] repeated(byte[] section, int count) {
        byte[] all = new byte[section.length * count];
        for (int k = 0; k < count; k++) {
            System.arraycopy(section, 0, all, k * section.length, section.length);
        }
        return all;
    }

    private static void assertLimit(String what, String limit, byte[] bytes) {
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> decode(bytes))
                .withMessageContaining(what).withMessageContaining(limit)
                .satisfies(e -> assertThat(e.offset()).isGreaterThan(7));
    }

    /** Nested vectors that each claim all bytes that are left must not be believed. */
    @Test
    void claimedCountsCostNothing() {
        ByteSink types = new ByteSink();
        types.writeByte(1);
        for (int k = 0; k < 98; k++) {
            types.writeByte(0x42);
            types.writeU32(900_000);
            types.writeByte(1);
        }
        byte[] beginning = types.toBytes();
        byte[] content = Arrays.copyOf(beginning, 1 << 20);
        Arrays.fill(content, beginning.length, content.length, (byte) 1);
        byte[] component = component(section(7, content));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> decode(component));
    }
}
