package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationTest {

    private static String sections(String text) {
        StringBuilder names = new StringBuilder();
        byte[] binary = Wat.parse(text);
        for (int at = 8; at < binary.length; at += 2 + binary[at + 1]) {
            names.append(binary[at] == 0 ? new String(binary, at + 3, binary[at + 2], StandardCharsets.UTF_8) : binary[at]);
            names.append(' ');
        }
        return names.toString().trim();
    }

    @Test
    void customSectionsStandWhereTheyAreWanted() {
        assertThat(sections("""
            (@custom "last" "x") (@custom "b" (before func)) (@custom "0" (before first)) (@custom "a" (after func) "1" "2")
            (func) (@custom "z" (after last)) (@custom "c" (before code)) (@custom "t" (after type))""")).isEqualTo(
                "0 1 t b 3 a c 10 last z");
        assertThat(sections("(@custom \"d\" (after tag))")).as("the section they lean on may be missing").isEqualTo("d");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(@custom)                           | @custom annotation: missing section name",
        "(@custom \"\\df\")                  | @custom annotation: malformed UTF-8 encoding",
        "(@custom \"a\" here)                | @custom annotation: unexpected token here",
        "(@custom \"a\" (aft type))          | @custom annotation: malformed placement",
        "(@custom \"a\" (before types))      | @custom annotation: malformed section kind",
        "(@custom \"a\" (after first))       | @custom annotation: malformed section kind",
        "(func (@custom \"a\"))              | misplaced @custom annotation",
        "(func (@name 1))                    | @name annotation: unexpected token 1",
        "(func) (@name \"x\")                | misplaced @name annotation",
        "(module (@name \"a\") (@name \"b\")) | @name annotation: multiple module",
        "(func (nop (@name \"x\")))          | misplaced @name annotation",
        "(@metadata.code.branch_hint \"\\00\") | @metadata.code.branch_hint annotation: not in a function",
        "(global i32 (@metadata.code.branch_hint \"\\00\") i32.const 0) | @metadata.code.branch_hint annotation: not in a function",
        "(func (@metadata.code.branch_hint \"\\00\") nop) | @metadata.code.branch_hint annotation: invalid target",
        "(func (@metadata.code.branch_hint \"\\00\")) | @metadata.code.branch_hint annotation: invalid target",
        "(func (@metadata.code.branch_hint \"\\02\") br_if 0) | @metadata.code.branch_hint annotation: invalid value",
        "(func (@metadata.code.branch_hint \"\\00\") (@metadata.code.branch_hint \"\\00\") br_if 0) "
                + "| @metadata.code.branch_hint annotation: duplicate annotation",
    })
    void misuseIsNamed(String text, String reason) {
        assertThatThrownBy(() -> Wat.parse(text)).isInstanceOfSatisfying(MalformedException.class,
                error -> assertThat(error.reason()).isEqualTo(reason));
    }

    @Test
    void namesOverrideIdentifiersAndNeedNotBeUnique() {
        byte[] binary = Wat.parse("""
            (module $m (@name "the module")
              (type $t (@name "type") (struct (field $f (@name "field") i32)))
              (func $a (@name "same") (param $p (@name "param") i32) (local (@name "only annotated") i32)
                (block $l (@name "label") (br $l)))
              (func (@name "same") (call $a (i32.const 0)))
              (func (@name "")))""");
        Module module = Module.of(Engine.create(), binary);
        assertThat(module.name()).contains("the module");
        assertThat(module.functionName(0)).contains("same");
        assertThat(module.functionName(1)).contains("same");
        assertThat(module.functionName(2)).contains("");
        String text = Wat.print(binary);
        assertThat(text).contains("$\"the module\"", "$same", "(@name \"same\")", "(@name \"\")", "$param",
                "$\"only annotated\"",
                "block $label", "br $label", "$field");
        assertThat(Wat.parse(text)).isEqualTo(binary);
        assertThat(Wat.parse(Wat.print(binary, PrintStyle.FOLDED))).isEqualTo(binary);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "(func (param i32) (@metadata.code.branch_hint \"\\01\") (if (local.get 0) (then nop)))",
        "(func (param i32) local.get 0 (@metadata.code.branch_hint \"\\00\") br_if 0)",
        "(func (param i32) (local i64) (block (@metadata.code.branch_hint \"\\00\") (br_if 0 (local.get 0))) "
                + "(@metadata.code.branch_hint \"\\01\") (if (local.get 0) (then (@metadata.code.branch_hint \"\\01\") "
                + "(if (local.get 0) (then)))))",
    })
    void branchHintsComeBack(String text) {
        byte[] binary = Wat.parse(text);
        assertThat(sections(text)).contains("metadata.code.branch_hint");
        for (PrintStyle style : PrintStyle.values()) {
            String printed = Wat.print(binary, style);
            assertThat(printed).contains("(@metadata.code.branch_hint \"\\0");
            assertThat(Wat.parse(printed)).isEqualTo(binary);
        }
    }

    @Test
    void aBranchHintIsBoundToItsOpcode() {
        // Body: no locals; local.get 0 (2 bytes) stands before the if, also when it is folded into it.
        byte[] binary = Wat.parse("(func (param i32) (@metadata.code.branch_hint \"\\01\") (if (local.get 0) (then)))");
        String hints = new String(binary, StandardCharsets.ISO_8859_1);
        int at = hints.indexOf("branch_hint") + "branch_hint".length();
        assertThat(hints.substring(at, at + 6)).isEqualTo("\u0001\u0000\u0001\u0003\u0001\u0001");
    }

    @Test
    void hintsThatBelongToNoBranchAreKeptAsBytes() {
        byte[] binary = Wat.parse("(func) (@custom \"metadata.code.branch_hint\" (before code) \"\\01\\00\\01\\07\\01\\01\")");
        String text = Wat.print(binary);
        assertThat(text).contains("(@custom \"metadata.code.branch_hint\"");
        assertThat(Wat.parse(text)).isEqualTo(binary);
    }

    /** Functions and offsets rise, a hint is one byte of 0 or 1, and the section stands before the code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "before | \\02\\01\\01\\03\\01\\00\\00\\01\\03\\01\\00",
        "before | \\01\\00\\02\\06\\01\\00\\03\\01\\00",
        "before | \\01\\00\\02\\03\\01\\00\\03\\01\\00",
        "before | \\01\\00\\00",
        "before | \\01\\00\\01\\03\\01\\02",
        "before | \\01\\00\\01\\03\\02\\00\\00",
        "before | \\01\\00\\01\\03",
        "after | \\01\\00\\01\\03\\01\\00",
    })
    void malformedHintsAreKeptAsBytesAndNoFailure(String place, String content) {
        String hinted = "(func (param i32) (br_if 0 (local.get 0)) (br_if 0 (local.get 0)))";
        byte[] binary = Wat.parse(hinted + hinted + "(@custom \"metadata.code.branch_hint\" (" + place + " code) \"" + content
                + "\")");
        assertThat(Wat.print(binary)).contains("(@custom \"metadata.code.branch_hint\"").doesNotContain("(@metadata");
        assertThat(Wat.parse(Wat.print(binary))).isEqualTo(binary);
        Module.validate(Engine.create(), binary);
    }
}
