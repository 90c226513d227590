package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.BlockLinker;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.linked.VectorAccumulation;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.numeric.F32x4;
import dev.vespula.internal.numeric.F64x2;
import dev.vespula.internal.numeric.ShufflePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every vector operator, load and store gives the same in every form of its operands, as an operand and as a statement. */
class VectorFormsTest {
    private static final int SIZE = 65536;
    private static final int ADDRESS_64 = 1 << 18;
    private static final int WIDE = 1 << 19;
    /** Where the operands stand: two slots each. */
    private static final int FIRST_SLOT = 2;

    private static final String[] FORMS = {"SSS", "EEE", "SEE", "ESS", "SIS", "EIE", "SME", "MSE", "EPE", "PEE", "PPE", "MME",
        "MIE", "IME", "ISE", "IES"};

    private final LinkedCode linked = new LinkedCode();
    private final Random random = new Random(5);

    private static Stream<String> named(boolean operators, boolean loads) {
        return IntStream.range(0, Ir.COUNT)
                .filter(op -> Ir.has(op, Ir.FLAG_VECTOR) && Ir.width(op) > 0 != operators)
                .filter(op -> operators || Ir.result(op) == Ir.TYPE_V128 == loads)
                .mapToObj(Ir::name);
    }

    static Stream<String> operators() {
        return named(true, false);
    }

    static Stream<String> loads() {
        return named(false, true);
    }

    static Stream<String> stores() {
        return named(false, false);
    }

    private static int numbered(String name) {
        return IntStream.range(0, Ir.COUNT).filter(op -> Ir.name(op).equals(name)).findFirst().orElseThrow();
    }

    private static int lanes(String name) {
        int times = name.indexOf('x');
        if (name.startsWith("v128")) {
            return 128 / Integer.parseInt(name.replaceAll("v128\\.[a-z]+(\\d+)_lane", "$1"));
        }
        return Integer.parseInt(name.substring(times + 1, name.indexOf('.')));
    }

    /**
     * Appends an operand: {@code S} its slots, {@code E} a node over them, {@code I} the constant that stands there,
     * {@code M} and {@code P} a load of it from where {@link #fill} put it, at a slot or a sum.
     */
    private void operand(int type, int slot, char form) {
        if (type == Ir.TYPE_V128 && form != 'E' && form != 'S') {
            vector(slot, form);
            return;
        }
        int leaf = Ir.word(Ir.SLOT_I32 + type - Ir.TYPE_I32, slot);
        if (form == 'I') {
            linked.add(Ir.word(Ir.CONST_I32 + type - Ir.TYPE_I32, 0), (int) linked.x.cells[slot]);
            if (type == Ir.TYPE_I64 || type == Ir.TYPE_F64) {
                linked.add((int) (linked.x.cells[slot] >>> 32));
            }
        } else if (form == 'E') {
            linked.add(Ir.word(Ir.SELECT_I32 + type - Ir.TYPE_I32, 0), leaf, leaf, Ir.word(Ir.CONST_I32, 0), 0);
        } else {
            linked.add(leaf);
        }
    }

    private void vector(int slot, char form) {
        long[] cells = linked.x.cells;
        if (form == 'I') {
            linked.add(Ir.word(Ir.CONST_V128, 0), (int) cells[slot], (int) (cells[slot] >>> 32), (int) cells[slot + 1],
                    (int) (cells[slot + 1] >>> 32));
            return;
        }
        linked.add(Ir.word(Ir.V128_LOAD, 0), 3);
        if (form == 'P') {
            linked.add(Ir.word(Ir.I32_ADD, 0), Ir.word(Ir.SLOT_I32, slot + 6), Ir.word(Ir.CONST_I32, 0), -40);
        } else {
            linked.add(Ir.word(Ir.SLOT_I32, slot + 7));
        }
    }

    /** Copies the vector in a slot to memory, and its address to the slots behind it that {@link #vector} uses. */
    private void spill(int slot, long address) {
        long[] cells = linked.x.cells;
        cells[slot + 6] = (int) (address - 3 + 40);
        cells[slot + 7] = (int) (address - 3);
        if (address <= SIZE - 16) {
            LinearMemory memory = linked.instance.memories[0];
            memory.store64(address, cells[slot]);
            memory.store64(address + 8, cells[slot + 1]);
        }
    }

