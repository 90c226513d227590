package dev.vespula.internal.interp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.BlockLinker;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.memory.LinearMemory;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every load and store in every form of its address, at the edges of the memory. */
class MemoryFormsTest {
    private static final int SIZE = 65536;
    private static final int ADDRESS_64 = 1 << 18;
    private static final int WIDE = 1 << 19;
    private static final long PATTERN = 0x8182_F384_0586_8788L;

    private final LinkedCode linked = new LinkedCode();

    @BeforeEach
    void fill() {
        for (LinearMemory memory : linked.instance.memories) {
            for (int i = 0; i < SIZE; i++) {
                memory.bytes[i] = (byte) (i * 167 + 13);
            }
        }
    }

    private static Stream<String> named(int kind) {
        return IntStream.range(0, Ir.COUNT)
                .filter(op -> Ir.kind(op) == kind && Ir.width(op) > 0 && Ir.result(op) <= Ir.TYPE_F64)
                .filter(op -> !Ir.has(op, Ir.FLAG_ATOMIC))
                .filter(op -> Ir.wordEntries(op) == 1 && IntStream.range(1, Ir.operands(op))
                        .allMatch(k -> Ir.operand(op, k) <= Ir.TYPE_F64))
                .mapToObj(Ir::name);
    }

    static Stream<String> loads() {
        return named(Ir.KIND_EXPR);
    }

    static Stream<String> stores() {
        return named(Ir.KIND_STMT);
    }

    private static int numbered(String name) {
        return IntStream.range(0, Ir.COUNT).filter(op -> Ir.name(op).equals(name)).findFirst().orElseThrow();
    }

    /** An address in one of the ways in which it can reach an access. */
    private record Address(char form, int memory, int type, long offset, boolean wide) {
        void append(LinkedCode code, int op, long address) {
            int field = memory | (type == Ir.TYPE_I64 ? ADDRESS_64 : 0) | (wide ? WIDE : 0);
            code.add(Ir.word(op, field), (int) offset);
            if (wide) {
                code.add((int) (offset >>> 32));
            }
            int slot = Ir.word(type == Ir.TYPE_I64 ? Ir.SLOT_I64 : Ir.SLOT_I32, 2);
            code.x.cells[2] = type == Ir.TYPE_I64 ? address : (int) address;
            if (form == 'E') {
                code.add(Ir.word(type == Ir.TYPE_I64 ? Ir.SELECT_I64 : Ir.SELECT_I32, 0), slot, slot,
                        Ir.word(Ir.CONST_I32, 0), 0);
            } else {
                code.add(slot);
            }
        }
    }

    private static Address[] addresses(long offset) {
        return new Address[] {
            new Address('S', 0, Ir.TYPE_I32, offset, false), new Address('E', 0, Ir.TYPE_I32, offset, false),
            new Address('S', 0, Ir.TYPE_I64, offset, false), new Address('E', 0, Ir.TYPE_I64, offset, true),
            new Address('S', 1, Ir.TYPE_I32, offset, false), new Address('E', 1, Ir.TYPE_I64, offset, true)};
    }

    private static long raw(byte[] bytes, long address, int width) {
        long value = 0;
        for (int k = width - 1; k >= 0; k--) {
            value = value << 8 | bytes[(int) address + k] & 0xFF;
        }
        return value;
    }

    /** The cell that a load gives, from its name. */
    private static long expected(String name, long raw, int width) {
        if (name.endsWith("_u")) {
            return name.startsWith("i32") ? (int) raw : raw;
        }
        int unused = 64 - 8 * width;
        return raw << unused >> unused;
    }

