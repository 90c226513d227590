package dev.vespula.conformance.examples;

/** The components that examples speak of, in the text format. */
final class DocumentedComponents {
    private static final String LIBC = """
            (core module $libc
              (memory (export "mem") 1)
              (global $next (mut i32) (i32.const 1024))
              (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                (local $at i32)
                (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
                (global.set $next (i32.add (local.get $at) (local.get 3)))
                (local.get $at)))
            (core instance $libc (instantiate $libc))
            (alias core export $libc "mem" (core memory $mem))
            (alias core export $libc "realloc" (core func $realloc))
            """;

    /** Says hello to the log, and gives back whom it greeted. */
    static final String GREETER = "(component " + LIBC + """
            (import "my:app/log@1.0.0" (instance $log (export "say" (func (param "what" string)))))
            (core func $say (canon lower (func $log "say") (memory $mem) (realloc $realloc)))
            (core module $m
              (import "libc" "mem" (memory 0))
              (import "" "say" (func $say (param i32 i32)))
              (data (i32.const 100) "hello")
              (func (export "greet") (param i32 i32) (result i32)
                (call $say (i32.const 100) (i32.const 5))
                (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16)))
            (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "" (instance (export "say" (func $say))))))
            (func $greet (param "name" string) (result string)
              (canon lift (core func $i "greet") (memory $mem) (realloc $realloc)))
            (instance (export "my:app/greeter@1.0.0") (export "greet" (func $greet))))
            """;

    /** Adds the prices of a list of records. */
    static final String SHOP = "(component " + LIBC + """
            (core module $m
              (import "libc" "mem" (memory 0))
              (func (export "total") (param $item i32) (param $count i32) (result f64)
                (local $sum f64)
                (block $end (loop $next
                  (br_if $end (i32.eqz (local.get $count)))
                  (local.set $sum (f64.add (local.get $sum) (f64.load offset=8 (local.get $item))))
                  (local.set $item (i32.add (local.get $item) (i32.const 24)))
                  (local.set $count (i32.sub (local.get $count) (i32.const 1)))
                  (br $next)))
                (local.get $sum)))
            (core instance $i (instantiate $m (with "libc" (instance $libc))))
            (type $some-tags (flags "hot" "cold"))
            (export $tags "tags" (type $some-tags))
            (type $an-item (record (field "name" string) (field "price" f64) (field "tags" $tags)))
            (export $item "item" (type $an-item))
            (func $total (param "items" (list $item)) (result f64)
              (canon lift (core func $i "total") (memory $mem) (realloc $realloc)))
            (instance (export "my:app/shop@1.0.0") (export "total" (func $total))))
            """;

    /** Has counters of its own, and writes to a file of the host. */
    static final String NOTES = "(component " + LIBC + """
            (import "my:app/files@1.0.0" (instance $files
              (export "file" (type $file (sub resource)))
              (export "[constructor]file" (func (param "name" string) (result (own $file))))
              (export "[method]file.append" (func (param "self" (borrow $file)) (param "text" string)))))
            (alias export $files "file" (type $file))
            (core func $open (canon lower (func $files "[constructor]file") (memory $mem)))
            (core func $append (canon lower (func $files "[method]file.append") (memory $mem)))
            (core func $close (canon resource.drop $file))
            (type $r (resource (rep i32)))
            (core func $new (canon resource.new $r))
            (core module $m
              (import "libc" "mem" (memory 0))
              (import "" "open" (func $open (param i32 i32) (result i32)))
              (import "" "append" (func $append (param i32 i32 i32)))
              (import "" "close" (func $close (param i32)))
              (import "" "new" (func $new (param i32) (result i32)))
              (data (i32.const 100) "!")
              (global $cell (mut i32) (i32.const 512))
              (func (export "note") (param i32 i32) (local $file i32)
                (local.set $file (call $open (local.get 0) (local.get 1)))
                (call $append (local.get $file) (i32.const 100) (i32.const 1))
                (call $close (local.get $file)))
              (func (export "counter") (result i32)
                (global.set $cell (i32.add (global.get $cell) (i32.const 4)))
                (call $new (global.get $cell)))
              (func (export "add") (param $cell i32) (param $more i32) (result i32)
                (i32.store (local.get $cell) (i32.add (i32.load (local.get $cell)) (local.get $more)))
                (i32.load (local.get $cell))))
            (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "" (instance
              (export "open" (func $open)) (export "append" (func $append)) (export "close" (func $close))
              (export "new" (func $new))))))
            (func (export "note") (param "text" string) (canon lift (core func $i "note") (memory $mem) (realloc $realloc)))
            (func $counter (result (own $r)) (canon lift (core func $i "counter")))
            (func $add (param "self" (borrow $r)) (param "more" u32) (result u32) (canon lift (core func $i "add")))
            (component $named
              (import "r" (type $r (sub resource)))
              (import "new" (func $new (result (own $r))))
              (import "add" (func $add (param "self" (borrow $r)) (param "more" u32) (result u32)))
              (export $counter "counter" (type $r))
              (export "[constructor]counter" (func $new) (func (result (own $counter))))
              (export "[method]counter.add" (func $add)
                (func (param "self" (borrow $counter)) (param "more" u32) (result u32))))
            (instance $counters (instantiate $named
              (with "r" (type $r)) (with "new" (func $counter)) (with "add" (func $add))))
            (export "my:app/counters@1.0.0" (instance $counters)))
            """;

