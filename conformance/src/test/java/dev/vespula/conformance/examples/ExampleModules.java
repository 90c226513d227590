package dev.vespula.conformance.examples;

/** The modules that examples speak of, in the text format. */
final class ExampleModules {
    /** Imports nothing, and exports what any example calls. */
    static final String GENERATOR = """
            (module
              (tag $yield (export "yield") (param i32))
              (func (export "numbers")
                (local $i i32)
                (loop $next
                  (suspend $yield (local.get $i))
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $next (i32.lt_u (local.get $i) (i32.const 10))))))
            """;
    static final String PLAIN = """
            (module
              (type $text (array i16))
              (type $point (struct (field (mut i32)) (field (mut i32))))
              (tag $not-found (export "not-found") (param i32))
              (memory (export "memory") 1 16)
              (data (i32.const 512) "\\01\\00\\00\\00\\02\\00\\00\\00\\00\\04\\00\\00")
              (data (i32.const 1024) "Ada\\00")
              (table (export "table") 4 funcref)
              (elem (i32.const 0) $add)
              (global (export "counter") (mut i32) (i32.const 0))
              (global (export "__heap_base") i32 (i32.const 4096))
              (global $next (mut i32) (i32.const 4096))
              (func (export "run"))
              (func (export "work"))
              (func (export "handle"))
              (func (export "_start"))
              (func $add (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
              (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
              (func (export "mul64") (param i64 i64) (result i64) (i64.mul (local.get 0) (local.get 1)))
              (func $gcd (export "gcd") (param i64 i64) (result i64)
                (if (result i64) (i64.eqz (local.get 1))
                  (then (local.get 0))
                  (else (call $gcd (local.get 1) (i64.rem_u (local.get 0) (local.get 1))))))
              (func (export "count") (param $n i32) (result i32)
                (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $n))
              (func (export "forever") (loop $again (br $again)))
              (func (export "record") (result i32) (i32.const 512))
              (func (export "take") (param i32 i32))
              (func (export "malloc") (param i32) (result i32)
                (global.get $next)
                (global.set $next (i32.add (global.get $next) (local.get 0))))
              (func (export "free") (param i32))
              (func (export "throws") (throw $not-found (i32.const 42)))
              (func (export "greeting") (result (ref $text)) (array.new_fixed $text 2 (i32.const 72) (i32.const 105)))
              (func (export "listen") (param (ref $text)))
              (func (export "point") (result (ref $point)) (struct.new $point (i32.const 1) (i32.const 2)))
              (func (export "draw") (param (ref $point))))
            """;

    /** Imports a function. */
    static final String PRINTING = """
            (module
              (import "env" "print" (func $print (param i32)))
              (func (export "add") (param i32 i32) (result i32)
                (call $print (local.get 0))
                (i32.add (local.get 0) (local.get 1))))
            """;

    private ExampleModules() {}
}
