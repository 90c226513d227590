;; The mean of the numbers of its key, after each of them.
(module
  (import "events" "next" (func $next (result f64)))
  (import "events" "emit" (func $emit (param f64)))
  (func (export "run") (local $sum f64) (local $count f64)
    (loop $again
      (local.set $sum (f64.add (local.get $sum) (call $next)))
      (local.set $count (f64.add (local.get $count) (f64.const 1)))
      (call $emit (f64.div (local.get $sum) (local.get $count)))
      (br $again))))