    @ParameterizedTest
    @MethodSource("loads")
    void loadReadsTheBytesOrTraps(String name) {
        int op = numbered(name);
        int width = Ir.width(op);
        for (long offset : new long[] {0, 1, 1000, SIZE - 8}) {
            for (Address address : addresses(offset)) {
                for (long ea : new long[] {offset, offset + 1, SIZE - width, SIZE - width - 1}) {
                    if (ea < offset || ea > SIZE - width) {
                        continue;
                    }
                    Node node = load(op, address, ea - offset);
                    long value = expected(name, raw(linked.instance.memories[0].bytes, ea, width), width);
                    assertThat(linked.cell(node, Ir.result(op))).isEqualTo(value);
                    node.execute(linked.x, linked.x.cells, 0);
                    assertThat(linked.x.cells[0]).isEqualTo(value);
                }
                long first = SIZE - width + 1 - offset;
                for (long beyond : new long[] {first, SIZE, Integer.MAX_VALUE, 0x8000_0000L, 0xFFFF_FFFFL, 0xFFFF_FFFFL
                        - offset}) {
                    if (beyond >= first) {
                        outOfBounds(() -> linked.cell(load(op, address, beyond), Ir.result(op)));
                    }
                }
            }
        }
        for (long far : new long[] {0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL}) {
            for (Address address : addresses(far)) {
                outOfBounds(() -> linked.cell(load(op, address, 0), Ir.result(op)));
                outOfBounds(() -> linked.cell(load(op, address, -1), Ir.result(op)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("loads")
    void address64AndOffset64DoNotWrap(String name) {
        int op = numbered(name);
        for (long offset : new long[] {0, 8, Integer.MAX_VALUE, Long.MAX_VALUE, -1, -8}) {
            for (long address : new long[] {-1, -8, -offset, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32}) {
                if (offset == 0 && address == 0) {
                    continue;
                }
                outOfBounds(() -> linked.cell(load(op, new Address('S', 0, Ir.TYPE_I64, offset, true), address),
                        Ir.result(op)));
            }
        }
    }

    private Node load(int op, Address form, long address) {
        linked.code();
        form.append(linked, op, address);
        return linked.expression();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void storeWritesItsBytesAndNoOthersOrTraps(String name) {
        int op = numbered(name);
        int width = Ir.width(op);
        for (char value : new char[] {'S', 'I', 'E'}) {
            for (Address form : addresses(4)) {
                byte[] bytes = linked.instance.memories[form.memory()].bytes;
                for (long ea : new long[] {4, 5, 40_001, SIZE - width}) {
                    byte[] before = bytes.clone();
                    store(op, form, ea - 4, value).execute(linked.x, linked.x.cells, 0);
                    assertThat(raw(bytes, ea, width)).isEqualTo(raw(pattern(), 0, width));
                    System.arraycopy(before, (int) ea, bytes, (int) ea, width);
                    assertThat(Arrays.equals(before, bytes)).isTrue();
                }
                byte[] before = bytes.clone();
                for (long beyond : new long[] {SIZE - width + 1 - 4, SIZE, 0xFFFF_FFFFL}) {
                    outOfBounds(() -> store(op, form, beyond, value).execute(linked.x, linked.x.cells, 0));
                }
                assertThat(Arrays.equals(before, bytes)).isTrue();
            }
        }
    }

    private static byte[] pattern() {
        byte[] bytes = new byte[8];
        for (int k = 0; k < 8; k++) {
            bytes[k] = (byte) (PATTERN >>> 8 * k);
        }
        return bytes;
    }

    private Node store(int op, Address form, long address, char value) {
        int type = Ir.operand(op, 1);
        boolean narrow = type == Ir.TYPE_I32 || type == Ir.TYPE_F32;
        linked.code();
        form.append(linked, op, address);
        int slot = Ir.word(Ir.SLOT_I32 + type - Ir.TYPE_I32, 7);
        linked.x.cells[7] = narrow ? (int) PATTERN : PATTERN;
        switch (value) {
            case 'S' -> linked.add(slot);
            case 'I' -> {
                linked.add(Ir.word(Ir.CONST_I32 + type - Ir.TYPE_I32, 0), (int) PATTERN);
                if (!narrow) {
                    linked.add((int) (PATTERN >>> 32));
                }
            }
            default -> linked.add(Ir.word(Ir.SELECT_I32 + type - Ir.TYPE_I32, 0), slot, slot, Ir.word(Ir.CONST_I32, 0), 1);
        }
        linked.add(Ir.word(Ir.UNREACHABLE, 0));
        return new BlockLinker(linked.function()).link(0).get(0);
    }

    private static void outOfBounds(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS));
    }
}
