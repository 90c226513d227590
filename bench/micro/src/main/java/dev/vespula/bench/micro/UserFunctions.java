package dev.vespula.bench.micro;

import dev.vespula.Engine;
import dev.vespula.Tier;
import dev.vespula.testing.Gcd;
import dev.vespula.udf.BlockCall;
import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a row costs a user-defined function: the greatest common divisor of two numbers, a hash of 20 bytes, and 20 bytes in capitals; beside
 * Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(UserFunctions.ROWS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class UserFunctions {
    static final int ROWS = 4096;
    private static final int LENGTH = 20;
    private static final String MODULE = "(module" + Gcd.FUNC + """
              (memory (export "memory") 1)
              (func (export "hash") (param $at i32) (param $size i32) (result i64) (local $hash i64) (local $end i32)
                (local.set $hash (i64.const 0xcbf29ce484222325))
                (local.set $end (i32.add (local.get $at) (local.get $size)))
                (block $done (loop $more
                  (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
                  (local.set $hash (i64.mul (i64.xor (local.get $hash) (i64.load8_u (local.get $at))) (i64.const 0x100000001b3)))
                  (local.set $at (i32.add (local.get $at) (i32.const 1)))
                  (br $more)))
                (local.get $hash))
              (func (export "upper") (param $at i32) (param $size i32) (result i64) (local $to i32) (local $end i32) (local $c i32)
                (local.set $to (local.get $at))
                (local.set $end (i32.add (local.get $at) (local.get $size)))
                (block $done (loop $more
                  (br_if $done (i32.ge_u (local.get $to) (local.get $end)))
                  (local.set $c (i32.load8_u (local.get $to)))
                  (i32.store8 (local.get $to) (i32.sub (local.get $c)
                    (i32.shl (i32.lt_u (i32.sub (local.get $c) (i32.const 97)) (i32.const 26)) (i32.const 5))))
                  (local.set $to (i32.add (local.get $to) (i32.const 1)))
                  (br $more)))
                (i64.or (i64.shl (i64.extend_i32_u (local.get $at)) (i64.const 32)) (i64.extend_i32_u (local.get $size)))))
            """;

    /** Whether rows have a limit of fuel of their own. */
    @Param({"9223372036854775807", "10000"})
    long fuelPerRow;

    private final long[] a = new long[ROWS];
    private final long[] b = new long[ROWS];
    private final byte[] text = new byte[ROWS * LENGTH];
    private List<Column> numbers;
    private List<Column> strings;
    private RowCall gcd;
    private MethodHandle gcdHandle;
    private BlockCall gcdBlock;
    private RowCall hash;
    private BlockCall hashBlock;
    private RowCall upper;
    private BlockCall upperBlock;

    /** Makes rows and calls. */
    @Setup
    public void setUp() {
        int[] offsets = new int[ROWS + 1];
        for (int i = 0; i < ROWS; i++) {
            a[i] = i * 7919L;
            b[i] = i * 104729L % 10_000 + 1;
            offsets[i + 1] = (i + 1) * LENGTH;
        }
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + i % 26);
        }
        numbers = List.of(Column.of(FlatType.INT64, a), Column.of(FlatType.INT64, b));
        strings = List.of(new Column.Bytes(FlatType.STRING, ROWS, text, offsets, null));
        Engine engine = Engine.of(WasmUdfs.config().withTier(Tier.valueOf(System.getProperty("bench.tier", "COMPILED"))));
        UdfTask task = WasmUdfs.of(engine, MODULE.getBytes(StandardCharsets.UTF_8)).declare("gcd(int64, int64) -> int64",
                "hash(string) -> int64", "upper(string) -> string").limits(l -> l.fuelPerRow(fuelPerRow)).newTask();
        gcd = task.rowCall("gcd");
        gcdHandle = gcd.handle();
        gcdBlock = task.blockCall("gcd");
        hash = task.rowCall("hash");
        hashBlock = task.blockCall("hash");
        upper = task.rowCall("upper");
        upperBlock = task.blockCall("upper");
    }

    @Benchmark
    public long numbersRowByRow() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += gcd.callI64(a[i], b[i]);
        }
        return sum;
    }

    @Benchmark
    public long numbersByHandle() throws Throwable {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += (long) gcdHandle.invokeExact(a[i], b[i]);
        }
        return sum;
    }

    @Benchmark
    public Column numbersInBlocks() {
        return gcdBlock.call(numbers, ROWS);
    }

    @Benchmark
    public long numbersInJava() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += gcd(a[i], b[i]);
        }
        return sum;
    }

    private static long gcd(long first, long second) {
        long x = first;
        long y = second;
        while (y != 0) {
            long rest = Long.remainderUnsigned(x, y);
            x = y;
            y = rest;
        }
        return x;
    }

    @Benchmark
    public long stringsRowByRow() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            hash.setBytes(0, text, i * LENGTH, LENGTH).run();
            sum += hash.getLong();
        }
        return sum;
    }

    @Benchmark
    public Column stringsInBlocks() {
        return hashBlock.call(strings, ROWS);
    }

    @Benchmark
    public long stringsInJava() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += hash(text, i * LENGTH, LENGTH);
        }
        return sum;
    }

    private static long hash(byte[] bytes, int offset, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ bytes[i] & 0xff) * 0x100000001b3L;
        }
        return hash;
    }

    @Benchmark
    public long stringResultsRowByRow() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            upper.setBytes(0, text, i * LENGTH, LENGTH).run();
            sum += upper.resultArray()[upper.resultOffset()] + upper.resultLength();
        }
        return sum;
    }

    @Benchmark
    public Column stringResultsInBlocks() {
        return upperBlock.call(strings, ROWS);
    }

    @Benchmark
    public long stringResultsInJava() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            byte[] capitals = upper(text, i * LENGTH, LENGTH);
            sum += capitals[0] + capitals.length;
        }
        return sum;
    }

    private static byte[] upper(byte[] bytes, int offset, int length) {
        byte[] capitals = new byte[length];
        for (int i = 0; i < length; i++) {
            byte c = bytes[offset + i];
            capitals[i] = (byte) (c >= 'a' && c <= 'z' ? c - 32 : c);
        }
        return capitals;
    }
}
