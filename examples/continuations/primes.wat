;; A generator: it gives primes one by one and never ends.
(module
  (tag $prime (export "prime") (param i32))
  (func (export "primes")
    (local $n i32)
    (local.set $n (i32.const 2))
    (loop $next
      (if (call $is-prime (local.get $n))
        (then (suspend $prime (local.get $n))))
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (br $next)))
  (func $is-prime (param $n i32) (result i32)
    (local $d i32)
    (local.set $d (i32.const 2))
    (loop $try
      (if (i32.gt_u (i32.mul (local.get $d) (local.get $d)) (local.get $n))
        (then (return (i32.const 1))))
      (if (i32.eqz (i32.rem_u (local.get $n) (local.get $d)))
        (then (return (i32.const 0))))
      (local.set $d (i32.add (local.get $d) (i32.const 1)))
      (br $try))
    (unreachable)))
