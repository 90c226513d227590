package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Components as text: the form of it, and that nothing of any definition is lost. */
class ComponentPrinterTest {
    /** Everything that a component can define, once. What it says of indices need not be valid. */
    private static final String EVERYTHING = """
            (component $all
              (@custom "first" "\\00\\01bytes")
              (core type $bare (func (param i32) (result i64)))
              (core type $open (sub (struct (field i8) (field (mut (ref null $bare))))))
              (core type (sub final $open (struct (field i8) (field (mut (ref null $bare))) (field externref))))
              (core rec (type $list (struct (field (ref null $tree)))) (type $tree (array (mut (ref $list)))))
              (core type $module (module
                (type $f (func (param i32)))
                (rec (type (func)) (type (sub (func (result f64)))))
                (alias outer 1 $bare (type $g))
                (import "a" "f" (func (type $f)))
                (import "a" "t" (table 1 20 funcref))
                (import "a" "m" (memory i64 1 2 shared))
                (import "a" "m" (memory 1 (pagesize 1)))
                (import "a" "g" (global (mut i64)))
                (import "a" "e" (tag (type $f)))
                (export "f" (func (type $g)))
                (export "t" (table i64 0 externref))
                (export "g" (global v128))))
              (core type (module))
              (core module $code
                (memory $memory (export "memory") 1)
                (func $g (export "f") (param $x i32) (result i32) (i32.add (local.get $x) (i32.const -1)))
                (@custom "inner" (after memory) "x"))
              (core module $import (import "m") (type $module))
              (core instance $i (instantiate $code (with "a" (instance 3)) (with "" (instance 4))))
              (core instance $bag (export "f" (func 0)) (export "t" (table 1)) (export "m" (memory 2))
                (export "g" (global 3)) (export "e" (tag 4)))
              (core instance)
              (alias core export $i "f" (core func $f))
              (alias core export $i "memory" (core memory $memory))
              (alias core export $i "t" (core table $table))
              (alias core export $i "g" (core global $global))
              (alias core export $i "e" (core tag $tag))
              (type $bool bool)
              (type (tuple s8 u8 s16 u16 s32 u32 s64 u64 f32 f64 char string error-context))
              (type $record (record (field "a" u8) (field "b" $bool)))
              (type (variant (case "none") (case "some" $record) (case "text" string)))
              (type (list $record))
              (type (list u8 16))
              (type (map string $record))
              (type (flags "read" "write"))
              (type $enum (enum "red" "green"))
              (type (option $enum))
              (type (result))
              (type (result u8))
              (type (result (error string)))
              (type (result $record (error $enum)))
              (type $resource (resource (rep i32)))
              (type (resource (rep i32) (dtor (core func $f))))
              (type $own (own $resource))
              (type (borrow $resource))
              (type $stream (stream))
              (type (stream u8))
              (type $future (future))
              (type (future $record))
              (type $none (func))
              (type $function (func (param "a" u32) (param "b" (list string)) (result $record)))
              (type (func async (param "a" u32)))
              (type $interface (instance
                (type $t (record (field "x" u8)))
                (core type (func))
                (core type (module (import "a" "b" (func))))
                (alias outer 1 $record (type $r))
                (export "t" (type (eq $t)))
                (export "r" (type (sub resource)))
                (export "[method]r.f" (func (type $r)))
                (export "i" (instance (type 0)))
                (export "m" (core module (type 1)))
                (export "c" (component (type 3)))
                (type (instance (export "x" (func (type 0)))))))
              (type $world (component
                (import "a:b/c@1.0.0" (instance (type 0)))
                (import "f" (func (type 1)))
                (type (func))
                (alias outer 0 0 (type))
                (export "g" (external-id "id") (func (type 0)))))
              (type (component))
              (type (instance))
              (import "f" (func $imported (type $function)))
              (import "a:b/i@1.2.3" (instance $instance (type $interface)))
              (import "one" (implements "a:b/i@1.2.3") (external-id "x\\"y") (instance (type $interface)))
              (import "a:b/i@1" (versionsuffix ".2.3") (instance (type $interface)))
              (import "c" (component $component (type $world)))
              (import "t" (type $named (eq $record)))
              (import "r" (type $fresh (sub resource)))
              (alias export $instance "f" (func $g))
              (alias export $instance "t" (type))
              (alias export $instance "m" (core module))
              (alias export $instance "c" (component))
              (alias export $instance "i" (instance))
              (alias outer 0 $record (type))
              (alias outer 0 $bare (core type))
              (alias outer 0 $code (core module))
              (alias outer 0 $component (component))
              (component $nested
                (type $inner (list u8))
                (alias outer $all $record (type $outer))
                (component
                  (alias outer 2 $enum (type))
                  (core module))
                (export "inner" (type $inner)))
              (instance (instantiate $nested (with "f" (func $g)) (with "t" (type $named)) (with "i" (instance $instance))
                (with "c" (component $component)) (with "m" (core module $code))))
              (instance $exports (export "f" (func $g)) (export "a:b/i" (instance $instance))
                (export "x" (external-id "y") (instance $instance)))
              (instance)
              (func $lifted (type $function) (canon lift (core func $f)))
              (func (type $function) (canon lift (core func $f) string-encoding=utf16 (memory (core memory $memory))
                (realloc (core func $f)) (post-return (core func $f)) async (callback (core func $f))))
              (core func $lowered (canon lower (func $lifted) string-encoding=utf8))
              (core func (canon lower (func $lifted) string-encoding=latin1+utf16 (memory (core memory 0))))
              (core func (canon resource.new $resource))
              (core func (canon resource.drop $resource))
              (core func (canon resource.rep $resource))
              (core func (canon task.return))
              (core func (canon task.return (result $record) (memory (core memory $memory))))
              (core func (canon context.get i32 0))
              (core func (canon context.set i32 1))
              (core func (canon task.cancel))
              (core func (canon subtask.cancel))
              (core func (canon subtask.cancel async))
              (core func (canon subtask.drop))
              (core func (canon thread.yield cancellable))
              (core func (canon thread.yield))
              (core func (canon stream.new $stream))
              (core func (canon stream.read $stream (memory (core memory $memory))))
              (core func (canon stream.write $stream async))
              (core func (canon stream.cancel-read $stream))
              (core func (canon stream.cancel-write $stream async))
              (core func (canon stream.drop-readable $stream))
              (core func (canon stream.drop-writable $stream))
              (core func (canon future.new $future))
              (core func (canon future.read $future (memory (core memory $memory)) (realloc (core func $f))))
              (core func (canon future.write $future))
              (core func (canon future.cancel-read $future async))
              (core func (canon future.cancel-write $future))
              (core func (canon future.drop-readable $future))
              (core func (canon future.drop-writable $future))
              (core func (canon error-context.new (memory (core memory $memory))))
              (core func (canon error-context.debug-message (memory (core memory $memory)) (realloc (core func $f))))
              (core func (canon error-context.drop))
              (core func (canon waitable-set.new))
              (core func (canon waitable-set.wait (memory (core memory $memory))))
              (core func (canon waitable-set.poll cancellable (memory (core memory $memory))))
              (core func (canon waitable-set.drop))
              (core func (canon waitable.join))
              (core func (canon backpressure.inc))
              (core func (canon backpressure.dec))
              (core func (canon thread.index))
              (core func (canon thread.new-indirect $bare (core table $table)))
              (core func (canon thread.resume-later))
              (core func (canon thread.suspend cancellable))
              (core func (canon thread.suspend-then-resume))
              (core func (canon thread.yield-then-resume cancellable))
              (core func (canon thread.suspend-then-promote))
              (core func (canon thread.yield-then-promote cancellable))
              (@custom "between" "")
              (export $again "f" (func $lifted))
              (export "g" (func $lifted) (func (type $function)))
              (export "t" (type $record))
              (export "u" (type $record) (type (eq $named)))
              (export "v" (type $resource) (type (sub resource)))
              (export "i" (instance $exports) (instance (type $interface)))
              (export "c" (component $nested) (component (type $world)))
              (export "m" (core module $code) (core module (type $module)))
              (export "n" (implements "a:b/c") (instance $exports))
              (export "name with \\"quotes\\" and \u00e9\\00" (func $again)))
            """;

