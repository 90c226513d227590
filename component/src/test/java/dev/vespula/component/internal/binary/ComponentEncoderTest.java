package dev.vespula.component.internal.binary;

import static dev.vespula.component.internal.binary.ComponentBytes.MODULE;
import static dev.vespula.component.internal.binary.ComponentBytes.component;
import static dev.vespula.component.internal.binary.ComponentBytes.section;
import static dev.vespula.component.internal.binary.ComponentBytes.single;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.Primitive;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentEncoderTest {
    private static ComponentModel decode(byte[] bytes) {
        return ComponentDecoder.decode(bytes, ComponentFeatures.ALL);
    }

    private static void assertKept(byte[] bytes) {
        assertThat(ComponentEncoder.encode(decode(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "2,00 05 01 'i' 12 03",
        "2,01 02 'f' 00 01 't' 04 02",
        "3,60 01 7f 00",
        "3,00 50 00 60 00 00",
        "3,4e 02 5f 00 60 00 00",
        "3,50 04 01 60 00 00 00 'a' 'b' 00 00 02 10 01 01 00 03 'e' 02 01 01 02",
        "3,50 01 01 00 50 00 60 00 00",
        "5,00 02 02 'x' 01 00 'm' 00 11 01",
        "5,01 01 02 'g' 01 02 'id' 05 07",
        "6,01 00 02 'g'",
        "6,00 02 01 00 'mem'",
        "6,00 10 02 01 80 01",
        "7,7f", "7,73", "7,64",
        "7,72 01 'a' 7d",
        "7,71 02 'x' 01 7d 00 'y' 00 00",
        "7,70 c0 00",
        "7,70 ff ff ff ff 0f",
        "7,67 7d 03",
        "7,63 73 02",
        "7,6f 02 7d 02",
        "7,6e 02 'a' 'b'",
        "7,6d 01 'e'",
        "7,6b 7d",
        "7,6a 00 01 7d",
        "7,69 04", "7,68 04", "7,66 01 7d", "7,65 00",
        "7,40 01 'p' 7d 00 7d", "7,43 00 01 00",
        "7,3f 7f 00", "7,3f 7e 01 05",
        "7,41 03 01 73 03 00 'a' 03 00 00 04 00 'a' 01 02",
        "7,42 02 00 60 00 00 02 03 02 01 00",
        "10,00 'm' 00 11 03", "10,00 'f' 01 03", "10,00 't' 03 01", "10,00 'c' 04 03",
        "10,02 'i' 03 00 'a:b/c' 01 '.1' 02 'id' 05 01",
        "11,00 'e' 01 02 00", "11,00 'e' 04 02 01 04 07"
    })
    void everyDefinitionIsWrittenAsItWasRead(int section, String element) {
        assertKept(single(section, element));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00 00 01 03 00 03 00 04 05 01", "00 00 02 02 06 07 03 02", "00 00 00 01 05 00 00", "01 00 00 01 01",
        "01 00 00 01 02", "02 05", "03 05", "04 05", "09 01 00 00", "09 00 79 01 00"
    })
    void canonicalDefinitions(String canon) {
        assertKept(single(8, canon));
    }

    /** One of each built-in function, with what belongs to it. */
    @Test
    void builtinFunctions() {
        Set<Builtin> seen = EnumSet.noneOf(Builtin.class);
        for (String canon : List.of("05", "06 01", "0a 7f 01", "0b 7f 00", "0c 01", "0d", "0e 03", "0f 03 02 03 00 04 05",
                "10 03 00", "11 03 00", "12 03 01", "13 03", "14 03", "15 04", "16 04 00", "17 04 00", "18 04 00", "19 04 01",
                "1a 04", "1b 04", "1c 00", "1d 01 01", "1e", "1f", "20 00 00", "21 01 00", "22", "23", "24", "25", "26",
                "27 00 00", "28", "29 00", "2a 00", "2b 00", "2c 00", "2d 01")) {
            byte[] bytes = single(8, canon);
            assertKept(bytes);
            Canon read = ((Definition.OfCanon) decode(bytes).definitions().get(0)).canon();
            // All kinds of them have the component "builtin" first.
            String text = read.toString();
            seen.add(Builtin.valueOf(text.substring(text.indexOf('=') + 1).replaceAll("[^A-Z_].*", "")));
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Builtin.class));
    }

    @Test
    void definitionsOfOneKindShareASection() {
        byte[] apart = component(section(7, "01 73"), section(7, "01 7f"), section(10, "01 00 'f' 01 00"), section(7, "00"),
                section(7, "01 79"));
        assertThat(ComponentEncoder.encode(decode(apart))).isEqualTo(
                component(section(7, "02 73 7f"), section(10, "01 00 'f' 01 00"), section(7, "01 79")));
    }

    @Test
    void modulesComponentsAndCustomSections() {
        assertKept(component(section(1, MODULE), section(0, "'c' 01"), section(1, MODULE),
                section(4, component(section(7, "01 73"), section(0, "'d'"))), section(11, "01 00 'm' 00 11 00 00")));
    }

    @Test
    void names() {
        ComponentModel model = new ComponentModel(0, List.of(), new ComponentNames(Optional.of("c"),
                Map.of(Sort.FUNCTION, Map.of(1, "g", 0, "f"), Sort.CORE_MODULE, Map.of(0, "m"))));
        byte[] bytes = ComponentEncoder.encode(model);
        assertThat(bytes).isEqualTo(component(section(0,
                "'component-name' 00 02 'c' 01 06 00 11 01 00 'm' 01 08 01 02 00 'f' 01 'g'")));
        assertThat(decode(bytes)).isEqualTo(model);
    }

    /** The decoder has no feature for them, but text has. */
    @Test
    void valuesAndStart() {
        ComponentModel model = new ComponentModel(0, List.of(
                new Definition.OfImport(0, new ExternName("v"),
                        new ExternDescription.OfValue(new TypeRef.OfPrimitive(Primitive.U8))),
                new Definition.OfImport(0, new ExternName("w"), new ExternDescription.OfEqualValue(0)),
                new Definition.OfStart(0, 3, List.of(0, 1), 1)), ComponentNames.NONE);
        assertThat(ComponentEncoder.encode(model)).isEqualTo(component(
                section(10, "02 00 'v' 02 01 7d 00 'w' 02 00 00"), section(9, "03 02 00 01 01")));
    }
}
