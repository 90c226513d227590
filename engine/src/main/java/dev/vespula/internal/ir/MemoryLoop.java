package dev.vespula.internal.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A loop that copies, fills, compares or searches memory 0, as C libraries are compiled: what it takes to do many iterations
 * at once.
 *
 * <p>An iteration is what runs from the loop's beginning straight to the first branch back; each other branch leaves it. It is
 * executed here with symbols: values are sums of the slots as they were at its beginning, or what was loaded. Slots that it
 * adds a constant to are its inductions; others that it sets must be set before they are read. What can make an iteration leave is
 * a comparison of sums, of which at least one moves on, or of what was loaded.
 */
public final class MemoryLoop {
    /** A sum of slots, each times a factor, and a constant; of type i64 only a slot or a constant. */
    public record Sum(boolean isLong, Map<Integer, Integer> slots, long constant) {
        private Sum plus(Sum other, int factor) {
            Map<Integer, Integer> sum = new TreeMap<>(slots);
            other.slots.forEach((slot, count) -> sum.merge(slot, count * factor, Integer::sum));
            sum.values().removeIf(count -> count == 0);
            return new Sum(false, sum, (int) (constant + other.constant * factor));
        }

        /** Not equals, whose first use makes the JDK keep the class. */
        private boolean isSame(Object value) {
            return value instanceof Sum sum && isLong == sum.isLong && constant == sum.constant && slots.equals(sum.slots);
        }

        private static Sum of(int constant) {
            return new Sum(false, Map.of(), constant);
        }
    }

    /** What two sums are while the loop goes on. */
    public enum Relation { UNEQUAL, LESS, LESS_SIGNED }

    /** Goes on while a sum is less than another and so much more, or not equal; an iteration brings it so much closer. */
    public record Count(Relation relation, Sum first, Sum second, int more, int speed) {}

    /** Addresses: a base without its offset. */
    public record Place(Sum base, int low) {}

    /** Goes on while what is at two places is equal. */
    public record Equality(Place place, Place other, int step) {}

    /** Goes on while a byte is not the value, or is: {@link #WHILE_THERE} and {@link #SIGNED}. */
    public record Search(Place place, Sum value, int test) {}

    /** Copies to the target, or fills it with a value if there is no source. */
    public record Effect(Place target, Place source, int step, int apart, Sum value, int width) {}

    /** No slot. */
    public static final int NONE = -1;
    /** What is not looked at closer. */
    private static final Object OTHER = new Object();
    /** Words of an iteration: what is longer is no such loop, and is not to take long here. */
    private static final int MOST_WORDS = 300;
    /** A search goes on while the byte is the value, and not while it is another one. */
    public static final int WHILE_THERE = 1;
    /** The byte that is searched for is signed. */
    public static final int SIGNED = 2;

    /** What was loaded; equal only to itself. */
    private static final class Load {
        final int op;
        final Access access;

        Load(int op, Access access) {
            this.op = op;
            this.access = access;
        }
    }

    private record Access(Sum base, long offset, int width) {
        long low() {
            return base.constant + offset;
        }
    }

    private record Store(Access access, Object value) {}

    private record Comparison(int op, Object first, Object second) {}

    private final int[] code;
    private final int direction;
    private final int way;
    private final Map<Integer, Object> values = new HashMap<>();
    private final Set<Integer> entered = new HashSet<>();
    private final List<Load> loads = new ArrayList<>();
    private final Set<Load> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Store> stores = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<Integer, Integer> steps = new TreeMap<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();
    private final List<Search> searches = new ArrayList<>();
    private Effect effect;
    private long cost;
    private int back;
    private int limit;
    private int at;
    private boolean isUnknown;

    private MemoryLoop(int[] code, int direction, int way) {
        this.code = code;
        this.direction = direction;
        this.way = way;
    }

    /** The loop that begins at a pc, once for each way it may go if a slot decides that; empty if it is no such loop. */
    public static List<MemoryLoop> at(int[] code, int pc) {
        MemoryLoop loop = new MemoryLoop(code, NONE, 0);
        if (!loop.iterate(pc)) {
            return List.of();
        }
        if (loop.conclude()) {
            return List.of(loop);
        }
        int direction = loop.addend();
        return direction == NONE ? List.of() : Stream.of(1, -1).map(way -> new MemoryLoop(code, direction, way))
                .filter(each -> each.iterate(pc) && each.conclude()).toList();
    }