    @Test
    void everyDefinitionComesBack() {
        byte[] binary = Wat.parse(EVERYTHING);
        for (PrintStyle style : PrintStyle.values()) {
            assertThat(Wat.parse(Wat.print(binary, style))).isEqualTo(binary);
        }
    }

    @Test
    void eachDefinitionHasALineAndItsNumber() {
        assertThat(Wat.print(Wat.parse("""
                (component $c
                  (core module $m (func (export "f") (param $x i32) (result i32) local.get $x))
                  (core instance $i (instantiate $m))
                  (type $e (enum "a" "b"))
                  (import "e" (type $t (eq $e)))
                  (import "i" (instance (export "f" (func))))
                  (component)
                  (func (export "g") (param "x" $t) (result u8) (canon lift (core func $i "f"))))
                """))).isEqualTo("""
                (component $c
                  (core module $m (;0;)
                    (type (;0;) (func (param i32) (result i32)))
                    (export "f" (func 0))
                    (func (;0;) (type 0) (param $x i32) (result i32)
                      local.get $x
                    )
                  )
                  (core instance $i (;0;) (instantiate $m))
                  (type $e (;0;) (enum "a" "b"))
                  (import "e" (type $t (;1;) (eq $e)))
                  (type (;2;) (instance
                    (type (;0;) (func))
                    (export "f" (func (;0;) (type 0)))
                  ))
                  (import "i" (instance (;0;) (type 2)))
                  (component (;0;)
                  )
                  (type (;3;) (func (param "x" $t) (result u8)))
                  (alias core export $i "f" (core func (;0;)))
                  (func (;0;) (type 3) (canon lift (core func 0)))
                  (export (;1;) "g" (func 0))
                )
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "(component (type $a u8) (type (@name \"a\") u8) (type (@name \"\") u8) (type $b (@name \"b b\") u8) (type (list 3)))",
        "(component $x (core module $a (@name \"b\") (func $a)))",
        "(component (@name \"\") (component $a (@name \"b\") (type u8) (component (alias outer $a 0 (type)))))",
        "(component (core module (@name \"both\")))",
        "(component (type $\"a b\" u8) (type (list $\"a b\")))",
    })
    void namesComeBack(String text) {
        byte[] binary = Wat.parse(text);
        assertThat(Wat.parse(Wat.print(binary))).isEqualTo(binary);
    }

    @Test
    void aModuleMayHaveAnotherNameThanTheComponentHasForIt() {
        String text = Wat.print(Wat.parse("(component (core module $outside (@name \"inside\")))"));
        assertThat(text).contains("(core module $outside (;0;) (@name \"inside\")");
        assertThat(text).doesNotContain("$inside");
    }

    @Test
    void identifiersAreUsedOnlyBehindTheirDefinition() {
        byte[] binary = Wat.parse("(component (type (list 1)) (type $later u8) (type (option $later)))");
        assertThat(Wat.print(binary)).contains("(list 1)", "(option $later)");
        assertThat(Wat.parse(Wat.print(binary))).isEqualTo(binary);
    }

    @Test
    void longNamesStandOnceAndTheTextIsLimited() {
        String longName = "n".repeat(201);
        String text = Wat.print(Wat.parse("(component (type $" + longName + " u8) (type (tuple " + ("$" + longName + " ")
                .repeat(9)
                + ")))"));
        assertThat(text.indexOf(longName)).isEqualTo(text.lastIndexOf(longName));
        byte[] binary = Wat.parse("(component (type $" + "n".repeat(200) + " u8)"
                + ("(type (tuple " + "0 ".repeat(9_000) + "))").repeat(50) + ")");
        assertThatThrownBy(() -> Wat.print(binary)).isInstanceOf(LimitException.class)
                .hasMessageContaining("the text exceeds the limit");
    }

    @Test
    void componentsAndTypesWithinOneAnother() {
        int most = 99;
        byte[] components = Wat.parse("(component ".repeat(most) + ")".repeat(most));
        assertThat(Wat.parse(Wat.print(components))).isEqualTo(components);
        byte[] types = Wat.parse("(component (type " + "(instance (type ".repeat(most) + "u8" + "))".repeat(most) + "))");
        assertThat(Wat.parse(Wat.print(types))).isEqualTo(types);
    }

    @Test
    void whatIsMalformedIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Wat.print(Wat.parse(
                "(component (component (core module binary \"\\00asm\\01\\00\\00\\00\\01\\01\")))")))
                .isInstanceOf(MalformedException.class).hasMessageContaining("in core module 0 of component 0");
        assertThatThrownBy(() -> Wat.print(new byte[] {0, 'a', 's', 'm', 0xD, 0, 1, 0, 99}))
                .isInstanceOf(MalformedException.class);
    }

    /** A component with random bytes in it either cannot be decoded, or has a text that says the same. */
    @Test
    void changedComponents() {
        byte[] binary = Wat.parse(EVERYTHING);
        Random random = new Random(16);
        int printed = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = binary.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt(8) : random.nextInt(
                        256));
            }
            String text;
            try {
                text = Wat.print(changed);
            } catch (ModuleException refused) {
                continue;
            }
            byte[] once = Wat.parse(text);
            assertThat(Wat.parse(Wat.print(once))).isEqualTo(once);
            printed++;
        }
        assertThat(printed).isGreaterThan(300);
    }
}
