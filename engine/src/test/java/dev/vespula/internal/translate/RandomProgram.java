package dev.vespula.internal.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A random function over i32 that can be written as instructions and be evaluated as a tree. It mixes what must stay in
 * order: local, global and memory writes, calls, traps, branches with zero to two values, and exceptions in both forms.
 */
final class RandomProgram {
    static final int LOCALS = 4;
    private static final int MEMORY_BYTES = 65_536;

    /** State that an evaluation works on. */
    static final class Machine {
        final int[] locals = new int[LOCALS];
        final byte[] memory = new byte[MEMORY_BYTES];
        int global;
        int second;
        int steps;
        /** What the arm of each legacy try has caught, by label. */
        final Map<Integer, Thrown> caught = new HashMap<>();

        private int load(int address) {
            check(address);
            return memory[address] & 0xFF | (memory[address + 1] & 0xFF) << 8 | (memory[address + 2] & 0xFF) << 16
                    | memory[address + 3] << 24;
        }

        private void store(int address, int value) {
            check(address);
            for (int k = 0; k < 4; k++) {
                memory[address + k] = (byte) (value >> 8 * k);
            }
        }

        private static void check(int address) {
            if (address < 0 || address > MEMORY_BYTES - 4) {
                throw new Stop("out of bounds memory access");
            }
        }
    }

    /** A trap. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop(String message) {
            super(message, null, false, false);
        }
    }

    private static final class Branch extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int label;
        final int first;
        final int second;

        Branch(int label, int first, int second) {
            super(null, null, false, false);
            this.label = label;
            this.first = first;
            this.second = second;
        }
    }

    /** An exception of one of the tags; handlers of labels further in than {@code outermost} let it pass. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int tag;
        final int value;
        private final int outermost;

        private Thrown(int tag, int value, int outermost) {
            super("exception of tag " + tag + " with " + value, null, false, false);
            this.tag = tag;
            this.value = value;
            this.outermost = outermost;
        }

        static Thrown of(int tag, int value) {
            return new Thrown(tag, value, Integer.MAX_VALUE);
        }

        boolean isFor(int label) {
            return outermost >= label;
        }

        Thrown delegated(int label) {
            return new Thrown(tag, value, label);
        }
    }

    private record Node(Consumer<List<String>> write, ToIntFunction<Machine> eval) {}

    /** The callee of the program's calls, as instructions: {@code global = global * 31 + argument}. */
    static final String[] CALLEE = {
        "global.get 0", "i32.const 31", "i32.mul", "local.get 0", "i32.add", "global.set 0", "global.get 0"
    };

    /** The function after the callee: throws its argument with tag 0 when it is odd. */
    static final String[] THROWER = {
        "local.get 0", "i32.const 1", "i32.and", "if", "local.get 0", "throw 0", "end", "local.get 0", "i32.const 2", "i32.add"
    };

    private final Random random;
    /** How many values the open labels take, the outermost first. */
    private final List<Integer> labels = new ArrayList<>();
    private final int callee;
    private final int pairType;
    private final int loopType;
    private final Node body;
    /** Labels of the legacy tries in whose arms we are. */
    private final List<Integer> arms = new ArrayList<>();
    private int budget = 90;

    /**
     * Makes a program.
     *
     * @param seed     decides which
     * @param callee   index of a function with the body {@link #CALLEE}; that after it has the body {@link #THROWER}
     * @param pairType a type without parameters and with two i32 results
     * @param loopType a type with one i32 parameter and one i32 result
     */
    RandomProgram(long seed, int callee, int pairType, int loopType) {
        this.random = new Random(seed);
        this.callee = callee;
        this.pairType = pairType;
        this.loopType = loopType;
        labels.add(1);
        this.body = sequence(random.nextInt(5) + 1, value(5));
    }

    /** The body's instructions. */
    String[] instructions() {
        List<String> out = new ArrayList<>();
        body.write.accept(out);
        return out.toArray(String[]::new);
    }

    /** The result. */
    int run(Machine machine) {
        try {
            return body.eval.applyAsInt(machine);
        } catch (Branch branch) {
            return branch.first;
        }
    }

