package dev.vespula.compiler;

import java.util.Random;

/**
 * Writes a loop that does something with memory: mostly one of which much is done at once, and often nearly such a one.
 *
 * <p>Its function "f" takes where to write and to read, a count, an end and a value, and returns what became of them.
 */
final class RandomLoop {
    /** Functions that write to a memory and sum it. */
    static final String OBSERVED = """
            (func (export "seed") (local $i i32)
              (loop $l
                (i32.store8 (local.get $i) (i32.mul (local.get $i) (i32.const 37)))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 400)))))
            (func (export "sum") (result i64) (local $i i32) (local $r i64)
              (loop $l
                (local.set $r (i64.add (i64.mul (local.get $r) (i64.const 31)) (i64.load (local.get $i))))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 65536))))
              (local.get $r))
            """;
    private static final String HEAD = """
            (func (export "f") (param $d i32) (param $s i32) (param $n i32) (param $e i32) (param $v i32)
              (result i32 i32 i32 i32 i32 i32) (local $t i32) (local $u i32) (local $w i64) (local $z i32)
              (local.set $w (i64.extend_i32_u (local.get $v)))
              (block $out (loop $l
            """;
    private static final String TAIL = """
              ))
              (local.get $d) (local.get $s) (local.get $n) (local.get $v) (local.get $t) (local.get $u))
            """;
    private static final String TICK = "(local.set $z (i32.add (local.get $z) (i32.const 1)))";
    private static final String[] EXITS = {
        "(i32.eqz (local.get $n))", "(i32.eq (local.get $d) (local.get $e))", "(i32.ge_u (local.get $d) (local.get $e))",
        "(i32.lt_s (local.get $n) (i32.const 1))", "(i32.le_u (local.get $d) (local.get $e))",
        "(i32.gt_s (local.get $s) (local.get $e))", "(i32.eq (local.get $n) (i32.const 3))"};
    private static final String[] BACKS = {
        "(local.get $n)", "(i32.ne (local.get $d) (local.get $e))", "(i32.lt_u (local.get $d) (local.get $e))",
        "(i32.gt_s (local.get $n) (i32.const 0))", "(i32.ge_u (local.get $s) (local.get $e))",
        "(i32.ne (local.get $n) (i32.const -1))", "(i32.le_s (local.get $d) (local.get $e))"};

    private final Random random;
    private final int width;
    private final int step;
    private final StringBuilder text = new StringBuilder();

    RandomLoop(Random random) {
        this.random = random;
        width = 1 << random.nextInt(4);
        step = random.nextInt(3) == 0 ? -1 : 1;
    }

    private boolean rarely() {
        return random.nextInt(12) == 0;
    }

    /** The loop as it is when no iteration can be skipped, since one value is not a sum; its code is as long and costs as much. */
    static String writtenOut(String function) {
        return function.replace(TICK, TICK.replace("add", "xor"));
    }

    String function() {
        int kind = random.nextInt(4);
        int times = kind < 2 && random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
        boolean isLate = random.nextBoolean();
        boolean counts = kind != 3 || random.nextBoolean();
        if (!isLate && counts) {
            text.append("(br_if $out ").append(EXITS[random.nextInt(EXITS.length)]).append(")");
        }
        boolean first = random.nextInt(3) == 0;
        if (first) {
            steps(width * times);
        }
        for (int k = 0; k < times; k++) {
            work(kind, (rarely() ? 1 : width) * k + (first && step > 0 && random.nextBoolean() ? -width * times : 0));
        }
        if (!first) {
            steps(width * times);
        }
        if (rarely()) {
            text.append("(local.set $v (i32.add (local.get $v) (local.get $u)))");
        }
        text.append(TICK);
        text.append(isLate && counts ? "(br_if $l " + BACKS[random.nextInt(BACKS.length)] + ")" : "(br $l)");
        return HEAD + text + TAIL;
    }

    private void steps(int bytes) {
        int back = step * bytes;
        add("d", rarely() ? back + 1 : back);
        if (random.nextInt(10) != 0) {
            add("s", rarely() ? -back : back);
        }
        add("n", rarely() ? 1 : random.nextInt(4) == 0 ? -bytes : -1);
    }

    private void add(String local, int what) {
        text.append("(local.set $").append(local).append(" (i32.add (local.get $").append(local).append(") (i32.const ")
                .append(what).append(")))");
    }

    private String address(String local, int offset) {
        String base = "(local.get $" + local + ")";
        if (offset < 0) {
            return "(i32.add " + base + " (i32.const " + offset + "))";
        }
        return (offset == 0 ? "" : "offset=" + offset + " ") + (rarely() ? "(i32.add " + base + " (local.get $u))" : base);
    }

    private void work(int kind, int offset) {
        String access = width == 8 ? "i64" : "i32";
        String bits = width == 1 ? "8" : width == 2 ? "16" : "";
        String load = access + ".load" + bits + (bits.isEmpty() ? " " : random.nextBoolean() ? "_u " : "_s ");
        String from = "(" + load + address("s", offset) + ")";
        String to = "(" + load + address("d", offset) + ")";
        String value = width == 8 ? random.nextBoolean() ? "(i64.const 0)" : "(local.get $w)" : "(local.get $v)";
        switch (kind) {
            case 0 -> {
                if (width < 8 && random.nextInt(3) == 0) {
                    text.append("(local.set $t ").append(from).append(")");
                    from = "(local.get $" + (rarely() ? "u" : "t") + ")";
                }
                text.append("(").append(access).append(".store").append(bits).append(" ").append(address("d", offset))
                        .append(from).append(")");
            }
            case 1 -> text.append("(").append(access).append(".store").append(bits).append(" ")
                    .append(address("d", offset)).append(value).append(")");
            case 2 -> text.append("(br_if $out (").append(access).append(rarely() ? ".eq " : ".ne ").append(from).append(to)
                    .append("))");
            default -> text.append("(br_if $out (i32.").append(random.nextInt(3) == 0 ? "ne" : "eq").append(" (i32.load8_")
                    .append(random.nextBoolean() ? "u " : "s ").append(address("s", 0)).append(") ")
                    .append(random.nextBoolean() ? "(i32.const 0)" : "(local.get $v)").append("))");
        }
    }

    /** Arguments for it, near the ends of a page and of each other. */
    static int[] arguments(Random random) {
        int[] bases = {100, 200, 300, 65536 - 60, 65536 - 300, 0, 8, 65536};
        int to = bases[random.nextInt(bases.length)] + random.nextInt(20);
        int from = random.nextBoolean() ? to + random.nextInt(41) - 20
                : bases[random.nextInt(bases.length)] - random.nextInt(20);
        int count = random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(90) - 2;
        int value = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(3) * 37;
        int end = random.nextInt(6) == 0 ? random.nextInt() : to + random.nextInt(200) - 60;
        return new int[] {to, from, count, end, value};
    }
}
