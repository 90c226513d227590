;; Strings and bytes. Results are addresses and lengths in one i64.
(module
  (memory (export "memory") 1)
  (global $heap (mut i32) (i32.const 1024))
  (func (export "alloc") (param $size i32) (result i32) (local i32)
    (local.set 1 (global.get $heap))
    (global.set $heap (i32.add (global.get $heap) (i32.and (i32.add (local.get $size) (i32.const 7)) (i32.const -8))))
    (block $enough
      (br_if $enough (i32.le_u (global.get $heap) (i32.shl (memory.size) (i32.const 16))))
      (br_if $enough (i32.ne (i32.const -1) (memory.grow (i32.add (i32.const 1) (i32.shr_u (local.get $size) (i32.const 16))))))
      (return (i32.const 0)))
    (local.get 1))
  (func $pair (param i32 i32) (result i64)
    (i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32)) (i64.extend_i32_u (local.get 1))))
  ;; Upper case of ASCII letters, in place.
  (func (export "upper") (param $at i32) (param $size i32) (result i64) (local $p i32) (local $end i32) (local $c i32)
    (local.set $p (local.get $at))
    (local.set $end (i32.add (local.get $at) (local.get $size)))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $p) (local.get $end)))
        (local.set $c (i32.load8_u (local.get $p)))
        (if (i32.lt_u (i32.sub (local.get $c) (i32.const 97)) (i32.const 26))
          (then (i32.store8 (local.get $p) (i32.sub (local.get $c) (i32.const 32)))))
        (local.set $p (i32.add (local.get $p) (i32.const 1)))
        (br $more)))
    (call $pair (local.get $at) (local.get $size)))
  ;; FNV-1a of 64 bits.
  (func (export "fnv") (param $at i32) (param $size i32) (result i64) (local $end i32) (local $h i64)
    (local.set $h (i64.const 0xcbf29ce484222325))
    (local.set $end (i32.add (local.get $at) (local.get $size)))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $h (i64.mul (i64.xor (local.get $h) (i64.load8_u (local.get $at))) (i64.const 0x100000001b3)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $more)))
    (local.get $h))
  (func (export "size") (param i32 i32) (result i32) (local.get 1))
  (func (export "same") (param i32 i32) (result i64) (call $pair (local.get 0) (local.get 1)))
  (func (export "decimal") (param i32 i32) (result i64) (call $pair (local.get 0) (local.get 1)))
  (func (export "left") (param i32 i32 i32) (result i64)
    (call $pair (local.get 0) (select (local.get 1) (local.get 2) (i32.lt_u (local.get 1) (local.get 2)))))
  (func (export "longer") (param i32 i32 i32 i32) (result i64)
    (if (i32.ge_u (local.get 1) (local.get 3)) (then (return (call $pair (local.get 0) (local.get 1)))))
    (call $pair (local.get 2) (local.get 3)))
  ;; Rows of a number and a string: each byte with its place.
  (func (export "bytes") (param $at i32) (param $size i32) (result i64) (local $i i32) (local $out i32) (local $base i32)
    (local.set $base (global.get $heap))
    (local.set $out (local.get $base))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $i) (local.get $size)))
        (i32.store (local.get $out) (local.get $i))
        (i32.store8 offset=4 (local.get $out) (i32.const 1))
        (i32.store8 offset=5 (local.get $out) (i32.load8_u (i32.add (local.get $at) (local.get $i))))
        (local.set $out (i32.add (local.get $out) (i32.const 6)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $more)))
    (call $pair (local.get $base) (i32.sub (local.get $out) (local.get $base)))))
