package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports of one module, and of one type, as the proposal compact-import-section writes them. */
class CompactImportsTest {
    private static final String MODULE = """
        (module
          (type (;0;) (func (param i32)))
          (import "env"
            (item "f" (func $f (;0;) (type 0) (param i32)))
            (item "g" (global (;0;) (mut i64)))
          )
          (import "env" "t" (table (;0;) 1 funcref))
          (import "strings"
            (item "")
            (item "b")
            (global externref)
          )
          (global (;3;) i32 (i32.const 0))
          (export "call" (func $f))
          (export "b" (global 2))
        )
        """;

    private static String importsOf(byte[] binary) {
        Module module = Module.of(Engine.of(new Config().with(Feature.COMPACT_IMPORT_SECTION)), binary);
        StringBuilder text = new StringBuilder();
        module.imports().forEach(wanted -> text.append(wanted.module()).append('.').append(wanted.name()).append(' '));
        return text.toString();
    }

    @Test
    void textAndBinarySayTheSame() {
        byte[] binary = Wat.parse(MODULE);
        assertThat(Wat.print(binary)).isEqualTo(MODULE);
        assertThat(Wat.parse(Wat.print(binary))).isEqualTo(binary);
        assertThat(importsOf(binary)).isEqualTo("env.f env.g env.t strings. strings.b ");
    }

    @Test
    void aNameOfItsOwnHasNoPlaceBesideASharedType() {
        // The name section follows by hand: the text has no way to write it.
        byte[] binary = Wat.parse("(module (import \"a\" (item \"x\") (item \"y\") (func (param i32)))"
                + " (@custom \"name\" (after last) \"\\01\\04\\01\\01\\01n\"))");
        assertThat(Wat.print(binary)).contains("""
              (import "a"
                (item "x" (func (;0;) (type 0) (param i32)))
                (item "y" (func $n (;1;) (type 0) (param i32)))
              )
            """);
        assertThat(importsOf(Wat.parse(Wat.print(binary)))).isEqualTo(importsOf(binary));
    }

    @Test
    void anEntryWithoutImportsLeavesNothing() {
        byte[] binary = Wat.parse("(module (import \"a\" \"b\" (func)))");
        assertThat(Wat.print(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 2, 6, 1, 1, 'a', 0, 0x7F, 0})).isEqualTo("(module\n)\n");
        assertThat(Wat.print(binary)).contains("(import \"a\" \"b\" (func");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(import \"a\")|unexpected token )",
        "(import \"a\" (item \"b\") (func $f))|identifier not allowed",
        "(import \"a\" (item \"b\") (func (@name \"f\")))|identifier not allowed",
        "(import \"a\" (item \"b\"))|unexpected token )",
        "(import \"a\" (item \"b\" (func)) (item \"c\"))|unexpected token )",
        "(import \"a\" (item \"b\") (item \"c\" (func)))|unexpected token",
        "(import \"a\" (item \"b\" (func)) (func))|unexpected token (",
        "(import \"a\" \"b\" (item \"c\") (func))|unexpected token",
        "(func) (import \"a\" (item \"b\" (func)))|import after function",
        "(import \"a\" (item \"b\" (func $f)) (item \"c\" (func $f)))|duplicate func",
    })
    void whatIsNeitherFormIsRefused(String text, String reason) {
        MalformedException refused = catchThrowableOfType(MalformedException.class, () -> Wat.parse("(module " + text + ")"));
        assertThat(refused.reason()).startsWith(reason);
    }
}
