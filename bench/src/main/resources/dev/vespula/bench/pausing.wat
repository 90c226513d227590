;; Calls that stop and go on, with a mebibyte of memory.
(module
  (import "env" "pause" (func $pause (result i32)))
  (memory (export "memory") 16)

  ;; Something in every page, or a snapshot would leave it out.
  (func (export "fill") (local $at i32)
    (loop $again
      (i32.store (local.get $at) (i32.add (local.get $at) (i32.const 1)))
      (br_if $again (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 0x100000)))))

  ;; Pauses so many times, with so many frames below.
  (func $deep (export "pauses") (param $depth i32) (param $times i32) (result i32) (local $sum i32)
    (if (local.get $depth)
      (then
        (local.set $sum (call $deep (i32.sub (local.get $depth) (i32.const 1)) (local.get $times))))
      (else
        (loop $again
          (local.set $sum (i32.add (local.get $sum) (call $pause)))
          (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))))
    local.get $sum)

  (func (export "count") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.const 3)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    local.get $sum))
