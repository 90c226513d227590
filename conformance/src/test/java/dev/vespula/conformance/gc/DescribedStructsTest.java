package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.LinkException;
import dev.vespula.ModuleException;
import dev.vespula.WasmStruct;
import dev.vespula.conformance.TestedTiers;
import dev.vespula.types.DefinedType;
import dev.vespula.types.ExactType;
import dev.vespula.types.RefType;
import org.junit.jupiter.api.Test;

/** Structs that describe others, and exact types, in the hands of Java. */
class DescribedStructsTest {
    private static final Config CONFIG = TestedTiers.config().with(Feature.CUSTOM_DESCRIPTORS);
    private static final String TYPES = """
            (rec
              (type $a (sub (descriptor $b) (struct (field (mut i32)))))
              (type $b (sub (describes $a) (struct (field i32))))
              (type $c (sub $a (descriptor $d) (struct (field (mut i32)) (field i64))))
              (type $d (sub $b (describes $c) (struct (field i32)))))
            """;

    private final GcProgram program = new GcProgram(CONFIG, "(module " + TYPES + """
            (func (export "a") (param (ref null $a)) (result i32) (struct.get $b 0 (ref.get_desc $a (local.get 0))))
            (func (export "exactA") (param (ref null (exact $a))) (result (ref null (exact $a))) (local.get 0))
            (func (export "b") (param (ref $b)) (result i32) (struct.get $b 0 (local.get 0)))
            (func (export "c") (param (ref null $c)) (result i64) (struct.get $c 1 (local.get 0)))
            (func (export "is") (param anyref (ref null $b)) (result i32)
              (block $no (result anyref)
                (drop (br_on_cast_desc_eq_fail $no anyref (ref $a) (local.get 0) (local.get 1)))
                (return (i32.const 1)))
              (drop) (i32.const 0))
            (func (export "make") (param i32) (result (ref $a)) (struct.new_desc $a (i32.const 1) (struct.new $b (local.get 0))))
            (func (export "plain") (param (ref null $b) (ref null $d)))
            )""");

    private DefinedType type(String function, int parameter) {
        return (DefinedType) ((RefType) program.instance().func(function).type().params().get(parameter)).heap();
    }

    private final DefinedType a = type("a", 0);
    private final DefinedType b = type("plain", 0);
    private final DefinedType c = type("c", 0);
    private final DefinedType d = type("plain", 1);

    @Test
    void typesTellWhatDescribesThem() {
        assertThat(a.descriptor()).contains(b);
        assertThat(b.described()).contains(a);
        assertThat(a.described()).isEmpty();
        assertThat(b.descriptor()).isEmpty();
        assertThat(c.descriptor()).contains(d);
        assertThat(c.supertype()).contains(a);
        RefType exact = (RefType) program.instance().func("exactA").type().params().get(0);
        assertThat(exact).isEqualTo(RefType.nullable(new ExactType(a))).hasToString(
                "(ref null (exact (struct (field (mut i32)))))");
    }

    @Test
    void javaMakesAndReadsThem() {
        WasmStruct descriptor = program.store.newStruct(b, 7);
        WasmStruct made = program.store.newDescribedStruct(a, descriptor, 1);
        assertThat(made.descriptor()).isSameAs(descriptor);
        assertThat(descriptor.descriptor()).isNull();
        assertThat(made.fieldCount()).isOne();
        assertThat(program.call("a", made)).isEqualTo(7);
        assertThat(program.call("is", made, descriptor)).isEqualTo(1);
        assertThat(program.call("is", made, program.store.newStruct(b, 7))).isEqualTo(0);
        assertThat(program.call("is", "text", descriptor)).isEqualTo(0);
        WasmStruct theirs = (WasmStruct) program.call("make", 9);
        assertThat(theirs.descriptor().get(0)).isEqualTo(9);
        WasmStruct below = program.store.newDescribedStruct(c, program.store.newStruct(d, 8), 2, 3L);
        assertThat(program.call("a", below)).isEqualTo(8);
        assertThat(program.call("c", below)).isEqualTo(3L);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        WasmStruct ofB = program.store.newStruct(b, 7);
        WasmStruct ofD = program.store.newStruct(d, 7);
        assertThatIllegalArgumentException().isThrownBy(() -> program.store.newStruct(a, 1)).withMessageContaining(
                "descriptor");
        assertThatIllegalArgumentException().isThrownBy(() -> program.store.newDescribedStruct(a, ofD, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> program.store.newDescribedStruct(c, ofB, 1, 2L));
        assertThatIllegalArgumentException().isThrownBy(() -> program.store.newDescribedStruct(b, ofB, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> program.store.newDescribedStruct(a, ofB, 1, 2));
        DescribedStructsTest other = new DescribedStructsTest();
        WasmStruct foreign = other.program.store.newStruct(other.b, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> program.store.newDescribedStruct(a, foreign, 1));
    }

    /** A subtype is no value of an exact type, of structs and of functions. */
    @Test
    void exactTypesAreCheckedWhereJavaGivesValues() {
        WasmStruct ofA = program.store.newDescribedStruct(a, program.store.newStruct(b, 7), 1);
        WasmStruct ofC = program.store.newDescribedStruct(c, program.store.newStruct(d, 7), 1, 2L);
        assertThat(program.call("exactA", ofA)).isSameAs(ofA);
        assertThat(program.call("exactA", (Object) null)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> program.call("exactA", ofC)).withMessageContaining("exact");
        GcProgram functions = new GcProgram(CONFIG, """
                (module (type $f (sub (func))) (type $g (sub $f (func)))
                  (func (export "f") (type $f)) (func (export "g") (type $g))
                  (func (export "take") (param (ref (exact $f)))))""");
        functions.call("take", functions.instance().func("f"));
        assertThatIllegalArgumentException().isThrownBy(() -> functions.call("take", functions.instance().func("g")));
    }

    @Test
    void importsMaySayThatAFunctionIsOfExactlyTheirType() {
        String types = "(type $f (sub (func))) (type $g (sub $f (func)))";
        GcProgram both = new GcProgram(CONFIG, "(module " + types + """
                (func (export "f") (type $f)) (func (export "g") (type $g)))""");
        both.linker.instance("m", both.instance());
        both.instantiate("(module " + types
                + "(import \"m\" \"f\" (func (exact (type $f)))) (import \"m\" \"g\" (func (type $f))))");
        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> both.instantiate("(module " + types + "(import \"m\" \"g\" (func (exact (type $f)))))"))
                .withMessageContaining("incompatible import type for m::g: expected exactly the type");
    }

    @Test
    void withoutTheFeatureModulesAreRefused() {
        GcProgram without = new GcProgram(TestedTiers.config(), "(module)");
        for (String text : new String[] {TYPES, "(type $f (func)) (import \"a\" \"b\" (func (exact (type $f))))",
            "(type $s (struct)) (func (param (ref (exact $s))))", "(func (drop (ref.get_desc 0 (unreachable))))"}) {
            assertThatExceptionOfType(ModuleException.class).isThrownBy(() -> without.module("(module " + text + ")"))
                    .satisfies(refused -> assertThat(refused.missingFeature()).contains(Feature.CUSTOM_DESCRIPTORS));
        }
    }
}
