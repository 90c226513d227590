package dev.vespula.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A module with functions that call, branch, loop, grow and throw at many places, with values of all kinds in the slots of
 * operands there, so that a slot has values of one kind at one place and of another at the next. All values end up in a digest.
 *
 * <p>The places at which values are made count themselves. At the one with the number that is wanted something happens: the host
 * stops the call, a recursion takes all the Java stack there is, memory 0 grows, or it traps or throws.
 */
final class SiteProgram {
    /** What happens at the site that is wanted. */
    enum Event {
        NOTHING, HOST, RECURSION, GROWTH, TRAP, THROW, HOST_GROWTH,
        /** As {@link #HOST_GROWTH}, and the next access is one behind the end of the memory. */
        PAST_END
    }

    private static final int MOST_DEPTH = 3;
    private static final int MOST_OPERANDS = 7;
    private static final int LOCALS_OF_KIND = 2;
    private static final int SMALL_STEPS = 4;

    private static final String HELPERS = """
            (type $s (struct (field i32))) (type $id (func (result i32)))
            (import "h" "stop" (func $stop (param i32)))
            (memory (export "memory") 64 60000 (pagesize 1)) (table $t funcref (elem $id0 $id1 $id2 $id3))
            (data (i32.const 0) "0123456789abcdefghijklmnopqrstuvwxyz")
            (tag $e (param i64 f32))
            (global $count (export "count") (mut i32) (i32.const 0)) (global $wanted (mut i32) (i32.const 0))
            (global $event (mut i32) (i32.const 0)) (global $digest (export "digest") (mut i64) (i64.const 0))
            (func $id0 (type $id) (i32.const 11)) (func $id1 (type $id) (i32.const 22))
            (func $id2 (type $id) (i32.const 33)) (func $id3 (type $id) (i32.const 44))
            (func $recurse (param i32) (result i32)
              (if (result i32) (local.get 0)
                (then (i32.add (i32.const 1) (call $recurse (i32.sub (local.get 0) (i32.const 1))))) (else (i32.const 0))))
            (func $happens
              (block $other (block $growth (block $throw (block $trap (block $grow (block $deep (block $host
                (br_table $other $host $deep $grow $trap $throw $growth (global.get $event)))
                (call $stop (i32.const 1)) (return))
                (call $add (i64.extend_i32_u (call $recurse (i32.const 3000)))) (return))
                (call $add (i64.extend_i32_s (memory.grow (i32.const 1)))) (return))
                unreachable)
                (throw $e (i64.const 5) (f32.const 1.5)))
                (call $stop (i32.const 2))))
            (func $site
              (global.set $count (i32.add (global.get $count) (i32.const 1)))
              (if (i32.eq (global.get $count) (global.get $wanted)) (then (call $happens))))
            (func $add (param i64)
              (global.set $digest (i64.add (local.get 0) (i64.mul (global.get $digest) (i64.const 0x9E3779B97F4A7C15)))))
            (func $make_i32 (result i32) (call $site) (i32.mul (global.get $count) (i32.const 77)))
            (func $make_i64 (result i64) (call $site) (i64.mul (i64.extend_i32_u (global.get $count)) (i64.const -12345678901)))
            (func $make_f32 (result f32) (call $site) (f32.convert_i32_s (i32.add (global.get $count) (i32.const 1000))))
            (func $make_f64 (result f64) (call $site) (f64.convert_i32_s (i32.add (global.get $count) (i32.const 2000000))))
            (func $make_v128 (result v128) (call $site)
              (i64x2.replace_lane 1 (i32x4.splat (global.get $count))
                (i64.mul (i64.extend_i32_u (global.get $count)) (i64.const 99999999999))))
            (func $make_struct (result (ref null $s)) (call $site) (struct.new $s (global.get $count)))
            (func $make_extern (result externref) (call $site) (extern.convert_any (ref.i31 (global.get $count))))
            (func $make_func (result (ref null $id)) (call $site)
              (ref.cast (ref null $id) (table.get $t (i32.and (global.get $count) (i32.const 3)))))
            (func $take_i32 (param i32) (call $add (i64.extend_i32_s (local.get 0))))
            (func $take_i64 (param i64) (call $add (local.get 0)))
            (func $take_f32 (param f32) (call $add (i64.extend_i32_s (i32.reinterpret_f32 (local.get 0)))))
            (func $take_f64 (param f64) (call $add (i64.reinterpret_f64 (local.get 0))))
            (func $take_v128 (param v128) (call $add (i64x2.extract_lane 0 (local.get 0)))
              (call $add (i64x2.extract_lane 1 (local.get 0))))
            (func $take_struct (param (ref null $s)) (if (ref.is_null (local.get 0)) (then (call $add (i64.const 3)))
              (else (call $add (i64.extend_i32_u (struct.get $s 0 (local.get 0)))))))
            (func $take_extern (param externref) (if (ref.is_null (local.get 0)) (then (call $add (i64.const 4)))
              (else (call $add (i64.extend_i32_u (i31.get_u (ref.cast (ref null i31) (any.convert_extern (local.get 0)))))))))
            (func $take_func (param (ref null $id)) (if (ref.is_null (local.get 0)) (then (call $add (i64.const 6)))
              (else (call $add (i64.extend_i32_u (call_ref $id (local.get 0)))))))
            """;

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<List<SiteKind>> results = new ArrayList<>();
    private final List<SiteKind> operands = new ArrayList<>();
    /** How many of the operands may be taken: those below belong to blocks around. */
    private int floor;
    private int counters;
    private int nextCounter;
    private boolean hasCalled;