    private List<Node> nodes(int op, int lane, long[] pattern) {
        List<Node> nodes = new ArrayList<>();
        for (String form : FORMS) {
            if (form.charAt(1) == 'I' && Ir.operands(op) < 2) {
                continue;
            }
            linked.code(Ir.word(op, lane));
            for (long half : Ir.wordEntries(op) == 2 ? pattern : new long[0]) {
                linked.add((int) half, (int) (half >>> 32));
            }
            for (int k = 0; k < Ir.operands(op); k++) {
                operand(Ir.operand(op, k), FIRST_SLOT + 2 * k, form.charAt(k));
            }
            nodes.add(linked.expression());
        }
        return nodes;
    }

    /** Random operands; a scalar stands in its slot in canonical form. */
    private void fill(int op) {
        for (int k = 0; k < Ir.operands(op); k++) {
            int type = Ir.operand(op, k);
            long low = random.nextInt(4) == 0 ? random.nextInt(9) - 4 : random.nextLong();
            linked.x.cells[FIRST_SLOT + 2 * k] = type == Ir.TYPE_I32 || type == Ir.TYPE_F32 ? (int) low : low;
            linked.x.cells[FIRST_SLOT + 2 * k + 1] = random.nextLong();
        }
        for (int k = 0; k < Ir.operands(op); k++) {
            spill(FIRST_SLOT + 2 * k, 64 + 32 * k + random.nextInt(16));
        }
    }

    private long[] value(Node node, int type) {
        linked.x.high = 0x5555;
        return type == Ir.TYPE_V128 ? new long[] {node.v128(linked.x, linked.x.cells, 0), linked.x.high}
                : new long[] {linked.cell(node, type), 0};
    }

