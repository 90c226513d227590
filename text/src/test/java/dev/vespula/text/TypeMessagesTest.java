package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.InvalidException;
import dev.vespula.Module;
import org.junit.jupiter.api.Test;

/** Types that modules define, in messages. */
class TypeMessagesTest {
    private final Engine engine = Engine.create();

    @Test
    void messagesOfValidationCallTypesAsTheModuleDoes() {
        assertThatThrownBy(() -> Module.of(engine, Wat.parse("""
            (module
              (type $node (struct (field (mut (ref null $node)))))
              (type (array i8))
              (func (param (ref null $node)) (result (ref 1)) (local.get 0)))""")))
                .isInstanceOf(InvalidException.class).hasMessageContaining("(ref 1)").hasMessageContaining("(ref null $node)");
    }

    @Test
    void typesAreSpelledOut() {
        Module module = Module.of(engine, Wat.parse("""
            (module
              (type $node (struct (field i32) (field (mut (ref null $node)))))
              (type $list (array (mut i16)))
              (type $f (func (param i32 (ref $list)) (result (ref null $node))))
              (func (export "f") (param (ref null $node) (ref $list) (ref $f) anyref)))"""));
        assertThat(module.exports().get(0).type()).hasToString(
                "[(ref null (struct (field i32) (field (mut (ref null (struct ...))))))"
                        + " (ref (array (mut i16))) (ref (func (param i32 (ref (array ...))) (result (ref null (struct ...))))) anyref] -> []");
    }
}
