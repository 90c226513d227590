package dev.vespula.udf.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.testing.Gcd;
import dev.vespula.udf.BlockCall;
import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.OnError;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.TransferPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowBlocksTest {
    private static final byte[] GCD = ("(module" + Gcd.FUNC + """
              (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5))))
            """).getBytes(StandardCharsets.UTF_8);

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeftOpen() {
        allocator.close();
    }

    /** Of every type a column becomes a vector, its values are what Arrow says they are, and it becomes the column again. */
    @ParameterizedTest
    @EnumSource(FlatType.class)
    void columnsBecomeVectorsAndColumnsAgain(FlatType type) {
        Random random = new Random(type.ordinal());
        for (int rows : new int[] {0, 1, 8, 1_001, 70_000}) {
            List<Object> values = Values.generate(type, rows, random);
            Column column = Values.column(type, values);
            try (FieldVector vector = ArrowBlocks.vector("v", column, allocator)) {
                assertThat(vector.getValueCount()).isEqualTo(rows);
                assertThat(vector.getNullCount()).isEqualTo((int) values.stream().filter(value -> value == null).count());
                for (int i = 0; i < rows; i += 1 + rows / 500) {
                    assertThat(Values.ofArrow(type, vector.getObject(i))).as("row %d", i).isEqualTo(Values.comparable(values
                            .get(i)));
                }
                assertThat(Values.ofColumn(ArrowBlocks.column(vector))).isEqualTo(values.stream().map(Values::comparable)
                        .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FlatType.class)
    void partsOfVectors(FlatType type) {
        Random random = new Random(100 + type.ordinal());
        List<Object> values = Values.generate(type, 100, random);
        List<Object> comparable = values.stream().map(Values::comparable).toList();
        try (FieldVector vector = ArrowBlocks.vector("v", Values.column(type, values), allocator)) {
            for (int first = 0; first < 20; first++) {
                assertThat(Values.ofColumn(ArrowBlocks.column(vector, first, 63))).isEqualTo(comparable.subList(first, first
                        + 63));
                TransferPair slice = vector.getTransferPair(allocator);
                slice.splitAndTransfer(first, 63);
                try (FieldVector part = (FieldVector) slice.getTo()) {
                    assertThat(Values.ofColumn(ArrowBlocks.column(part))).isEqualTo(comparable.subList(first, first + 63));
                    assertThat(Values.ofColumn(ArrowBlocks.column(part, 5, 20))).isEqualTo(comparable.subList(first + 5, first
                            + 25));
                }
            }
            assertThatThrownBy(() -> ArrowBlocks.column(vector, 50, 51)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void offsetsNeedNotBeginAtZero() {
        try (VarCharVector vector = new VarCharVector("v", allocator)) {
            vector.allocateNew(64, 3);
            vector.getDataBuffer().setBytes(0, "....oneTHREE".getBytes(StandardCharsets.UTF_8));
            int[] offsets = {4, 7, 7, 12};
            for (int i = 0; i < offsets.length; i++) {
                vector.getOffsetBuffer().setInt(4L * i, offsets[i]);
            }
            vector.getValidityBuffer().setByte(0, 0b101);
            vector.setLastSet(2);
            vector.setValueCount(3);
            Column column = ArrowBlocks.column(vector);
            assertThat(column.value(0)).isEqualTo("one");
            assertThat(column.value(1)).isNull();
            assertThat(column.value(2)).isEqualTo("THREE");
        }
    }

    @Test
    void largeStrings() {
        try (LargeVarCharVector vector = new LargeVarCharVector("v", allocator)) {
            vector.setSafe(0, "a".getBytes(StandardCharsets.UTF_8));
            vector.setNull(1);
            vector.setSafe(2, "ccc".getBytes(StandardCharsets.UTF_8));
            vector.setValueCount(3);
            Column column = ArrowBlocks.column(vector);
            assertThat(column.value(0)).isEqualTo("a");
            assertThat(column.value(1)).isNull();
            assertThat(ArrowBlocks.column(vector, 2, 1).value(0)).isEqualTo("ccc");
            try (LargeVarCharVector copy = new LargeVarCharVector("copy", allocator)) {
                ArrowBlocks.fill(copy, column);
                assertThat(copy.getObject(2)).hasToString("ccc");
                assertThat(copy.isNull(1)).isTrue();
            }
        }
    }

    /** A function over vectors gives what Java's loop over them gives. */
    @Test
    void callsOverVectors() {
        int rows = 20_000;
        Random random = new Random(5);
        try (BigIntVector a = new BigIntVector("a", allocator); BigIntVector b = new BigIntVector("b", allocator)) {
            a.allocateNew(rows);
            b.allocateNew(rows);
            for (int i = 0; i < rows; i++) {
                a.set(i, random.nextInt(1_000_000));
                if (i % 17 == 0) {
                    b.setNull(i);
                } else {
                    b.set(i, random.nextInt(1_000_000));
                }
            }
            a.setValueCount(rows);
            b.setValueCount(rows);
            try (UdfTask task = WasmUdfs.of(GCD).onError(OnError.NULL).newTask()) {
                BlockCall gcd = task.blockCall("gcd");
                for (VectorSchemaRoot batch : List.of(VectorSchemaRoot.of(a, b))) {
                    try (FieldVector result = ArrowBlocks.call(gcd, batch, "gcd", allocator)) {
                        assertThat(result).isInstanceOf(BigIntVector.class);
                        for (int i = 0; i < rows; i++) {
                            assertThat(result.getObject(i)).isEqualTo(b.isNull(i) ? null : gcd(a.get(i), b.get(i)));
                        }
                    }
                }
            }
        }
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Test
    void notANumber() {
        try (Float8Vector vector = new Float8Vector("v", allocator); UdfTask task = WasmUdfs.of(GCD).newTask()) {
            double[] values = {Double.NaN, -0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
            for (int i = 0; i < values.length; i++) {
                vector.setSafe(i, values[i]);
            }
            vector.setValueCount(values.length);
            try (FieldVector result = ArrowBlocks.call(task.blockCall("half"), List.of(vector), values.length, "half",
                    allocator)) {
                for (int i = 0; i < values.length; i++) {
                    assertThat(result.getObject(i)).isEqualTo(values[i] * 0.5);
                }
            }
        }
    }

    @Test
    void typesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> ArrowBlocks.type(new ArrowType.Date(DateUnit.MILLISECOND))).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> ArrowBlocks.type(new ArrowType.List())).isInstanceOf(IllegalArgumentException.class);
        List<FlatType> back = new ArrayList<>();
        for (FlatType type : FlatType.values()) {
            back.add(ArrowBlocks.type(ArrowBlocks.arrowType(type)));
        }
        assertThat(back).doesNotContain(FlatType.JSON, FlatType.DECIMAL).contains(FlatType.TIMESTAMP, FlatType.UINT16);
        try (BitVector bits = new BitVector("b", allocator); IntVector ints = new IntVector("i", allocator)) {
            Column column = Column.of(FlatType.INT32, new int[] {1});
            assertThatThrownBy(() -> ArrowBlocks.fill(bits, column)).isInstanceOf(IllegalArgumentException.class);
            ArrowBlocks.fill(ints, column);
            assertThat(ints.get(0)).isEqualTo(1);
        }
    }
}
