;; Green threads: a queue of continuations, and a scheduler that resumes the first one until there is none. A thread gives
;; way with the tag "pause".
(module
  (type $task (func))
  (type $thread (cont $task))
  (type $worker (func (param i32)))
  (type $new (cont $worker))
  (tag $pause)
  (global $done (mut i64) (i64.const 0))
  (global $switches (export "switches") (mut i64) (i64.const 0))

  ;; A ring: where the next one is taken, and how many there are.
  (table $queue 0 (ref null $thread))
  (global $first (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))

  (func $enqueue (param $thread (ref $thread))
    (table.set $queue
      (i32.rem_u (i32.add (global.get $first) (global.get $count)) (table.size $queue))
      (local.get $thread))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))

  (func $dequeue (result (ref null $thread))
    (table.get $queue (global.get $first))
    (table.set $queue (global.get $first) (ref.null $thread))
    (global.set $first (i32.rem_u (i32.add (global.get $first) (i32.const 1)) (table.size $queue)))
    (global.set $count (i32.sub (global.get $count) (i32.const 1))))

  ;; What each thread does: it counts up to a number, and gives way after each step.
  (elem declare func $count-up)
  (func $count-up (param $steps i32)
    (loop $step
      (global.set $done (i64.add (global.get $done) (i64.const 1)))
      (suspend $pause)
      (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))
      (br_if $step (local.get $steps))))

  (func $run-all
    (loop $next
      (if (global.get $count)
        (then
          (block $ended
            (block $paused (result (ref $thread))
              (resume $thread (on $pause $paused) (call $dequeue))
              (br $ended))
            (call $enqueue)
            (global.set $switches (i64.add (global.get $switches) (i64.const 1))))
          (br $next)))))

  ;; Runs so many threads with so many steps each, at the same time. Gives how many steps were done.
  (func (export "run") (param $threads i32) (param $steps i32) (result i64)
    (local $k i32)
    (drop (table.grow $queue (ref.null $thread) (local.get $threads)))
    (loop $more
      (call $enqueue (cont.bind $new $thread (local.get $steps) (cont.new $new (ref.func $count-up))))
      (local.set $k (i32.add (local.get $k) (i32.const 1)))
      (br_if $more (i32.lt_u (local.get $k) (local.get $threads))))
    (call $run-all)
    (global.get $done)))