    private Node sequence(int statements, Node value) {
        List<Node> parts = new ArrayList<>();
        for (int k = 0; k < statements; k++) {
            parts.add(statement(3));
        }
        parts.add(value);
        return new Node(out -> parts.forEach(part -> part.write.accept(out)), m -> {
            int last = 0;
            for (Node part : parts) {
                last = part.eval.applyAsInt(m);
            }
            return last;
        });
    }

    // ---- statements leave nothing on the stack

    private Node statement(int depth) {
        Node a = value(depth);
        int local = random.nextInt(LOCALS);
        switch (random.nextInt(10)) {
            case 0 -> {
                return then(a, "global.set 0", (m, x) -> m.global = x);
            }
            case 1 -> {
                return then(a, "drop", (m, x) -> x);
            }
            case 2 -> {
                Node address = address(depth);
                return new Node(out -> {
                    address.write.accept(out);
                    a.write.accept(out);
                    out.add("i32.store");
                }, m -> {
                    int at = address.eval.applyAsInt(m);
                    m.store(at, a.eval.applyAsInt(m));
                    return 0;
                });
            }
            case 3 -> {
                return branchIf(0, depth);
            }
            case 4 -> {
                labels.add(0);
                Node inner = sequence(2, statement(depth - 1));
                labels.remove(labels.size() - 1);
                int label = labels.size();
                return new Node(out -> {
                    out.add("block");
                    inner.write.accept(out);
                    out.add("end");
                }, m -> caught(m, inner, label).first);
            }
            case 5 -> {
                labels.add(0);
                Node yes = statement(depth - 1);
                Node no = statement(depth - 1);
                labels.remove(labels.size() - 1);
                int label = labels.size();
                return new Node(out -> {
                    a.write.accept(out);
                    out.add("if");
                    yes.write.accept(out);
                    out.add("else");
                    no.write.accept(out);
                    out.add("end");
                }, m -> caught(m, a.eval.applyAsInt(m) != 0 ? yes : no, label).first);
            }
            case 6 -> {
                return throwIf(a, depth);
            }
            default -> {
                return then(a, "local.set " + local, (m, x) -> m.locals[local] = x);
            }
        }
    }

    private interface Effect {
        int apply(Machine machine, int operand);
    }

    private static Node then(Node a, String instruction, Effect effect) {
        return new Node(out -> {
            a.write.accept(out);
            out.add(instruction);
        }, m -> effect.apply(m, a.eval.applyAsInt(m)));
    }

    // ---- values leave one i32 on the stack

    private Node value(int depth) {
        budget--;
        int local = random.nextInt(LOCALS);
        if (depth <= 0 || budget <= 0) {
            int constant = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(5) - 2;
            return switch (random.nextInt(4)) {
                case 0 -> new Node(out -> out.add("i32.const " + constant), m -> constant);
                case 1 -> new Node(out -> out.add("global.get 0"), m -> m.global);
                default -> new Node(out -> out.add("local.get " + local), m -> m.locals[local]);
            };
        }
        return switch (random.nextInt(18)) {
            case 0 -> then(value(depth - 1), "local.tee " + local, (m, x) -> m.locals[local] = x);
            case 1 -> then(address(depth - 1), "i32.load", Machine::load);
            case 2 -> then(value(depth - 1), "call " + callee, (m, x) -> m.global = m.global * 31 + x);
            case 3 -> then(value(depth - 1), "i32.eqz", (m, x) -> x == 0 ? 1 : 0);
            case 4 -> branchIf(1, depth);
            case 5 -> block(depth);
            case 6 -> pair(depth);
            case 7 -> choice(depth);
            case 8 -> select(depth);
            case 9 -> loop(depth);
            case 10 -> table(depth);
            case 11 -> then(value(depth - 1), "call " + (callee + 1), (m, x) -> thrower(x));
            case 12 -> tryTable(depth);
            case 13 -> legacyTry(depth);
            case 14 -> delegate(depth);
            default -> binary(depth);
        };
    }

    private Node address(int depth) {
        Node a = value(depth);
        int mask = random.nextInt(12) == 0 ? 0x1FFFF : 0x3FFF;
        return new Node(out -> {
            a.write.accept(out);
            out.add("i32.const " + mask);
            out.add("i32.and");
        }, m -> a.eval.applyAsInt(m) & mask);
    }