    private SiteProgram(Random random) {
        this.random = random;
    }

    /** The text of a module with functions {@code run0}, {@code run1} and so on, which take an event and a site. */
    static String text(Random random, int functions) {
        SiteProgram program = new SiteProgram(random);
        for (int k = 0; k < functions; k++) {
            program.function(k);
        }
        return "(module " + HELPERS + program.text + ")";
    }

    private static String types(List<SiteKind> kinds) {
        return kinds.stream().map(kind -> kind.type).collect(Collectors.joining(" "));
    }

    private SiteKind anyKind() {
        return SiteKind.values()[random.nextInt(SiteKind.values().length)];
    }

    private List<SiteKind> anyKinds(int most) {
        List<SiteKind> kinds = new ArrayList<>();
        for (int k = random.nextInt(most + 1); k > 0; k--) {
            kinds.add(anyKind());
        }
        return kinds;
    }

    private void function(int number) {
        List<SiteKind> own = anyKinds(random.nextInt(6) == 0 ? 20 : 3);
        StringBuilder module = new StringBuilder(text);
        text.setLength(0);
        operands.clear();
        floor = 0;
        counters = 0;
        nextCounter = 0;
        hasCalled = false;
        steps(6 + random.nextInt(random.nextInt(5) == 0 ? 60 : 14), 0);
        takeAll();
        own.forEach(this::make);
        String body = text.toString();
        text.setLength(0);
        text.append(module);
        text.append("(func $f").append(number).append(" (result ").append(types(own)).append(')');
        for (SiteKind kind : SiteKind.values()) {
            text.append(" (local ").append((kind.type + " ").repeat(LOCALS_OF_KIND)).append(')');
        }
        text.append(" (local ").append("i32 ".repeat(counters)).append(")\n").append(body).append(")\n");
        text.append("(func (export \"run").append(number).append("\") (param i32 i32)\n")
                .append("(global.set $count (i32.const 0)) (global.set $digest (i64.const 0))\n")
                .append("(global.set $event (local.get 0)) (global.set $wanted (local.get 1)) (call $f").append(number).append(
                        ")\n");
        for (int k = own.size() - 1; k >= 0; k--) {
            text.append("call $take_").append(own.get(k).label).append('\n');
        }
        text.append(")\n");
        results.add(own);
    }

    // ---- pieces of bodies; each leaves the operands as the list says

    private void add(String line) {
        text.append(line).append('\n');
    }

    private void make(SiteKind kind) {
        if (random.nextInt(3) == 0) {
            add("(drop (i32.load8_u (i32.const " + random.nextInt(60) + ")))");
        } else if (random.nextInt(4) == 0) {
            add("(if (i32.and (i32.eq (global.get $event) (i32.const " + Event.PAST_END.ordinal()
                    + ")) (i32.ge_u (global.get $count) "
                    + "(global.get $wanted))) (then (drop (i32.load8_u (memory.size)))))");
        }
        add("call $make_" + kind.label);
        operands.add(kind);
    }

    private void take() {
        add("call $take_" + operands.remove(operands.size() - 1).label);
    }

    private void takeAll() {
        while (operands.size() > floor) {
            take();
        }
    }

    private boolean isEmpty() {
        return operands.size() <= floor;
    }

    private int local(SiteKind kind) {
        return kind.ordinal() * LOCALS_OF_KIND + random.nextInt(LOCALS_OF_KIND);
    }

    private void steps(int count, int depth) {
        for (int k = 0; k < count; k++) {
            step(depth);
        }
    }

    private void step(int depth) {
        int choice = random.nextInt(depth < MOST_DEPTH ? 20 : 13);
        switch (choice) {
            case 0, 1, 2, 3 -> makeOrTake();
            case 4, 5 -> load();
            case 6 -> set();
            case 7 -> get();
            case 8, 9 -> combine();
            case 10 -> {
                add("(memory.grow (i32.const " + random.nextInt(2) + "))");
                operands.add(SiteKind.I32);
            }
            case 11 -> call();
            case 12 -> {
                if (!isEmpty()) {
                    take();
                }
            }
            case 13, 14 -> loop(depth);
            case 15, 16 -> condition(depth);
            case 17 -> table(depth);
            default -> handler(depth);
        }
    }

