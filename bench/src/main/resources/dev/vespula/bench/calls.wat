;; Calls in both directions, for all engines; the clock stands for any function of the host.
(module
  (import "env" "clock_ms" (func $clock (result i32)))
  (func (export "nothing") (param i32) (result i32) local.get 0)
  (func (export "callHost") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (call $clock)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    local.get $sum))