    private Node binary(int depth) {
        Node a = value(depth - 1);
        Node b = value(depth - 1);
        String[] names = {"add", "sub", "mul", "xor", "and", "lt_s", "ge_u", "eq", "ne", "shl", "div_s", "rem_u", "sub", "add"};
        String name = names[random.nextInt(names.length)];
        return new Node(out -> {
            a.write.accept(out);
            b.write.accept(out);
            out.add("i32." + name);
        }, m -> {
            int x = a.eval.applyAsInt(m);
            return compute(name, x, b.eval.applyAsInt(m));
        });
    }

    private static int compute(String name, int x, int y) {
        return switch (name) {
            case "add" -> x + y;
            case "sub" -> x - y;
            case "mul" -> x * y;
            case "xor" -> x ^ y;
            case "and" -> x & y;
            case "shl" -> x << y;
            case "lt_s" -> x < y ? 1 : 0;
            case "ge_u" -> Integer.compareUnsigned(x, y) >= 0 ? 1 : 0;
            case "eq" -> x == y ? 1 : 0;
            case "ne" -> x != y ? 1 : 0;
            default -> {
                if (y == 0) {
                    throw new Stop("integer divide by zero");
                }
                if (name.equals("div_s") && x == Integer.MIN_VALUE && y == -1) {
                    throw new Stop("integer overflow");
                }
                yield name.equals("div_s") ? x / y : Integer.remainderUnsigned(x, y);
            }
        };
    }

    private Node select(int depth) {
        Node a = value(depth - 1);
        Node b = value(depth - 1);
        Node c = value(depth - 1);
        return new Node(out -> {
            a.write.accept(out);
            b.write.accept(out);
            c.write.accept(out);
            out.add("select");
        }, m -> {
            int x = a.eval.applyAsInt(m);
            int y = b.eval.applyAsInt(m);
            return c.eval.applyAsInt(m) != 0 ? x : y;
        });
    }

    private Node block(int depth) {
        labels.add(1);
        Node inner = sequence(random.nextInt(2), value(depth - 1));
        labels.remove(labels.size() - 1);
        int label = labels.size();
        return new Node(out -> {
            out.add("block i");
            inner.write.accept(out);
            out.add("end");
        }, m -> caught(m, inner, label).first);
    }

    private Node choice(int depth) {
        Node condition = value(depth - 1);
        labels.add(1);
        Node yes = sequence(random.nextInt(2), value(depth - 1));
        Node no = value(depth - 1);
        labels.remove(labels.size() - 1);
        int label = labels.size();
        return new Node(out -> {
            condition.write.accept(out);
            out.add("if i");
            yes.write.accept(out);
            out.add("else");
            no.write.accept(out);
            out.add("end");
        }, m -> caught(m, condition.eval.applyAsInt(m) != 0 ? yes : no, label).first);
    }

    /** A block with two results, the second subtracted from the first. */
    private Node pair(int depth) {
        labels.add(2);
        Node before = statement(depth - 1);
        Node a = value(depth - 1);
        Node b = value(depth - 1);
        labels.remove(labels.size() - 1);
        int label = labels.size();
        Node inner = new Node(out -> {
            before.write.accept(out);
            a.write.accept(out);
            b.write.accept(out);
        }, m -> {
            before.eval.applyAsInt(m);
            int x = a.eval.applyAsInt(m);
            m.second = b.eval.applyAsInt(m);
            return x;
        });
        return new Node(out -> {
            out.add("block " + pairType);
            inner.write.accept(out);
            out.add("end");
            out.add("i32.sub");
        }, m -> {
            Branch values = caught(m, inner, label);
            return values.first - values.second;
        });
    }

