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

/** The text of the proposal custom-descriptors. */
class DescriptorTextTest {
    private static final String MODULE = """
        (module
          (rec
            (type $a (;0;) (sub (descriptor $b) (struct (field i32))))
            (type $b (;1;) (sub (describes $a) (descriptor $c) (struct)))
            (type $c (;2;) (describes $b) (struct (field (ref null (exact $a)))))
          )
          (type (;3;) (func (param i32)))
          (type (;4;) (func (param anyref (ref null $b) (ref (exact $b))) (result anyref)))
          (import "m" "f" (func $f (;0;) (exact (type 3) (param $n i32))))
          (import "m"
            (item "g")
            (item "h")
            (func (exact (type 3) (param i32)))
          )
          (global (;0;) (ref (exact $c)) (struct.new_default $c))
          (global (;1;) (ref $b) (global.get 0) (struct.new_desc $b))
          (func (;3;) (type 4) (param anyref (ref null $b) (ref (exact $b))) (result anyref)
            (local (ref null (exact $a)))
            i32.const 1
            local.get 2
            struct.new_desc $a
            drop
            local.get 2
            struct.new_default_desc $a
            ref.get_desc $a
            drop
            local.get 0
            local.get 1
            ref.cast_desc_eq (ref $a)
            drop
            local.get 0
            local.get 2
            br_on_cast_desc_eq 0 (ref null any) (ref null (exact $a))
            local.get 1
            br_on_cast_desc_eq_fail 0 (ref null any) (ref $a)
            drop
            local.get 0
            local.get 2
            ref.cast_desc_eq (ref null (exact $a))
          )
        )
        """;

    @Test
    void textComesBackAsItWas() {
        byte[] binary = Wat.parse(MODULE);
        assertThat(Wat.print(binary)).isEqualTo(MODULE);
        Module.validate(Engine.of(new Config().with(Feature.CUSTOM_DESCRIPTORS).with(Feature.COMPACT_IMPORT_SECTION)), binary);
        assertThat(Wat.parse(Wat.print(binary))).isEqualTo(binary);
        assertThat(Wat.parse(Wat.print(binary, PrintStyle.FOLDED))).isEqualTo(binary);
    }

    @Test
    void operandsAreFoldedIntoTheirInstruction() {
        byte[] binary = Wat.parse("""
            (rec (type $a (descriptor $b) (struct (field i32))) (type $b (describes $a) (struct)))
            (func (param anyref) (param (ref (exact $b))) (result (ref $a))
              (drop (ref.get_desc $a (struct.new_desc $a (i32.const 1) (local.get 1))))
              (drop (struct.new_default_desc $a (local.get 1)))
              (ref.cast_desc_eq (ref (exact $a)) (local.get 0) (local.get 1)))""");
        assertThat(Wat.print(binary, PrintStyle.FOLDED)).contains("""
                (drop (ref.get_desc $a (struct.new_desc $a (i32.const 1) (local.get 1))))
                (drop (struct.new_default_desc $a (local.get 1)))
                (ref.cast_desc_eq (ref (exact $a)) (local.get 0) (local.get 1))
            """);
        Module.validate(Engine.of(new Config().with(Feature.CUSTOM_DESCRIPTORS)), binary);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(type (struct (field (ref (exact any)))))|unexpected token any",
        "(type (struct (field (ref exact 0))))|unexpected token exact",
        "(rec (type $a (descriptor $b) (describes $a) (struct)) (type $b (struct)))|unexpected token describes",
        "(rec (type $a (descriptor $b) (descriptor $b) (struct)) (type $b (struct)))|unexpected token descriptor",
        "(type (sub (describes $x) (struct)))|unknown type $x",
        "(func (exact (type 0)))|unexpected token",
        "(func (drop (ref.cast_desc_eq any)))|unexpected token any",
    })
    void whatIsNotOfTheProposalIsRefused(String text, String reason) {
        MalformedException refused = catchThrowableOfType(MalformedException.class, () -> Wat.parse("(module " + text + ")"));
        assertThat(refused.reason()).startsWith(reason);
    }
}
