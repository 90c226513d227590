package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of the text of components: what is written inline means what is defined before it, and what is wrong is said. */
class ComponentTextTest {

    private static String components(String fields) {
        return "(component " + fields + ")";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // Imports and exports where something is defined; exports come last.
        "(func (import \"f\") (type 0)) | (import \"f\" (func (type 0)))",
        "(func $f (export \"a\") (export \"b\") (import \"f\") (type 0)) (type u8)"
                + " | (import \"f\" (func $f (type 0))) (type u8) (export \"a\" (func 0)) (export \"b\" (func 0))",
        "(core module (import \"m\") (type 0)) | (import \"m\" (core module (type 0)))",
        "(core module (export \"m\")) (type u8) | (core module) (type u8) (export \"m\" (core module 0))",
        "(core module $m (export \"m\") (import \"n\")) | (core type (module)) (import \"n\" (core module $m (type 0)))"
                + " (export \"m\" (core module 0))",
        "(instance (import \"i\")) | (type (instance)) (import \"i\" (instance (type 0)))",
        "(component (import \"c\")) | (type (component)) (import \"c\" (component (type 0)))",
        "(component (export \"c\")) | (component) (export \"c\" (component 0))",
        "(component (export \"c\") (type u8)) | (component (type u8)) (export \"c\" (component 0))",
        "(type (import \"t\") (sub resource)) | (import \"t\" (type (sub resource)))",
        "(type $t (import \"t\") (eq 3)) | (import \"t\" (type $t (eq 3)))",
        "(type (export \"t\") u8) | (type u8) (export \"t\" (type 0))",
        "(instance (export \"i\") (export \"j\" (func 0))) | (instance (export \"j\" (func 0))) (export \"i\" (instance 0))",
        "(instance (export \"i\" (external-id \"x\")) (instantiate 0))"
                + " | (instance (instantiate 0)) (export \"i\" (external-id \"x\") (instance 0))",
        "(import (interface \"a:b/c\") (instance)) | (import \"a:b/c\" (instance))",
        // Types.
        "(import \"f\" (func)) | (type (func)) (import \"f\" (func (type 0)))",
        "(import \"f\" (func async (param \"a\" (list u8)) (result (tuple u8 (option u8)))))"
                + " | (type (list u8)) (type (option u8)) (type (tuple u8 1)) (type (func async (param \"a\" 0) (result 2)))"
                + " (import \"f\" (func (type 3)))",
        "(import \"i\" (instance (export \"f\" (func)))) | (type (instance (type (func)) (export \"f\" (func (type 0)))))"
                + " (import \"i\" (instance (type 0)))",
        "(import \"c\" (component (import \"f\" (func)) (export \"f\" (func (type 0)))))"
                + " | (type (component (type (func)) (import \"f\" (func (type 0))) (export \"f\" (func (type 0)))))"
                + " (import \"c\" (component (type 0)))",
        "(type (list (type 3))) | (type (list 3))",
        "(type (record (field \"a\" (type $i \"t\")))) (type u8) | (alias export 0 \"t\" (type)) (type (record (field \"a\" 0)))"
                + " (type u8)",
        "(type float32) (type float64) | (type f32) (type f64)",
        "(type (variant (case $a \"a\") (case \"b\" u8))) | (type (variant (case \"a\") (case \"b\" u8)))",
        "(type (own (type 3))) | (type (own 3))",
        "(type (resource (rep i32) (dtor (func 2)))) | (type (resource (rep i32) (dtor (core func 2))))",
        "(type (resource (rep i32) (dtor 2))) | (type (resource (rep i32) (dtor (core func 2))))",
        "(import \"m\" (core module (import \"a\" \"b\" (func (param i32)))))"
                + " | (core type (module (type (func (param i32))) (import \"a\" \"b\" (func (type 0)))))"
                + " (import \"m\" (core module (type 0)))",
        // References and aliases.
        "(func $f (alias export 0 \"f\")) (export \"f\" (func $f)) | (alias export 0 \"f\" (func $f)) (export \"f\" (func $f))",
        "(alias core export 0 \"f\" (core func)) | (core func (alias core export 0 \"f\"))",
        "(core table (alias core export 0 \"f\")) | (alias core export 0 \"f\" (core table))",
        "(core global (alias core export 0 \"f\")) | (alias core export 0 \"f\" (core global))",
        "(core tag (alias core export 0 \"f\")) | (alias core export 0 \"f\" (core tag))",
        "(core memory (alias core export 0 \"f\")) | (alias core export 0 \"f\" (core memory))",
        "(core module (alias export 0 \"f\")) | (alias export 0 \"f\" (core module))",
        "(instance (alias export 0 \"f\")) | (alias export 0 \"f\" (instance))",
        "(component (alias export 0 \"f\")) | (alias export 0 \"f\" (component))",
        "(component (alias outer 1 3)) | (alias outer 1 3 (component))",
        "(core module (alias outer 1 3)) | (alias outer 1 3 (core module))",
        "(component (export \"c\") (alias export 0 \"f\"))"
                + " | (alias export 0 \"f\" (component)) (export \"c\" (component 0))",
        "(type (alias outer 1 3)) | (alias outer 1 3 (type))",
        "(core type (alias outer 1 3)) | (alias outer 1 3 (core type))",
        "(export \"f\" (func 0 \"a\" \"b\")) | (alias export 0 \"a\" (instance)) (alias export 0 \"b\" (func))"
                + " (export \"f\" (func 0))",
        "(export \"m\" (core module 2 \"m\")) | (alias export 2 \"m\" (core module)) (export \"m\" (core module 0))",
        "(component $a (type $t u8) (component (type (list $t)) (type (option $t))))"
                + " | (component $a (type $t u8) (component (alias outer 1 0 (type)) (type (list 0)) (type (option 0))))",
        "(component $a (type $t u8) (component $b (alias outer $a $t (type)) (alias outer $b 0 (type))))"
                + " | (component $a (type $t u8) (component $b (alias outer 1 0 (type)) (alias outer 0 0 (type))))",
        "(core type $f (func)) (core type (module (import \"a\" \"b\" (func (type $f)))))"
                + " | (core type $f (func)) (core type (module (alias outer 1 0 (type)) (import \"a\" \"b\" (func (type 0)))))",
        // Instances.
        "(instance (instantiate 0 (with \"i\" (instance (export \"f\" (func 1))))))"
                + " | (instance (export \"f\" (func 1))) (instance (instantiate 0 (with \"i\" (instance 0))))",
        "(core instance (instantiate 0 (with \"i\" (instance (export \"f\" (core func 1))))))"
                + " | (core instance (export \"f\" (func 1))) (core instance (instantiate 0 (with \"i\" (core instance 0))))",
        "(core instance (instantiate (module 0))) | (core instance (instantiate 0))",
        "(instance (instantiate (component 0))) | (instance (instantiate 0))",
        // Canonical definitions.
        "(canon lift (core func 0) async (func (export \"g\") (type 0)))"
                + " | (func (type 0) (canon lift (core func 0) async)) (export \"g\" (func 0))",
        "(canon lower (func 0) (core func)) | (core func (canon lower (func 0)))",
        "(canon resource.drop 0 (core func)) | (core func (canon resource.drop (type 0)))",
        "(func (result u8) (canon lift (core func 0 \"f\") (memory 0 \"m\") (realloc (func 0 \"r\"))))"
                + " | (type (func (result u8))) (alias core export 0 \"f\" (core func)) (alias core export 0 \"m\" (core memory))"
                + " (alias core export 0 \"r\" (core func))"
                + " (func (type 0) (canon lift (core func 0) (memory (core memory 0)) (realloc (core func 1))))",
        "(core func (canon stream.read (type 0) (memory 0))) | (core func (canon stream.read 0 (memory (core memory 0))))",
        "(core func (canon thread.new-indirect (core type 1) 2)) | (core func (canon thread.new-indirect 1 (core table 2)))",
    })
    void shortFormsMeanTheSameAsLongOnes(String given, String meant) {
        String prefix = given.contains("$i \"t\"") ? "(import \"i\" (instance $i (type 9)))" : "";
        String text = Wat.print(Wat.parse(components(prefix + given))).replaceAll(" \\$[a-z']+", "");
        assertThat(text).isEqualTo(Wat.print(Wat.parse(components(prefix + meant))).replaceAll(" \\$[a-z']+", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "(nonsense)                                  | 13 | unknown operator nonsense",
        "(table)                                     | 13 | component field",
        "i32                                         | 12 | component field",
        "(type u8) (@name \"x\")                     | 22 | misplaced @name annotation",
        "(import \"f\" (table 1))                    | 25 | func, instance, component, core module, type or value",
        "(import \"f\" (implements \"a:b/c\") (implements \"a:b/c\") (instance)) | 46 | unexpected token implements",
        "(import \"f\" (core func))                  | 30 | module",
        "(import func (func))                         | 20 | string",
        "(import \"f\" (func) (func))                | 31 | )",
        "(export \"f\" (i32 0))                      | 25 | func, value, type, component, instance or core",
        "(core instance (export \"f\" (i32 0)))      | 40 | func, table, memory, global, tag, type, module or instance",
        "(alias core export 0 \"f\" (core i32))      | 43 | func, table, memory, global, tag, type, module or instance",
        "(export \"f\" (func))                       | 29 | func index",
        "(export \"f\" (func $f))                    | 30 | unknown func: failed to find name `$f`",
        "(core func (canon lower (instance 0)))      | 36 | expected func",
        "(core func (canon i32))                     | 30 | canonical definition",
        "(core func (canon nothing))                 | 30 | unknown operator nothing",
        "(core func (canon lower (func 0) (memory (core func 0)))) | 53 | expected core memory",
        "(core func (canon context.get f32 0))       | 42 | i32",
        "(core func (canon waitable-set.wait))       | 47 | (memory",
        "(canon lower (func 0) (func))               | 35 | core",
        "(type)                                      | 17 | type",
        "(type (i32))                                | 19 | type",
        "(type (list))                               | 23 | type index",
        "(type (list (func)))                        | 25 | type",
        "(type (resource))                           | 27 | (rep",
        "(type (resource (rep f32)))                 | 33 | i32",
        "(type (instance (import \"f\" (func))))     | 36 | unexpected import in an instance type",
        "(type (instance (func)))                    | 29 | type, alias, import or export",
        "(type (component (i32)))                    | 30 | type, alias, import or export",
        "(core type (module (i32)))                  | 32 | type, alias, import or export",
        "(core type (module (alias export 0 \"f\" (core func)))) | | only core types can be aliased in the type of a core module",
        "(core type (i32))                           | 24 | func, struct, array or cont",
        "(core type (module (import \"a\" \"b\" (nothing)))) | | unknown operator nothing",
        "(alias i32 0 \"f\" (func))                  | 19 | export",
        "(alias outer $x 0 (type))                   | 25 | outer component `x` not found",
        "(alias outer \"x\" 0 (type))                | 25 | outer component",
        "(alias outer 0 $x (type))                   | 27 | unknown type $x",
        "(alias outer 9 $x (type))                   | 27 | unknown type $x",
        "(func $f (import \"f\")) (component (export \"f\" (func $f))) | | outer item `f` is not a module, type, or component",
        "(type $t u8) (type $t u8)                   | 31 | duplicate type $t",
        "(core module $m) (core module $m)           | 42 | duplicate core module $m",
        "(core module (nothing))                     | 26 | unknown operator nothing",
        "(core module quote \"(nothing)\")           | | (quoted):1:2: unknown operator nothing",
        "(component quote \"(nothing)\")             | | unknown operator nothing",
        "(component binary \"x\")                    | | unexpected end-of-file",
    })
    void whatIsWrongIsSaidWithItsPlace(String fields, Integer column, String reason) {
        assertThatThrownBy(() -> Wat.parse(components(fields))).isInstanceOf(MalformedException.class)
                .hasMessageContaining(reason).hasMessageContaining(column == null ? "" : "text:1:" + column + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(component", "(component (type u8)", "(component) (component)", "(component) x",
        "(component (export \"\\ff\" (func 0)))"})
    void whatIsNoWholeComponent(String text) {
        assertThatThrownBy(() -> Wat.parse(text)).isInstanceOf(MalformedException.class);
    }

    /** Neither depth nor length of a text is a danger. */
    @Test
    void deepTexts() {
        int depth = 100_000;
        for (String opening : new String[] {"(component ", "(type (instance ", "(type (component ", "(type (list ",
            "(core type (module ",
            "(import \"a\" (instance (export \"a\" ", "(func (param \"a\" (list ", "(core func (canon ", "(alias "}) {
            assertThatThrownBy(() -> Wat.parse("(component " + opening.repeat(depth) + "u8" + ")".repeat(depth * 2)))
                    .as(opening).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aTextIsAComponentWhenItBeginsAsOne() {
        assertThat(Wat.isComponent("(component)".getBytes())).isTrue();
        assertThat(Wat.isComponent(" ;; (module)\n (; ;) (component $c".getBytes())).isTrue();
        assertThat(Wat.isComponent("(module (; (component) ;))".getBytes())).isFalse();
        assertThat(Wat.isComponent("(func)".getBytes())).isFalse();
        assertThat(Wat.isComponent("\0".getBytes())).isFalse();
        assertThat(Wat.isComponent(new byte[0])).isFalse();
    }
}