    /** A loop with a parameter that runs at most five times: the lowest three bits count. */
    private Node loop(int depth) {
        Node start = value(depth - 1);
        int counter = random.nextInt(LOCALS);
        labels.add(1);
        // A branch to the loop from inside could go on for ever, so no label inside leads to it.
        labels.set(labels.size() - 1, -1);
        Node effect = statement(depth - 2);
        labels.remove(labels.size() - 1);
        return new Node(out -> {
            start.write.accept(out);
            out.addAll(List.of("i32.const 7", "i32.and", "loop " + loopType, "local.set " + counter));
            effect.write.accept(out);
            out.addAll(List.of("local.get " + counter, "i32.const 7", "i32.and", "i32.const 1", "i32.sub", "local.tee "
                    + counter,
                    "local.get " + counter, "i32.const 0", "i32.gt_s", "br_if 0", "end"));
        }, m -> {
            int x = start.eval.applyAsInt(m) & 7;
            do {
                if (++m.steps > 10_000) {
                    throw new Stop("too long");
                }
                m.locals[counter] = x;
                effect.eval.applyAsInt(m);
                x = (m.locals[counter] & 7) - 1;
                m.locals[counter] = x;
            } while (x > 0);
            return x;
        });
    }

    // ---- branches

    /** A conditional branch with zero or one values (a value stays), or with two that are added when it is not taken. */
    private Node branchIf(int leaves, int depth) {
        List<Integer> fitting = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            int values = labels.get(k);
            if (leaves == 0 ? values == 0 : values >= 1) {
                fitting.add(k);
            }
        }
        if (fitting.isEmpty()) {
            return then(value(depth - 1), "drop", (m, x) -> x);
        }
        int label = fitting.get(random.nextInt(fitting.size()));
        int depthOfLabel = labels.size() - 1 - label;
        boolean two = labels.get(label) == 2;
        Node a = value(depth - 1);
        Node b = value(depth - 1);
        Node condition = value(depth - 1);
        return new Node(out -> {
            if (leaves == 1) {
                a.write.accept(out);
            }
            if (two) {
                b.write.accept(out);
            }
            condition.write.accept(out);
            out.add("br_if " + depthOfLabel);
            if (two) {
                out.add("i32.add");
            }
        }, m -> {
            int x = leaves == 1 ? a.eval.applyAsInt(m) : 0;
            int y = two ? b.eval.applyAsInt(m) : 0;
            if (condition.eval.applyAsInt(m) != 0) {
                throw new Branch(label, x, y);
            }
            return two ? x + y : x;
        });
    }

    /** A branch table over the labels that take one value; in a block, so that the code behind it can be reached. */
    private Node table(int depth) {
        labels.add(1);
        List<Integer> fitting = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            if (labels.get(k) == 1) {
                fitting.add(k);
            }
        }
        int[] targets = random.ints(3, 0, fitting.size()).map(fitting::get).toArray();
        StringBuilder text = new StringBuilder("br_table");
        for (int target : targets) {
            text.append(' ').append(labels.size() - 1 - target);
        }
        Node below = value(depth - 1);
        Node a = value(depth - 1);
        Node index = value(depth - 1);
        labels.remove(labels.size() - 1);
        int label = labels.size();
        Node inner = new Node(out -> {
            below.write.accept(out);
            a.write.accept(out);
            index.write.accept(out);
            out.add(text.toString());
        }, m -> {
            below.eval.applyAsInt(m);
            int x = a.eval.applyAsInt(m);
            int at = index.eval.applyAsInt(m);
            throw new Branch(targets[at >= 0 && at < 2 ? at : 2], x, 0);
        });
        return new Node(out -> {
            out.add("block i");
            inner.write.accept(out);
            out.add("end");
        }, m -> caught(m, inner, label).first);
    }

    // ---- exceptions

    private static int thrower(int argument) {
        if ((argument & 1) != 0) {
            throw Thrown.of(0, argument);
        }
        return argument + 2;
    }

    /** Throws on a condition: a new exception, or what an arm around has caught. */
    private Node throwIf(Node condition, int depth) {
        labels.add(0);
        int arm = arms.isEmpty() || random.nextBoolean() ? -1 : arms.get(random.nextInt(arms.size()));
        int tag = random.nextInt(2);
        int up = labels.size() - 1 - arm;
        Node value = value(depth - 1);
        labels.remove(labels.size() - 1);
        int label = labels.size();
        Node inner = new Node(out -> {
            if (arm >= 0) {
                out.add("rethrow " + up);
            } else {
                value.write.accept(out);
                out.add("throw " + tag);
            }
        }, m -> {
            throw arm >= 0 ? m.caught.get(arm) : Thrown.of(tag, value.eval.applyAsInt(m));
        });
        return new Node(out -> {
            condition.write.accept(out);
            out.add("if");
            inner.write.accept(out);
            out.add("end");
        }, m -> condition.eval.applyAsInt(m) != 0 ? caught(m, inner, label).first : 0);
    }

    /** A tag, -1 for all, and the label to go to. */
    private record Clause(int tag, int label) {}

    private Node tryTable(int depth) {
        labels.add(1);
        int block = labels.size() - 1;
        List<Clause> clauses = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < labels.size(); k++) {
            int values = labels.get(k);
            if ((values == 0 || values == 1) && (k == block || random.nextInt(3) == 0)) {
                Clause clause = new Clause(values == 0 ? -1 : random.nextInt(2), k);
                clauses.add(clause);
                text.append(values == 0 ? " 2 " : " 0 " + clause.tag + " ").append(block - k);
            }
        }
        labels.add(1);
        Node body = sequence(random.nextInt(2), value(depth - 1));
        labels.remove(labels.size() - 1);
        labels.remove(labels.size() - 1);
        Node inner = new Node(body.write, m -> {
            try {
                return caught(m, body, block + 1).first;
            } catch (Thrown thrown) {
                for (Clause clause : clauses) {
                    if (thrown.isFor(block + 1) && (clause.tag < 0 || clause.tag == thrown.tag)) {
                        throw new Branch(clause.label, thrown.value, 0);
                    }
                }
                throw thrown;
            }
        });
        return new Node(out -> {
            out.add("block i");
            out.add("try_table 127 " + clauses.size() + text);
            inner.write.accept(out);
            out.addAll(List.of("end", "end"));
        }, m -> caught(m, inner, block).first);
    }

    private Node legacyTry(int depth) {
        labels.add(1);
        int label = labels.size() - 1;
        Node body = sequence(random.nextInt(2), value(depth - 1));
        int tag = random.nextInt(3) - 1;
        arms.add(label);
        Node first = sequence(random.nextInt(2), value(depth - 1));
        Node second = tag < 0 ? null : sequence(random.nextInt(2), value(depth - 1));
        arms.remove(arms.size() - 1);
        labels.remove(labels.size() - 1);
        Node inner = new Node(out -> {
            body.write.accept(out);
            if (tag >= 0) {
                out.add("catch " + tag);
                first.write.accept(out);
                out.addAll(List.of("i32.sub", "catch_all"));
                second.write.accept(out);
            } else {
                out.add("catch_all");
                first.write.accept(out);
            }
        }, m -> {
            try {
                return body.eval.applyAsInt(m);
            } catch (Thrown thrown) {
                if (!thrown.isFor(label)) {
                    throw thrown;
                }
                m.caught.put(label, Thrown.of(thrown.tag, thrown.value));
                if (tag == thrown.tag) {
                    return thrown.value - first.eval.applyAsInt(m);
                }
                return (tag < 0 ? first : second).eval.applyAsInt(m);
            }
        });
        return new Node(out -> {
            out.add("try i");
            inner.write.accept(out);
            out.add("end");
        }, m -> caught(m, inner, label).first);
    }

    private Node delegate(int depth) {
        labels.add(1);
        int label = labels.size() - 1;
        int target = random.nextInt(label);
        Node body = sequence(random.nextInt(2), value(depth - 1));
        labels.remove(labels.size() - 1);
        Node inner = new Node(body.write, m -> {
            try {
                return body.eval.applyAsInt(m);
            } catch (Thrown thrown) {
                throw thrown.isFor(label) ? thrown.delegated(target) : thrown;
            }
        });
        return new Node(out -> {
            out.add("try i");
            inner.write.accept(out);
            out.add("delegate " + (label - 1 - target));
        }, m -> caught(m, inner, label).first);
    }

    /** Runs the inside of a block whose label is the one with this number. */
    private static Branch caught(Machine machine, Node inner, int label) {
        try {
            int first = inner.eval.applyAsInt(machine);
            return new Branch(label, first, machine.second);
        } catch (Branch branch) {
            if (branch.label != label) {
                throw branch;
            }
            return branch;
        }
    }
}