    /** A slot that an iteration adds to another one. */
    private int addend() {
        for (Map.Entry<Integer, Object> entry : values.entrySet()) {
            if (entry.getValue() instanceof Sum sum && sum.slots.size() == 2 && sum.slots.getOrDefault(entry.getKey(),
                    0) == 1) {
                return sum.slots.keySet().stream().filter(slot -> !slot.equals(entry.getKey())).findFirst().orElseThrow();
            }
        }
        return NONE;
    }

    /** The slot that decides which way the loop goes: this is it only while the slot is {@link #way}. {@link #NONE} if none does. */
    public int direction() {
        return direction;
    }

    /** What is in the slot. */
    public int way() {
        return way;
    }

    /** What an iteration adds to slots. */
    public Map<Integer, Integer> steps() {
        return steps;
    }

    /** What leaves the loop after some iterations. */
    public List<Count> counts() {
        return counts;
    }

    /** What leaves the loop where memory is not the same at two places. */
    public List<Equality> equalities() {
        return equalities;
    }

    /** What leaves the loop where a byte is in memory. */
    public List<Search> searches() {
        return searches;
    }

    /** What it does; null if it only looks. */
    public Effect effect() {
        return effect;
    }

    /** Fuel for an iteration. */
    public long cost() {
        return cost;
    }

    /** Pc of the branch back. */
    public int back() {
        return back;
    }

    // ---- an iteration

    private boolean iterate(int start) {
        at = start + 1;
        limit = start + MOST_WORDS;
        while (!isUnknown) {
            int pc = at;
            int op = Ir.op(code[pc]);
            at = IrReader.operands(code, pc);
            switch (op) {
                case Ir.CHARGE -> cost += IrReader.word64(code, pc + 1);
                case Ir.SET_I32, Ir.SET_I64, Ir.SET_F32, Ir.SET_F64 -> values.put(Ir.field(code[pc]), value());
                case Ir.BR -> {
                    back = pc;
                    return code[pc + 1] == start;
                }
                case Ir.BR_IF, Ir.BR_UNLESS -> {
                    boolean isBack = code[pc + 1] == start;
                    compare(value(), isBack == (op == Ir.BR_IF));
                    if (isBack) {
                        back = pc;
                        return !isUnknown;
                    }
                }
                case Ir.I32_STORE, Ir.I64_STORE, Ir.F32_STORE, Ir.F64_STORE, Ir.I32_STORE8, Ir.I32_STORE16, Ir.I64_STORE8,
                        Ir.I64_STORE16, Ir.I64_STORE32 -> stores.add(new Store(access(pc), value()));
                default -> isUnknown = true;
            }
        }
        return false;
    }

    private Object value() {
        isUnknown |= at > limit;
        if (isUnknown) {
            return OTHER;
        }
        int pc = at;
        int op = Ir.op(code[pc]);
        at = IrReader.operands(code, pc);
        return switch (op) {
            case Ir.SLOT_I32, Ir.SLOT_I64 -> slot(Ir.field(code[pc]), op == Ir.SLOT_I64);
            case Ir.SLOT_F32, Ir.SLOT_F64 -> known(values.get(Ir.field(code[pc])));
            case Ir.CONST_I32 -> Sum.of(code[pc + 1]);
            case Ir.CONST_I64 -> new Sum(true, Map.of(), IrReader.word64(code, pc + 1));
            case Ir.I32_LOAD, Ir.I64_LOAD, Ir.F32_LOAD, Ir.F64_LOAD, Ir.I32_LOAD8_S, Ir.I32_LOAD8_U, Ir.I32_LOAD16_S,
                    Ir.I32_LOAD16_U, Ir.I64_LOAD8_S, Ir.I64_LOAD8_U, Ir.I64_LOAD16_S, Ir.I64_LOAD16_U, Ir.I64_LOAD32_S,
                    Ir.I64_LOAD32_U -> load(pc);
            default -> operator(op);
        };
    }

    private Object slot(int slot, boolean isLong) {
        Object known = values.get(slot);
        if (slot == direction && !isLong) {
            return Sum.of(way);
        }
        if (known != null) {
            return known(known instanceof Sum sum && sum.isLong != isLong ? null : known);
        }
        entered.add(slot);
        return new Sum(isLong, Map.of(slot, 1), 0);
    }

    private Object known(Object value) {
        isUnknown |= value == null;
        return value == null ? OTHER : value;
    }

    private Load load(int pc) {
        Load load = new Load(Ir.op(code[pc]), access(pc));
        loads.add(load);
        return load;
    }

