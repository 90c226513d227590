;; Adds up its key's events, in a local variable, a global and the memory. The event 0 asks for the sum; -1 ends the guest.
(module
  (import "events" "next" (func $next (result i64)))
  (import "events" "emit" (func $emit (param i64)))
  (memory (export "memory") 1)
  (global $global (mut i64) (i64.const 0))
  (func (export "run") (local $sum i64) (local $event i64)
    (loop $again
      (local.set $event (call $next))
      (if (i64.eq (local.get $event) (i64.const -1)) (then (return)))
      (local.set $sum (i64.add (local.get $sum) (local.get $event)))
      (global.set $global (i64.add (global.get $global) (local.get $event)))
      (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (local.get $event)))
      (if (i64.ne (local.get $sum) (global.get $global)) (then unreachable))
      (if (i64.ne (local.get $sum) (i64.load (i32.const 8))) (then unreachable))
      (if (i64.eqz (local.get $event)) (then (call $emit (local.get $sum))))
      (br $again))))
