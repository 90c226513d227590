package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.LimitException;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentOutcome;
import dev.vespula.component.PausedComponentCall;
import dev.vespula.component.VariantValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from one component to another. */
class ComponentAdaptersTest {
    private static final String ITEM =
            "(type $i (variant (case \"none\") (case \"number\" f64) (case \"pair\" (tuple u8 f32)) (case \"name\" string)))";

    private final ComponentText text = new ComponentText();

    /** A component whose instance returns the list it gets, beside one whose instance calls that. */
    private static String list(String type, String inner, String outer) {
        return list("", "", "", "(export \"id\" (func $o \"id\"))", type, inner, outer);
    }

    private static String list(String defined, String imported, String given, String exported, String type, String inner,
            String outer) {
        return """
                (component
                  (component $inner %1$s %2$s
                    (core module $m
                      (import "libc" "mem" (memory 0))
                      (func (export "id") (param i32 i32) (result i32)
                        (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16)))
                    (core instance $i (instantiate $m (with "libc" (instance $libc))))
                    (func (export "id") (param "x" %5$s) (result %5$s)
                      (canon lift (core func $i "id") (memory $mem) (realloc $realloc) string-encoding=%6$s)))
                  (instance $b (instantiate $inner))
                  (component $outer %1$s %3$s
                    (import "id" (func $b (param "x" %5$s) (result %5$s)))
                    (core func $id (canon lower (func $b) (memory $mem) (realloc $realloc) string-encoding=%7$s))
                    (core module $m
                      (import "" "id" (func $id (param i32 i32 i32)))
                      (func (export "id") (param i32 i32) (result i32)
                        (call $id (local.get 0) (local.get 1) (i32.const 16)) (i32.const 16)))
                    (core instance $i (instantiate $m (with "" (instance (export "id" (func $id))))))
                    (func (export "id") (param "x" %5$s) (result %5$s)
                      (canon lift (core func $i "id") (memory $mem) (realloc $realloc) string-encoding=%7$s)))
                  (instance $o (instantiate $outer (with "id" (func $b "id")) %4$s))
                  %8$s)
                """.formatted(ComponentText.LIBC, defined, imported, given, type, inner, outer, exported);
    }

    private ComponentFunc id(String type, String inner, String outer) {
        return text.instantiate(list(type, inner, outer)).func("id");
    }

    @ParameterizedTest
    @CsvSource({"utf8,utf8", "utf8,utf16", "utf8,latin1+utf16", "utf16,utf8", "utf16,utf16", "utf16,latin1+utf16",
        "latin1+utf16,utf8", "latin1+utf16,utf16", "latin1+utf16,latin1+utf16"})
    void stringsKeepTheirContentInEveryEncoding(String inner, String outer) {
        ComponentFunc id = id("(list string)", inner, outer);
        List<String> strings = List.of("", "plain", "caf\u00e9", "\u00e9\u00e8", "\u017c\u00f3\u0142w", "\uD83D\uDC22",
                "a\uD83D\uDC22b\u00e9",
                "x".repeat(1000), "\u00e9".repeat(1000), "\u4e2d".repeat(1000), "x".repeat(500) + "\u4e2d");
        assertThat(id.call(strings)).isEqualTo(strings);
    }

    @Test
    void elementsOfListsAreConverted() {
        assertThat(id("(list u32)", "utf8", "utf8").call(new int[] {1, -2, 3})).isEqualTo(new int[] {1, -2, 3});
        assertThat(id("(list bool)", "utf8", "utf8").call(List.of(true, false))).isEqualTo(List.of(true, false));
        assertThat(id("(list char)", "utf8", "utf8").call(List.of(65, 0x1F422))).isEqualTo(List.of(65, 0x1F422));
        assertThat(id("(list (tuple u8 u64))", "utf8", "utf8").call(List.of(List.of(1, 2L), List.of(3, -4L)))).isEqualTo(List
                .of(List.of(1, 2L), List.of(3, -4L)));
        assertThat(id("(list (list (option string)))", "utf8", "utf16").call(List.of(List.of(), List.of(Optional.empty(),
                Optional.of("a"))))).isEqualTo(List.of(List.of(), List.of(Optional.empty(), Optional.of("a"))));
        assertThat(id("(list (list u8 3))", "utf8", "utf8").call(List.of(List.of(1, 2, 3), List.of(4, 5, 6)))).isEqualTo(List
                .of(List.of(1, 2, 3), List.of(4, 5, 6)));
    }