    /** Asks the host, and gives the answer back. */
    static final String QUESTION = "(component " + LIBC + """
            (import "ask" (func $ask (param "question" string) (result string)))
            (core func $ask (canon lower (func $ask) (memory $mem) (realloc $realloc)))
            (core module $m
              (import "libc" "mem" (memory 0))
              (import "" "ask" (func $ask (param i32 i32 i32)))
              (data (i32.const 100) "why?")
              (func (export "run") (result i32)
                (call $ask (i32.const 100) (i32.const 4) (i32.const 16))
                (i32.const 16)))
            (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "" (instance (export "ask" (func $ask))))))
            (func (export "run") (result string) (canon lift (core func $i "run") (memory $mem))))
            """;

    /** Sells tea: {@code find} gives one item, {@code order} says that it is sold out if more than nine are wanted. */
    static final String ITEMS = "(component " + LIBC + """
            (core module $m
              (import "libc" "mem" (memory 0))
              (data (i32.const 256) "tea")
              (func $item (param $at i32)
                (i32.store (local.get $at) (i32.const 256)) (i32.store offset=4 (local.get $at) (i32.const 3))
                (i64.store offset=8 (local.get $at) (i64.const 250)))
              (func (export "find") (param i32 i32) (result i32)
                (call $item (i32.const 512))
                (i32.store (i32.const 16) (i32.const 512)) (i32.store (i32.const 20) (i32.const 1)) (i32.const 16))
              (func (export "order") (param i32 i32) (param $count i32) (result i32)
                (if (i32.gt_s (local.get $count) (i32.const 9))
                  (then (i32.store8 (i32.const 64) (i32.const 1)) (i32.store8 (i32.const 72) (i32.const 1)))
                  (else (i32.store8 (i32.const 64) (i32.const 0)) (call $item (i32.const 72))))
                (i32.const 64)))
            (core instance $i (instantiate $m (with "libc" (instance $libc))))
            (type $an-item (record (field "name" string) (field "price" s64)))
            (export $item "item" (type $an-item))
            (type $a-problem (enum "unknown" "sold-out"))
            (export $problem "problem" (type $a-problem))
            (func $find (param "word" string) (result (list $item))
              (canon lift (core func $i "find") (memory $mem) (realloc $realloc)))
            (func $order (param "name" string) (param "count" s32) (result (result $item (error $problem)))
              (canon lift (core func $i "order") (memory $mem) (realloc $realloc)))
            (instance (export "my:app/shop@1.0.0") (export "find" (func $find)) (export "order" (func $order))))
            """;