    private long[] statement(Node node) {
        linked.x.cells[0] = 0;
        linked.x.cells[1] = 0;
        node.execute(linked.x, linked.x.cells, 0);
        return Arrays.copyOf(linked.x.cells, 2);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operatorsGiveTheSameInEveryForm(String name) {
        int op = numbered(name);
        int lanes = Ir.fieldMeaning(op) == Ir.MEANING_LANE ? lanes(name) : 1;
        for (int lane = 0; lane < lanes; lane++) {
            for (int round = 0; round < 20; round++) {
                fill(op);
                long mask = 0x1F1F_1F1F_1F1F_1F1FL;
                List<Node> nodes = nodes(op, lane, new long[] {random.nextLong() & mask, random.nextLong() & mask});
                long[] expected = value(nodes.get(0), Ir.result(op));
                for (Node node : nodes) {
                    assertThat(value(node, Ir.result(op))).isEqualTo(expected);
                    assertThat(statement(node)).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operandsInMemoryTrapWhereTheLoadDoes(String name) {
        int op = numbered(name);
        if (Ir.operands(op) != 2 || Ir.operand(op, 0) != Ir.TYPE_V128 || Ir.operand(op, 1) != Ir.TYPE_V128) {
            return;
        }
        for (int bad = 0; bad < 2; bad++) {
            for (String form : new String[] {"MS", "ME", "MM", "PP", "PE", "SM", "EM", "SP", "EP"}) {
                boolean traps = form.charAt(bad) == 'M' || form.charAt(bad) == 'P';
                for (long address : new long[] {SIZE - 16, SIZE - 15, SIZE, 0xFFFF_FFF0L}) {
                    fill(op);
                    spill(FIRST_SLOT + 2 * bad, address);
                    linked.code(Ir.word(op, 0));
                    for (int word = 0; word < 2 * Ir.wordEntries(op); word++) {
                        linked.add(0x1F0F_0700);
                    }
                    operand(Ir.TYPE_V128, FIRST_SLOT, form.charAt(0));
                    operand(Ir.TYPE_V128, FIRST_SLOT + 2, form.charAt(1));
                    Node node = linked.expression();
                    if (traps && address > SIZE - 16) {
                        outOfBounds(() -> value(node, Ir.TYPE_V128));
                        outOfBounds(() -> statement(node));
                    } else {
                        value(node, Ir.TYPE_V128);
                        statement(node);
                    }
                }
            }
        }
    }

    /** Sums of floats with a product, in every form, are what the two operators give one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"f32x4", "f64x2"})
    void sumsWithProductsAreThoseOfTheOperators(String shape) {
        int add = numbered(shape + ".add");
        int mul = numbered(shape + ".mul");
        for (int round = 0; round < 400; round++) {
            boolean productFirst = round % 2 == 0;
            fill(numbered(shape + ".relaxed_madd"));
            for (int slot = FIRST_SLOT; slot < FIRST_SLOT + 6; slot += 2) {
                boolean floats = shape.equals("f32x4");
                linked.x.cells[slot] = floats ? F32x4.splat(random.nextFloat()) ^ random.nextInt(256)
                        : Double.doubleToRawLongBits(random.nextGaussian());
                linked.x.cells[slot + 1] = floats ? F32x4.splat(random.nextFloat()) ^ random.nextInt(256)
                        : Double.doubleToRawLongBits(random.nextGaussian());
                spill(slot, 64 + 16 * slot + random.nextInt(16));
            }
            long[] c = linked.x.cells;
            long[] expected = new long[2];
            for (int half = 0; half < 2; half++) {
                expected[half] = shape.equals("f32x4") ? F32x4.add(c[2 + half], F32x4.mul(c[4 + half], c[6 + half]))
                        : F64x2.add(c[2 + half], F64x2.mul(c[4 + half], c[6 + half]));
            }
            String kinds = "SEMPI";
            for (int k = 0; k < 125; k++) {
                linked.code(Ir.word(add, 0));
                if (!productFirst) {
                    operand(Ir.TYPE_V128, 2, kinds.charAt(k % 5));
                }
                linked.add(Ir.word(mul, 0));
                operand(Ir.TYPE_V128, 4, kinds.charAt(k / 5 % 5));
                operand(Ir.TYPE_V128, 6, kinds.charAt(k / 25));
                if (productFirst) {
                    operand(Ir.TYPE_V128, 2, kinds.charAt(k % 5));
                }
                Node node = linked.expression();
                assertThat(value(node, Ir.TYPE_V128)).isEqualTo(expected);
                assertThat(statement(node)).isEqualTo(expected);
            }
        }
    }

    /** A sum with a product that goes back to where the addend was, in place or not, at the end of memory and behind it. */
    @Test
    void accumulatingInMemoryGivesWhatTheOperatorsDoOrTraps() {
        long[] c = linked.x.cells;
        LinearMemory memory = linked.instance.memories[0];
        long[] places = {64, 72, 80, 300, SIZE - 16, SIZE - 15, 0xFFFF_FFF0L};
        for (int way = 0; way < 4 * places.length * places.length; way++) {
            long to = places[way / 4 % places.length];
            long from = places[way / 4 / places.length];
            for (int at = 0; at < SIZE; at += 4) {
                memory.store32(at, Float.floatToRawIntBits(random.nextFloat()));
            }
            c[2] = F32x4.splat(random.nextFloat());
            c[3] = F32x4.splat(random.nextFloat());
            c[8] = (int) (to - 7);
            c[9] = (int) (from - 3);
            c[10] = (int) (from - 3 + 40);
            linked.code(Ir.word(Ir.V128_STORE, 0), 7, Ir.word(Ir.SLOT_I32, 8), Ir.word(Ir.F32X4_ADD, 0),
                    Ir.word(Ir.V128_LOAD, 0), 7, Ir.word(Ir.SLOT_I32, 8), Ir.word(Ir.F32X4_MUL, 0));
            linked.add(way % 4 == 3 ? new int[] {Ir.word(Ir.V128_NOT, 0), Ir.word(Ir.V128_NOT, 0)} : new int[0]);
            linked.add(Ir.word(Ir.SLOT_V128, 2));
            linked.add(Ir.word(Ir.V128_LOAD, 0), 3);
            linked.add(way % 2 == 0 ? new int[] {Ir.word(Ir.SLOT_I32, 9)}
                    : new int[] {Ir.word(Ir.I32_ADD, 0), Ir.word(Ir.SLOT_I32, 10), Ir.word(Ir.CONST_I32, 0), -40});
            linked.add(Ir.word(Ir.UNREACHABLE, 0));
            Node node = new BlockLinker(linked.function()).link(0).get(0);
            assertThat(node instanceof VectorAccumulation).isEqualTo(way % 4 != 3);
            byte[] before = memory.bytes.clone();
            if (Math.max(to, from) > SIZE - 16) {
                outOfBounds(() -> node.execute(linked.x, c, 0));
                assertThat(Arrays.equals(memory.bytes, before)).isTrue();
                continue;
            }
            long low = F32x4.add(memory.load64(to), F32x4.mul(c[2], memory.load64(from)));
            long high = F32x4.add(memory.load64(to + 8), F32x4.mul(c[3], memory.load64(from + 8)));
            node.execute(linked.x, c, 0);
            assertThat(new long[] {memory.load64(to), memory.load64(to + 8)}).isEqualTo(new long[] {low, high});
        }
    }

    /** The patterns that have nodes of their own, against the planned steps, which are tested by themselves. */
    @Test
    void shufflesOfUsualPatternsAreThoseOfThePlan() {
        for (int round = 0; round < 600; round++) {
            long[] pattern = round % 3 == 0 ? rotation() : lanePattern(round % 3 == 1 ? 4 : 8);
            if (round % 5 == 0) {
                pattern[0] |= 0x1010_1010_1010_1010L;
                pattern[1] |= 0x1010_1010_1010_1010L;
            }
            fill(Ir.I8X16_SHUFFLE);
            long[] c = linked.x.cells;
            long[] expected = {ShufflePlan.of(pattern[0]).apply(c[2], c[3], c[4], c[5]),
                ShufflePlan.of(pattern[1]).apply(c[2], c[3], c[4], c[5])};
            for (Node node : nodes(Ir.I8X16_SHUFFLE, 0, pattern)) {
                assertThat(value(node, Ir.TYPE_V128)).isEqualTo(expected);
                assertThat(statement(node)).isEqualTo(expected);
            }
            linked.code(Ir.word(Ir.I8X16_SHUFFLE, 0), (int) pattern[0], (int) (pattern[0] >>> 32), (int) pattern[1],
                    (int) (pattern[1] >>> 32), Ir.word(Ir.SLOT_V128, 2), Ir.word(Ir.SLOT_V128, 2));
            long[] twins = {ShufflePlan.of(pattern[0]).apply(c[2], c[3], c[2], c[3]),
                ShufflePlan.of(pattern[1]).apply(c[2], c[3], c[2], c[3])};
            assertThat(value(linked.expression(), Ir.TYPE_V128)).isEqualTo(twins);
        }
    }

    private long[] lanePattern(int lanes) {
        long[] pattern = new long[2];
        for (int k = 0; k < 4; k++) {
            pattern[k >> 1] |= (random.nextInt(lanes) * 0x0404_0404L + 0x0302_0100L) << 32 * (k & 1);
        }
        return pattern;
    }

    /** Rotates the lanes of 16, 32 or 64 bits by whole bytes. */
    private long[] rotation() {
        int width = 2 << random.nextInt(3);
        int by = random.nextInt(width);
        long[] pattern = new long[2];
        for (int k = 0; k < 16; k++) {
            pattern[k >> 3] |= (long) (k / width * width + (k + by) % width) << 8 * (k & 7);
        }
        return pattern;
    }

    private static final int WAYS = 9;

    /** Op word, memarg, lane and address of an access, in one of several ways. */
    private void access(int op, int lane, long address, long offset, int way) {
        boolean wideAddress = isWide(way);
        boolean wideOffset = way == 3 || way == 5;
        int memory = memory(way);
        linked.x.cells[12] = wideAddress ? address : (int) address;
        linked.code(Ir.word(op, memory | (wideAddress ? ADDRESS_64 : 0) | (wideOffset ? WIDE : 0)), (int) offset);
        if (wideOffset) {
            linked.add((int) (offset >>> 32));
        }
        if (Ir.wordEntries(op) > 1) {
            linked.add(lane);
        }
        if (way > 5) {
            sum(address, way);
        } else {
            operand(wideAddress ? Ir.TYPE_I64 : Ir.TYPE_I32, 12, way % 2 == 0 ? 'S' : 'E');
        }
    }

    private static boolean isWide(int way) {
        return way == 2 || way == 3 || way == 5;
    }

    private static int memory(int way) {
        return way == 4 || way == 5 ? 1 : 0;
    }

    /** An address that is a sum: of a slot and an immediate, of two slots, of a slot and a shifted one. */
    private void sum(long address, int way) {
        long[] cells = linked.x.cells;
        cells[13] = random.nextInt();
        int shifted = way == 8 ? (int) cells[13] << 3 : (int) cells[13];
        cells[12] = (int) address - (way == 6 ? 5 : shifted);
        linked.add(Ir.word(Ir.I32_ADD, 0), Ir.word(Ir.SLOT_I32, 12));
        switch (way) {
            case 6 -> linked.add(Ir.word(Ir.CONST_I32, 0), 5);
            case 7 -> linked.add(Ir.word(Ir.SLOT_I32, 13));
            default -> linked.add(Ir.word(Ir.I32_SHL, 0), Ir.word(Ir.SLOT_I32, 13), Ir.word(Ir.CONST_I32, 0), 3);
        }
    }

    private static void outOfBounds(Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS));
    }

    private void fillMemories() {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        for (LinearMemory memory : linked.instance.memories) {
            memory.write(0, bytes, 0, SIZE);
        }
    }

    @ParameterizedTest
    @MethodSource("loads")
    void loadsGiveTheSameInEveryFormOrTrap(String name) {
        int op = numbered(name);
        int width = Ir.width(op);
        int lanes = Ir.wordEntries(op) > 1 ? lanes(name) : 1;
        fillMemories();
        fill(op);
        for (int lane = 0; lane < lanes; lane++) {
            for (long offset : new long[] {0, 7, SIZE - width}) {
                for (long ea : new long[] {offset, offset + 1, SIZE - width, SIZE - width + 1, SIZE, 1L << 32}) {
                    long[] expected = null;
                    for (int way = 0; way < WAYS; way++) {
                        if (ea == 1L << 32 && !isWide(way)) {
                            continue;
                        }
                        access(op, lane, ea - offset, offset, way);
                        if (Ir.operands(op) > 1) {
                            operand(Ir.TYPE_V128, FIRST_SLOT + 2, way % 2 == 0 ? 'S' : 'E');
                        }
                        Node node = linked.expression();
                        if (ea > SIZE - width) {
                            outOfBounds(() -> value(node, Ir.TYPE_V128));
                            outOfBounds(() -> statement(node));
                            continue;
                        }
                        long[] value = value(node, Ir.TYPE_V128);
                        expected = expected == null ? value : expected;
                        assertThat(value).isEqualTo(expected);
                        assertThat(statement(node)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void storesWriteTheirBytesAndNoOthersOrTrap(String name) {
        int op = numbered(name);
        int width = Ir.width(op);
        int lanes = Ir.wordEntries(op) > 1 ? lanes(name) : 1;
        for (int lane = 0; lane < lanes; lane++) {
            for (long ea : new long[] {8, 9, SIZE - width, SIZE - width + 1, SIZE, 1L << 32}) {
                for (int way = 0; way < WAYS; way++) {
                    if (ea == 1L << 32 && !isWide(way)) {
                        continue;
                    }
                    fillMemories();
                    fill(op);
                    LinearMemory memory = linked.instance.memories[memory(way)];
                    byte[] expected = memory.bytes.clone();
                    access(op, lane, ea - 8, 8, way);
                    operand(Ir.TYPE_V128, FIRST_SLOT + 2, way % 2 == 0 ? 'S' : 'E');
                    linked.add(Ir.word(Ir.UNREACHABLE, 0));
                    Node node = new BlockLinker(linked.function()).link(0).get(0);
                    if (ea > SIZE - width) {
                        outOfBounds(() -> node.execute(linked.x, linked.x.cells, 0));
                    } else {
                        node.execute(linked.x, linked.x.cells, 0);
                        for (int k = 0; k < width; k++) {
                            int from = lane * width + k;
                            long half = linked.x.cells[FIRST_SLOT + 2 + (from >> 3)];
                            expected[(int) ea + k] = (byte) (half >>> 8 * (from & 7));
                        }
                    }
                    assertThat(Arrays.equals(memory.bytes, expected)).isTrue();
                }
            }
        }
    }
}
