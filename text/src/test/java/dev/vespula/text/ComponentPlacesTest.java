package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.component.Component;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Lines and columns of what is said about a component that was given as text: those of the field or declaration. */
class ComponentPlacesTest {

    private static void assertInvalid(String place, String... lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Component.of(Engine.create(), "c.wat", text)).isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("c.wat:" + place + ": ");
    }

    @Test
    void fieldsOfAComponent() {
        assertInvalid("2:1", "(component", "(export \"f\" (func 0)))");
        assertInvalid("3:2", "(component $c (type u8)", "(type $t (list u8))", " (import \"f\" (func (type $t)))",
                "(type u8))");
        assertInvalid("2:1", "(component", "(import \"f\" (func (param \"a\"", "(list", "(own 9)))))", "(type u8))");
        assertInvalid("3:1", "(component (core module $m (import \"a\" \"b\" (func)))", "(type u8)",
                "(core instance (instantiate $m)))");
        assertInvalid("2:1", "(component", "(core func $f (canon resource.drop 1))", "(type (resource (rep i32))))");
    }

    @Test
    void whatIsNested() {
        assertInvalid("3:1", "(component (component $a (component", "(type u8)", "(export \"f\" (func 0)))))");
        assertInvalid("2:1", "(component (@custom \"component-name\" \"\") (component) (type (instance)) (@custom \"x\" \"\")",
                "(export \"f\" (func 0)))");
        assertInvalid("3:2", "(component (type (instance", " (type u8)", " (export \"f\" (func (type 0))))))");
        assertInvalid("2:1", "(component (type u8)", "(core module", "(func (result i32))))");
        assertInvalid("2:1", "(component (type u8)", "(component quote", "\"(component (export \\22f\\22 (func 0)))\"))");
    }

    @Test
    void whatIsNotWrittenOutHasNoPlaces() {
        for (String text : new String[] {"(component $c quote \"(component (export \\22f\\22 (func 0)))\")",
            "(component binary \"\\00asm\\0d\\00\\01\\00\\0b\\07\\01\\00\\01f\\01\\00\\00\")"}) {
            assertThatThrownBy(() -> Component.of(Engine.create(), "c.wat", text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(InvalidException.class).hasMessageStartingWith("unknown function 0: ");
        }
    }

    @Test
    void theErrorShowsTheLine() {
        byte[] text = "(component\n  (export \"f\" (func 0)))".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Component.of(Engine.create(), "c.wat", text)).hasMessage("""
                c.wat:2:3: unknown function 0: function index out of bounds (at offset 0xb)
                    (export "f" (func 0)))
                    ^""");
    }

    @Test
    void whatIsNotSupportedIsSaidAsWell() {
        byte[] text = "(component (import \"v\" (value string)))".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Component.of(Engine.create(), text)).isInstanceOf(MalformedException.class)
                .hasMessageContaining("values, which is not supported");
    }
}