    private Access access(int pc) {
        long offset = Ir.field(code[pc]) == 0 ? code[pc + 1] & 0xFFFF_FFFFL : Integer.MAX_VALUE;
        Object base = value();
        isUnknown |= offset >= Integer.MAX_VALUE || !(base instanceof Sum);
        return isUnknown ? new Access(Sum.of(0), 0, 1) : new Access((Sum) base, offset, Ir.width(Ir.op(code[pc])));
    }

    private Object operator(int op) {
        int operands = Ir.operands(op);
        if (Ir.kind(op) != Ir.KIND_EXPR || operands < 1 || operands > 2 || Ir.has(op, ~(Ir.FLAG_COMMUTATIVE | Ir.FLAG_COMPARE
                | Ir.FLAG_TEST))) {
            isUnknown = true;
            return OTHER;
        }
        Object first = value();
        Object second = operands == 2 ? value() : Sum.of(0);
        if (op == Ir.I32_EQZ && first instanceof Comparison comparison) {
            return not(comparison);
        }
        if (Ir.has(op, Ir.FLAG_COMPARE)) {
            return new Comparison(op == Ir.I32_EQZ ? Ir.I32_EQ : op == Ir.I64_EQZ ? Ir.I64_EQ : op, first, second);
        }
        if (first instanceof Sum left && second instanceof Sum right && !left.isLong && !right.isLong) {
            boolean isConstant = right.slots.isEmpty();
            switch (op) {
                case Ir.I32_ADD :
                    return left.plus(right, 1);
                case Ir.I32_SUB :
                    return left.plus(right, -1);
                case Ir.I32_SHL :
                    return isConstant ? Sum.of(0).plus(left, 1 << right.constant) : OTHER;
                case Ir.I32_MUL :
                    return isConstant ? Sum.of(0).plus(left, (int) right.constant) : OTHER;
                default :
                    return OTHER;
            }
        }
        return OTHER;
    }

    // ---- comparisons

    /** The iteration goes on only if a value is true or, if it {@code stays} otherwise, false. */
    private void compare(Object value, boolean stays) {
        Comparison comparison = value instanceof Comparison known ? known : new Comparison(Ir.I32_NE, value, Sum.of(0));
        comparisons.add(stays ? comparison : not(comparison));
    }

    private Comparison not(Comparison comparison) {
        int op = switch (comparison.op) {
            case Ir.I32_EQ -> Ir.I32_NE;
            case Ir.I32_NE -> Ir.I32_EQ;
            case Ir.I64_EQ -> Ir.I64_NE;
            case Ir.I64_NE -> Ir.I64_EQ;
            case Ir.I32_LT_S -> Ir.I32_GE_S;
            case Ir.I32_LT_U -> Ir.I32_GE_U;
            case Ir.I32_LE_S -> Ir.I32_GT_S;
            case Ir.I32_LE_U -> Ir.I32_GT_U;
            case Ir.I32_GT_S -> Ir.I32_LE_S;
            case Ir.I32_GT_U -> Ir.I32_LE_U;
            case Ir.I32_GE_S -> Ir.I32_LT_S;
            case Ir.I32_GE_U -> Ir.I32_LT_U;
            default -> Ir.COUNT;
        };
        isUnknown |= op == Ir.COUNT;
        return new Comparison(op, comparison.first, comparison.second);
    }

    private boolean compare(Comparison comparison) {
        Object first = comparison.first;
        Object second = comparison.second;
        if (first instanceof Sum sum && second instanceof Load load) {
            return search(comparison.op, load, sum);
        }
        return first instanceof Load load ? second instanceof Load other ? compare(comparison.op, load, other)
                : second instanceof Sum sum && search(comparison.op, load, sum)
                : first instanceof Sum left && second instanceof Sum right && count(comparison.op, left, right);
    }

    private boolean compare(int op, Load first, Load second) {
        int step = first.access.width;
        if (op != Ir.I32_EQ && op != Ir.I64_EQ || first.op != second.op || step(first.access.base) != step
                || step(second.access.base) != step) {
            return false;
        }
        Place place = place(List.of(first.access));
        Place other = place(List.of(second.access));
        equalities.add(new Equality(place, other, step));
        boolean isNew = used.add(first);
        return place != null && other != null && (used.add(second) || isNew);
    }

    private boolean search(int op, Load load, Sum value) {
        boolean isByte = load.op == Ir.I32_LOAD8_U || load.op == Ir.I32_LOAD8_S;
        if (op != Ir.I32_EQ && op != Ir.I32_NE || !isByte || step(value) != 0 || step(load.access.base) != 1) {
            return false;
        }
        Place place = place(List.of(load.access));
        searches.add(new Search(place, value, (op == Ir.I32_EQ ? WHILE_THERE : 0) | (load.op == Ir.I32_LOAD8_S ? SIGNED : 0)));
        used.add(load);
        return place != null;
    }

