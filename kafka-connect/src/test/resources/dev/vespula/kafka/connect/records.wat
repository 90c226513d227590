;; What records are done to. Strings and bytes come as address and length, and go as both in one number; the address 0 is null.
(module
  (memory (export "memory") 1)
  (data (i32.const 16) "{\22topic\22:\22others\22,\22headers\22:[{\22key\22:\22routed\22,\22value\22:true}]}")
  (data (i32.const 128) "{}")
  (global $heap (mut i32) (i32.const 1024))
  (func (export "alloc") (param $size i32) (result i32) (local $at i32)
    (local.set $at (global.get $heap))
    (global.set $heap (i32.add (local.get $at) (i32.and (i32.add (local.get $size) (i32.const 7)) (i32.const -8))))
    (block $enough
      (br_if $enough (i32.le_u (global.get $heap) (i32.shl (memory.size) (i32.const 16))))
      (br_if $enough (i32.ne (i32.const -1) (memory.grow (i32.add (i32.const 1) (i32.shr_u (local.get $size) (i32.const 16))))))
      (return (i32.const 0)))
    (local.get $at))
  (func $both (param $at i32) (param $size i32) (result i64)
    (i64.or (i64.shl (i64.extend_i32_u (local.get $at)) (i64.const 32)) (i64.extend_i32_u (local.get $size))))
  ;; Digits become stars; what begins with '-' is dropped, with '!' fails, with '?' never ends.
  (func (export "mask") (param $at i32) (param $size i32) (result i64) (local $i i32) (local $c i32)
    (if (local.get $size)
      (then
        (local.set $c (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $c) (i32.const 45)) (then (return (i64.const 0))))
        (if (i32.eq (local.get $c) (i32.const 33)) (then unreachable))
        (if (i32.eq (local.get $c) (i32.const 63)) (then (loop $ever (br $ever))))))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $i) (local.get $size)))
        (if (i32.lt_u (i32.sub (i32.load8_u (i32.add (local.get $at) (local.get $i))) (i32.const 48)) (i32.const 10))
          (then (i32.store8 (i32.add (local.get $at) (local.get $i)) (i32.const 42))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $more)))
    (call $both (local.get $at) (local.get $size)))
  ;; Digits become sevens, so that JSON stays JSON.
  (func (export "sevens") (param $at i32) (param $size i32) (result i64) (local $i i32)
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $i) (local.get $size)))
        (if (i32.lt_u (i32.sub (i32.load8_u (i32.add (local.get $at) (local.get $i))) (i32.const 48)) (i32.const 10))
          (then (i32.store8 (i32.add (local.get $at) (local.get $i)) (i32.const 55))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $more)))
    (call $both (local.get $at) (local.get $size)))
  (func (export "same") (param $at i32) (param $size i32) (result i64) (call $both (local.get $at) (local.get $size)))
  (func (export "outside") (param i32 i32) (result i64) (call $both (i32.const -16) (i32.const 100)))
  (func (export "is_long") (param $at i32) (param $size i32) (result i32)
    (if (i32.eqz (local.get $size)) (then unreachable))
    (i32.gt_u (local.get $size) (i32.const 3)))
  ;; Whether the text has "bad" in it, with the quotes of a key.
  (func $is_bad (export "is_bad") (param $at i32) (param $size i32) (result i32) (local $end i32)
    (local.set $end (i32.add (local.get $at) (local.get $size)))
    (block $done
      (loop $more
        (br_if $done (i32.gt_u (i32.add (local.get $at) (i32.const 5)) (local.get $end)))
        (if (i32.and (i32.eq (i32.load align=1 (local.get $at)) (i32.const 0x64616222))
              (i32.eq (i32.load8_u offset=4 (local.get $at)) (i32.const 0x22)))
          (then (return (i32.const 1))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $more)))
    (i32.const 0))
  ;; A record with such a header goes to another topic; others stay as they are.
  (func (export "route") (param $at i32) (param $size i32) (result i64)
    (if (result i64) (call $is_bad (local.get $at) (local.get $size))
      (then (call $both (i32.const 16) (i32.const 60)))
      (else (call $both (i32.const 128) (i32.const 2))))))