    @Test
    void casesInListsAreConverted() {
        ComponentFunc id = text.instantiate(list(ITEM + "(export $item \"item\" (type $i))", ITEM
                + "(import \"item\" (type $item (eq $i)))",
                "(with \"item\" (type $b \"item\"))",
                "(alias export $b \"item\" (type $b)) (export $r \"item\" (type $b)) (export \"id\" (func $o \"id\")"
                        + " (func (param \"x\" (list $r)) (result (list $r))))", "(list $item)", "utf8", "utf16")).func("id");
        List<VariantValue> items = List.of(new VariantValue("none"), new VariantValue("number", 1.5), new VariantValue("pair",
                List.of(7, 2.5f)), new VariantValue("name", "caf\u00e9"));
        assertThat(id.call(items)).isEqualTo(items);
    }

    /** Two instances side by side: the second calls {@code f} of the first. */
    private static String pair(String type, String body, String call, String resultCore) {
        return """
                (component
                  (component $inner
                    (core module $m (func (export "f") %2$s))
                    (core instance $i (instantiate $m))
                    (func (export "f") %1$s (canon lift (core func $i "f"))))
                  (instance $b (instantiate $inner))
                  (component $outer
                    (import "f" (func $b %1$s))
                    (core func $f (canon lower (func $b)))
                    (core module $m
                      (import "" "f" (func $f %4$s))
                      (func (export "run") %3$s))
                    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f))))))
                    (func (export "run") (result u32) (canon lift (core func $i "run"))))
                  (instance $o (instantiate $outer (with "f" (func $b "f"))))
                  (export "run" (func $o "run")))
                """.formatted(type, body, call, resultCore);
    }

