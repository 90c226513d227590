;; An actor: it waits for a message, does what it says, tells the balance, and waits for the next one. Its state is where it
;; stands and what its locals hold.
(module
  (tag $receive (export "receive") (param i64) (result i64))
  (func $account
    (local $balance i64)
    (local $fees i64)
    (local $message i64)
    (loop $next
      ;; Tells the balance, gets the next message: money that comes or, negative, goes.
      (local.set $message (suspend $receive (local.get $balance)))
      (if (i64.le_s (i64.sub (i64.const 0) (local.get $message)) (local.get $balance))
        (then (local.set $balance (i64.add (local.get $balance) (local.get $message))))
        ;; Who wants more than there is pays: 1 the first time, 2 the second time, and so on.
        (else
          (local.set $fees (i64.add (local.get $fees) (i64.const 1)))
          (local.set $balance (i64.sub (local.get $balance) (local.get $fees)))))
      (br $next)))
  (elem declare func $account)
  (type $actor (func))
  (type $new (cont $actor))
  (type $resumed (func (param i64)))
  (type $waiting (cont $resumed))
  (global $waiting (mut (ref null $waiting)) (ref.null $waiting))

  ;; Begins: gives the first balance.
  (func (export "open") (result i64)
    (block $on (result i64 (ref $waiting))
      (resume $new (on $receive $on) (cont.new $new (ref.func $account)))
      (unreachable))
    (global.set $waiting))

  ;; Hands a message over. Gives the balance then.
  (func (export "send") (param $message i64) (result i64)
    (block $on (result i64 (ref $waiting))
      (resume $waiting (on $receive $on) (local.get $message) (global.get $waiting))
      (unreachable))
    (global.set $waiting)))