    private boolean count(int op, Sum first, Sum second) {
        int ahead = step(first);
        int away = step(second);
        if (first.isLong || second.isLong || ahead != 0 && away != 0) {
            return false;
        }
        boolean isSwapped = op == Ir.I32_GT_S || op == Ir.I32_GT_U || op == Ir.I32_GE_S || op == Ir.I32_GE_U;
        int speed = isSwapped ? away - ahead : ahead - away;
        Relation relation = switch (op) {
            case Ir.I32_NE -> Relation.UNEQUAL;
            case Ir.I32_LT_U, Ir.I32_GT_U, Ir.I32_LE_U, Ir.I32_GE_U -> Relation.LESS;
            case Ir.I32_LT_S, Ir.I32_GT_S, Ir.I32_LE_S, Ir.I32_GE_S -> Relation.LESS_SIGNED;
            default -> null;
        };
        boolean orEqual = op == Ir.I32_LE_U || op == Ir.I32_GE_U || op == Ir.I32_LE_S || op == Ir.I32_GE_S;
        counts.add(new Count(relation, isSwapped ? second : first, isSwapped ? first : second, orEqual ? 1 : 0, speed));
        return relation == Relation.UNEQUAL ? speed != 0 : relation != null && speed > 0;
    }

    // ---- what it comes to

    private boolean conclude() {
        if (values.containsKey(direction)) {
            return false;
        }
        for (Map.Entry<Integer, Object> entry : values.entrySet()) {
            int slot = entry.getKey();
            if (entry.getValue() instanceof Sum sum && !sum.isLong && sum.slots.equals(Map.of(slot, 1))) {
                if (sum.constant != 0) {
                    steps.put(slot, (int) sum.constant);
                }
            } else if (entered.contains(slot)) {
                return false;
            }
        }
        for (Comparison comparison : comparisons) {
            if (!compare(comparison)) {
                return false;
            }
        }
        boolean looks = !equalities.isEmpty() || !searches.isEmpty();
        return (stores.isEmpty() ? looks : !looks && affect()) && used.size() == loads.size();
    }

    private boolean affect() {
        List<Access> written = new ArrayList<>(stores.stream().map(Store::access).toList());
        int step = step(stores.get(0).access.base);
        Place target = place(written);
        if (target == null || !tiles(written, Math.abs((long) step))) {
            return false;
        }
        Object first = stores.get(0).value;
        int width = stores.get(0).access.width;
        if (first instanceof Sum value) {
            effect = new Effect(target, null, step, 0, value, width);
            return step(value) == 0 && stores.stream().allMatch(store -> value.isSame(store.value)
                    && store.access.width == width);
        }
        List<Access> read = new ArrayList<>();
        long distance = first instanceof Load load ? load.access.low() - stores.get(0).access.low() : 0;
        for (Store store : stores) {
            if (!(store.value instanceof Load load) || load.access.width != store.access.width
                    || load.access.low() - store.access.low() != distance || step(load.access.base) != step) {
                return false;
            }
            used.add(load);
            read.add(load.access);
        }
        Place source = place(read);
        effect = new Effect(target, source, step, stores.size() == 1 ? 0 : Math.abs(step), null, 0);
        return source != null;
    }

    /** Whether the accesses are of as many bytes, one behind the other. */
    private static boolean tiles(List<Access> accesses, long bytes) {
        List<Access> sorted = accesses.stream().sorted((a, b) -> Long.compare(a.low(), b.low())).toList();
        long next = sorted.get(0).low();
        for (Access access : sorted) {
            if (access.low() != next) {
                return false;
            }
            next += access.width;
        }
        return next - sorted.get(0).low() == bytes;
    }

    /** Where accesses to the same slots begin; null if they are not that, or too far apart. */
    private static Place place(List<Access> accesses) {
        Sum base = accesses.get(0).base;
        long constant = accesses.stream().mapToLong(access -> access.base.constant).min().orElseThrow();
        long low = accesses.stream().mapToLong(Access::low).min().orElseThrow() - constant;
        return low > Integer.MAX_VALUE || accesses.stream().anyMatch(access -> !access.base.slots.equals(base.slots)) ? null
                : new Place(new Sum(false, base.slots, constant), (int) low);
    }

    private int step(Sum sum) {
        int step = 0;
        for (Map.Entry<Integer, Integer> entry : sum.slots.entrySet()) {
            step += entry.getValue() * steps.getOrDefault(entry.getKey(), 0);
        }
        return step;
    }
}