    private void makeOrTake() {
        if (operands.size() - floor < MOST_OPERANDS) {
            make(anyKind());
        } else {
            take();
        }
    }

    /** Something that is computed only where it is used, so that it needs a slot of its own across a call. */
    private void load() {
        SiteKind kind = SiteKind.values()[random.nextInt(5)];
        add("(" + kind.type + ".load (i32.const " + random.nextInt(40) + "))");
        operands.add(kind);
    }

    private void set() {
        if (!isEmpty()) {
            SiteKind kind = operands.remove(operands.size() - 1);
            add("local.set " + local(kind));
        }
    }

    private void get() {
        SiteKind kind = anyKind();
        add("local.get " + local(kind));
        operands.add(kind);
    }

    private void combine() {
        int top = operands.size() - 1;
        if (top - floor < 1 || operands.get(top) != operands.get(top - 1)) {
            makeOrTake();
            return;
        }
        String operator = switch (operands.get(top)) {
            case I32 -> "i32.sub";
            case I64 -> "i64.xor";
            case F32 -> "f32.max";
            case F64 -> "f64.max";
            case V128 -> "i32x4.add";
            default -> "drop";
        };
        add(operator);
        operands.remove(top);
    }

    /** Calls a former function; only once, or the runs would become long. */
    private void call() {
        if (results.isEmpty() || hasCalled) {
            make(anyKind());
            return;
        }
        hasCalled = true;
        int callee = random.nextInt(results.size());
        add("call $f" + callee);
        operands.addAll(results.get(callee));
    }

    /** A block around some steps that takes the topmost operands and leaves some. */
    private List<SiteKind> taken() {
        int count = Math.min(operands.size() - floor, random.nextInt(3));
        List<SiteKind> top = operands.subList(operands.size() - count, operands.size());
        List<SiteKind> taken = new ArrayList<>(top);
        top.clear();
        return taken;
    }

    private String signature(List<SiteKind> params, List<SiteKind> own) {
        return "(param " + types(params) + ") (result " + types(own) + ")";
    }

    /** The inside of a block with these operands at its beginning and these at its end. */
    private void inside(List<SiteKind> params, List<SiteKind> own, int depth) {
        int outer = floor;
        floor = operands.size();
        operands.addAll(params);
        steps(1 + random.nextInt(SMALL_STEPS), depth + 1);
        takeAll();
        own.forEach(this::make);
        operands.subList(floor, operands.size()).clear();
        floor = outer;
    }

    private void loop(int depth) {
        List<SiteKind> params = taken();
        int counter = SiteKind.values().length * LOCALS_OF_KIND + nextCounter++;
        counters = Math.max(counters, nextCounter);
        add("(local.set " + counter + " (i32.const " + (1 + random.nextInt(2)) + "))");
        add("loop " + signature(params, params));
        inside(params, params, depth);
        add("(br_if 0 (local.tee " + counter + " (i32.sub (local.get " + counter + ") (i32.const 1))))");
        add("end");
        operands.addAll(params);
    }

    private void condition(int depth) {
        List<SiteKind> params = taken();
        List<SiteKind> own = anyKinds(2);
        add("(i32.and (global.get $count) (i32.const 1))");
        add("if " + signature(params, own));
        inside(params, own, depth);
        add("else");
        inside(params, own, depth);
        add("end");
        operands.addAll(own);
    }

    /** A branch by a table to two blocks of different heights, with a value. */
    private void table(int depth) {
        SiteKind value = anyKind();
        int outer = floor;
        add("block (result " + value.type + ")");
        floor = operands.size();
        make(anyKind());
        steps(random.nextInt(2), MOST_DEPTH);
        add("block (result " + value.type + ")");
        int inner = floor;
        floor = operands.size();
        steps(random.nextInt(SMALL_STEPS), depth + 1);
        takeAll();
        make(value);
        add("(i32.rem_u (global.get $count) (i32.const 3))");
        add("br_table 0 1 0");
        add("end");
        floor = inner;
        takeAll();
        make(value);
        add("end");
        operands.remove(operands.size() - 1);
        floor = outer;
        operands.add(value);
    }

    private void handler(int depth) {
        List<SiteKind> own = new ArrayList<>(List.of(SiteKind.I64, SiteKind.F32));
        int outer = floor;
        boolean isAll = random.nextInt(4) == 0;
        add("block (result " + types(own) + ")");
        floor = operands.size();
        if (random.nextBoolean()) {
            make(anyKind());
        }
        add(isAll ? "block try_table (catch $e 1) (catch_all 0)" : "try_table (catch $e 0)");
        inside(List.of(), List.of(), depth);
        add(isAll ? "end end" : "end");
        takeAll();
        floor = outer;
        make(SiteKind.I64);
        make(SiteKind.F32);
        add("end");
    }
}