    /** A shop whose baskets are resources; a basket costs 7. */
    static final String BASKETS = "(component " + LIBC + """
            (type $r (resource (rep i32)))
            (core func $new (canon resource.new $r))
            (core module $m
              (import "libc" "mem" (memory 0))
              (import "" "new" (func $new (param i32) (result i32)))
              (data (i32.const 256) "tea")
              (func (export "basket") (result i32) (call $new (i32.const 7)))
              (func (export "add") (param i32 i32 i32 i32) (result i32) (i32.store8 (i32.const 64) (i32.const 0)) (i32.const 64))
              (func (export "pay") (param $basket i32) (param i32 i32 i32) (result i32)
                (i32.store8 (i32.const 64) (i32.const 0))
                (i64.store (i32.const 72) (i64.extend_i32_u (local.get $basket)))
                (i32.const 64))
              (func (export "find") (param i32 i32) (result i32)
                (i32.store (i32.const 512) (i32.const 256)) (i32.store (i32.const 516) (i32.const 3))
                (i32.store (i32.const 520) (i32.const 250))
                (i32.store (i32.const 16) (i32.const 512)) (i32.store (i32.const 20) (i32.const 1)) (i32.const 16)))
            (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "" (instance (export "new" (func $new))))))
            (type $item (record (field "name" string) (field "unit-price" u32) (field "tags" (list string))))
            (type $problem (enum "unknown" "sold-out"))
            (type $payment (variant (case "cash") (case "card" string)))
            (func $basket (result (own $r)) (canon lift (core func $i "basket")))
            (func $add (param "self" (borrow $r)) (param "name" string) (param "count" s32) (result (result (error $problem)))
              (canon lift (core func $i "add") (memory $mem) (realloc $realloc)))
            (func $pay (param "self" (borrow $r)) (param "how" $payment) (result (result s64 (error $problem)))
              (canon lift (core func $i "pay") (memory $mem) (realloc $realloc)))
            (func $find (param "word" string) (result (list $item))
              (canon lift (core func $i "find") (memory $mem) (realloc $realloc)))
            (component $named
              (type $item-is (record (field "name" string) (field "unit-price" u32) (field "tags" (list string))))
              (import "item" (type $item (eq $item-is)))
              (type $problem-is (enum "unknown" "sold-out"))
              (import "problem" (type $problem (eq $problem-is)))
              (type $payment-is (variant (case "cash") (case "card" string)))
              (import "payment" (type $payment (eq $payment-is)))
              (import "basket" (type $r (sub resource)))
              (import "new" (func $new (result (own $r))))
              (import "add" (func $add (param "self" (borrow $r)) (param "name" string) (param "count" s32)
                (result (result (error $problem)))))
              (import "pay" (func $pay (param "self" (borrow $r)) (param "how" $payment) (result (result s64 (error $problem)))))
              (import "find" (func $find (param "word" string) (result (list $item))))
              (export $item-out "item" (type $item))
              (export $problem-out "problem" (type $problem))
              (export $payment-out "payment" (type $payment))
              (export $basket "basket" (type $r))
              (export "[constructor]basket" (func $new) (func (result (own $basket))))
              (export "[method]basket.add" (func $add) (func (param "self" (borrow $basket)) (param "name" string)
                (param "count" s32) (result (result (error $problem-out)))))
              (export "[method]basket.pay" (func $pay) (func (param "self" (borrow $basket)) (param "how" $payment-out)
                (result (result s64 (error $problem-out)))))
              (export "find" (func $find) (func (param "word" string) (result (list $item-out)))))
            (instance $shop (instantiate $named (with "item" (type $item)) (with "problem" (type $problem))
              (with "payment" (type $payment)) (with "basket" (type $r)) (with "new" (func $basket)) (with "add" (func $add))
              (with "pay" (func $pay)) (with "find" (func $find))))
            (export "my:app/shop@1.0.0" (instance $shop)))
            """;

    /** Gives a text to the log. */
    static final String HANDLER = "(component " + LIBC + """
            (import "my:app/log@1.2.0" (instance $log (export "say" (func (param "text" string)))))
            (core func $say (canon lower (func $log "say") (memory $mem)))
            (core module $m (import "" "say" (func $say (param i32 i32)))
              (func (export "handle") (param i32 i32) (call $say (local.get 0) (local.get 1))))
            (core instance $i (instantiate $m (with "" (instance (export "say" (func $say))))))
            (func (export "handle") (param "text" string)
              (canon lift (core func $i "handle") (memory $mem) (realloc $realloc))))
            """;

    /** Gives back what it is given. */
    static final String SITE = "(component " + LIBC + """
            (core module $m
              (import "libc" "mem" (memory 0))
              (func (export "render") (param i32 i32) (result i32)
                (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16)))
            (core instance $i (instantiate $m (with "libc" (instance $libc))))
            (func $render (param "page" string) (result string)
              (canon lift (core func $i "render") (memory $mem) (realloc $realloc)))
            (instance (export "my:app/site@1.0.0") (export "render" (func $render))))
            """;

    /** Asks the host what it is asked, and gives the answer back. */
    static final String ASKING = "(component " + LIBC + """
            (import "ask" (func $ask (param "question" string) (result string)))
            (core func $ask (canon lower (func $ask) (memory $mem) (realloc $realloc)))
            (core module $m
              (import "" "ask" (func $ask (param i32 i32 i32)))
              (func (export "run") (param i32 i32) (result i32)
                (call $ask (local.get 0) (local.get 1) (i32.const 16))
                (i32.const 16)))
            (core instance $i (instantiate $m (with "" (instance (export "ask" (func $ask))))))
            (func (export "run") (param "question" string) (result string)
              (canon lift (core func $i "run") (memory $mem) (realloc $realloc))))
            """;

    /** A program for WASI 0.2. */
    static final String REPORT = """
            (component
              (core module $m (func (export "run") (result i32) (i32.const 0)))
              (core instance $i (instantiate $m))
              (func $run (result (result)) (canon lift (core func $i "run")))
              (instance (export "wasi:cli/run@0.2.0") (export "run" (func $run))))
            """;

    /** Handles requests, without an answer. */
    static final String HTTP = """
            (component
              (import "wasi:http/types@0.2.0" (instance $types
                (export "incoming-request" (type (sub resource)))
                (export "response-outparam" (type (sub resource)))))
              (alias export $types "incoming-request" (type $request))
              (alias export $types "response-outparam" (type $out))
              (core module $m (func (export "handle") (param i32 i32)))
              (core instance $i (instantiate $m))
              (func $handle (param "request" (own $request)) (param "response-out" (own $out)) (canon lift (core func $i "handle")))
              (instance (export "wasi:http/incoming-handler@0.2.0") (export "handle" (func $handle))))
            """;

    private DocumentedComponents() {}
}