    @Test
    void narrowNumbersAreNormalised() {
        String body =
                "(param i32 i32 i32 i32 i32) (result i32) (i32.add (local.get 0) (i32.add (local.get 1) (i32.add (local.get 2)"
                        + " (i32.add (local.get 3) (local.get 4)))))";
        ComponentFunc run = text.instantiate(pair(
                "(param \"a\" bool) (param \"b\" u8) (param \"c\" s8) (param \"d\" u16) (param"
                        + " \"e\" s16) (result u32)", body,
                "(result i32) (call $f (i32.const 2) (i32.const 0x1FF) (i32.const 0xFF) (i32.const 0x1FFFF) (i32.const 0xFFFF))",
                "(param i32 i32 i32 i32 i32) (result i32)")).func("run");
        assertThat(run.call()).isEqualTo(1L + 0xFF - 1 + 0xFFFF - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0xD800", "0xDFFF", "0x110000", "-1"})
    void whatIsNoCharacterTraps(String code) {
        ComponentFunc run = text.instantiate(pair("(param \"a\" char) (result u32)", "(param i32) (result i32) (local.get 0)",
                "(result i32) (call $f (i32.const " + code + "))", "(param i32) (result i32)")).func("run");
        assertThatThrownBy(run::call).isInstanceOf(Trap.class).hasMessageContaining("invalid `char` bit pattern");
        assertThatThrownBy(run::call).isInstanceOf(Trap.class).hasMessageContaining("cannot enter");
    }

    @Test
    void exceptionsDoNotCrossTheBorder() {
        String inner = "(result i32) (throw 0)) (tag (param)";
        ComponentFunc run = text.instantiate(pair("(result u32)", inner, "(result i32) (call $f)", "(result i32)")).func("run");
        assertThatThrownBy(run::call).isInstanceOf(Trap.class).hasMessageContaining("an exception left the component");
    }

    @Test
    void functionsThatShareALargeTypeAreLimited() {
        StringBuilder record = new StringBuilder("(type $big' (record");
        for (int i = 0; i < 9_900; i++) {
            record.append("(field \"f").append(i).append("\" u8)");
        }
        record.append("))");
        StringBuilder inner = new StringBuilder();
        StringBuilder outer = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            String type = "(param \"x\" $big) (param \"y%d\" u8)".formatted(i);
            inner.append("""
                    (func (export "f%d") %s (canon lift (core func $i "f") (memory $mem) (realloc $realloc)))
                    """.formatted(i, type));
            outer.append("""
                    (import "f%1$d" (func $f%1$d %2$s)) (core func (canon lower (func $f%1$d) (memory $mem) (realloc $realloc)))
                    """.formatted(i, type));
            arguments.append("(with \"f%1$d\" (func $b \"f%1$d\"))".formatted(i));
        }
        String component = """
                (component
                  (component $inner %1$s %2$s (export $big "big" (type $big'))
                    (core module $m (func (export "f") (param i32)))
                    (core instance $i (instantiate $m))
                    %3$s)
                  (instance $b (instantiate $inner))
                  %4$s)
                """.formatted(ComponentText.LIBC, record, inner, """
                (component %1$s %2$s (import "big" (type $big (eq $big'))) %3$s)
                """.formatted(ComponentText.LIBC, record, outer).repeat(4) + IntStream.range(1, 5).mapToObj(number -> """
                (instance (instantiate %d (with "big" (type $b "big")) %s))
                """.formatted(number, arguments)).collect(Collectors.joining()));
        assertThatThrownBy(() -> text.instantiate(component)).isInstanceOf(LimitException.class).hasMessageContaining(
                "bytes of code");
    }

    @Test
    void enginesWithFewFeaturesHaveAdaptersAllTheSame() {
        ComponentText few = new ComponentText(new Config().without(Feature.MULTI_MEMORY).without(Feature.EXCEPTIONS).without(
                Feature.LEGACY_EXCEPTIONS));
        assertThat(few.instantiate(list("string", "utf8", "utf16")).func("id").call("caf\u00e9")).isEqualTo("caf\u00e9");
    }

    @Test
    void aCallPausesWithinTheCallee() {
        ComponentText metered = new ComponentText(new Config().withFuel(Config.FuelMetering.ON));
        metered.store.setFuel(1_000_000);
        ComponentFunc id = metered.instantiate(list("(list string)", "utf8", "utf16")).func("id");
        List<String> strings = List.of("one", "caf\u00e9", "\u4e2d");
        // Enough for the arguments to be lowered, which cannot pause.
        metered.store.setFuel(400);
        int pauses = 0;
        ComponentOutcome outcome = id.callResumable(strings);
        while (outcome instanceof PausedComponentCall.NeedsFuel paused) {
            pauses++;
            metered.store.setFuel(paused.requiredFuel() + 7);
            outcome = paused.resume();
        }
        assertThat(((ComponentOutcome.Finished) outcome).result()).isEqualTo(strings);
        assertThat(pauses).isGreaterThan(20);
    }

    @Test
    void aComponentCannotCallTheOneAroundIt() {
        String nested = """
                (component
                  (core module $a (func (export "f")))
                  (core instance $a (instantiate $a))
                  (func $f (canon lift (core func $a "f")))
                  (component $c
                    (import "f" (func $f))
                    (core func $f (canon lower (func $f)))
                    (core module $m (import "" "f" (func $f)) (func (export "run") (call $f)))
                    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f))))))
                    (func (export "run") (canon lift (core func $i "run"))))
                  (instance $c (instantiate $c (with "f" (func $f))))
                  (export "run" (func $c "run")))
                """;
        ComponentFunc run = text.instantiate(nested).func("run");
        assertThatThrownBy(run::call).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                TrapCode.CANNOT_ENTER_COMPONENT));
    }
}
