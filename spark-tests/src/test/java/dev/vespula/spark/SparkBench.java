package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What a row costs: the same functions in Java and in Wasm, in the same hooks. Prints nanoseconds per row, the time of ten million rows
 * less that of one million: what a query costs by itself is not in it. To be run on a machine that does nothing else:
 * {@code mvn -Pengines -pl spark-tests -am test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vespula.spark.SparkBench}
 */
public final class SparkBench {
    private static final int FEW = 1_000_000;
    private static final int MANY = 10_000_000;
    private static final int ROUNDS = 5;

    private SparkBench() {}

    public static void main(String[] args) {
        WasmFunctions.register(SPARK, "w", Guests.numbers());
        WasmFunctions.register(SPARK, "lim", Guests.numbers().limits(limits -> limits.fuelPerRow(1_000_000)));
        WasmFunctions.register(SPARK, "ws", Guests.strings());
        SPARK.conf().set("spark.sql.catalog.j", JavaCatalog.class.getName());
        SPARK.udf().register("uadd", (UDF2<Long, Long, Long>) Long::sum, DataTypes.LongType);
        SPARK.udf().register("ugcd", (UDF2<Long, Long, Long>) Java::gcd, DataTypes.LongType);
        SPARK.udf().register("ufnv", (UDF1<String, Long>) text -> Java.fnv(text.getBytes(
                java.nio.charset.StandardCharsets.UTF_8)),
                DataTypes.LongType);
        Map<String, String> cases = new LinkedHashMap<>();
        String id = "id";
        for (String add : new String[] {"id + 7", "uadd(id, 7L)", "j.add(id, 7L)", "w.add(id, 7L)", "lim.add(id, 7L)"}) {
            cases.put(add, id);
        }
        for (String gcd : new String[] {"ugcd(id, 360L)", "j.gcd(id, 360L)", "w.gcd(id, 360L)", "lim.gcd(id, 360L)"}) {
            cases.put(gcd, id);
        }
        String text = "concat('user-', id, '-abcdefgh') AS id";
        for (String fnv : new String[] {"length(id)", "ufnv(id)", "j.fnv(id)", "ws.fnv(id)"}) {
            cases.put(fnv, text);
        }
        Map<String, long[]> best = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            cases.forEach((call, column) -> {
                long[] times = best.computeIfAbsent(call, wanted -> new long[] {Long.MAX_VALUE, Long.MAX_VALUE});
                times[0] = Math.min(times[0], time(call, column, FEW));
                times[1] = Math.min(times[1], time(call, column, MANY));
            });
        }
        best.forEach((call, times) -> System.out.printf("%-22s %6.1f ns a row%n", call, (times[1] - times[0]) / (double) (MANY
                - FEW)));
    }

    private static long time(String call, String column, int rows) {
        long begin = System.nanoTime();
        SPARK.sql("SELECT bit_xor(" + call + ") FROM (SELECT " + column + " FROM range(0, " + rows + ", 1, 2))").collect();
        return TimeUnit.NANOSECONDS.toNanos(System.nanoTime() - begin);
    }

    /** Java in the hook that Wasm has. */
    public static final class JavaCatalog implements FunctionCatalog {
        @Override
        public void initialize(String name, CaseInsensitiveStringMap options) {}

        @Override
        public String name() {
            return "j";
        }

        @Override
        public Identifier[] listFunctions(String[] namespace) {
            return new Identifier[0];
        }

        @Override
        public UnboundFunction loadFunction(Identifier wanted) {
            return new Java(wanted.name());
        }
    }

    /** One function of several; Spark calls the method of the types. */
    public static final class Java implements UnboundFunction, ScalarFunction<Long>, java.io.Serializable {
        private static final long serialVersionUID = 1;

        private final String name;

        Java(String name) {
            this.name = name;
        }

        static long gcd(long a, long b) {
            long x = a;
            long y = b;
            while (y != 0) {
                long rest = Long.remainderUnsigned(x, y);
                x = y;
                y = rest;
            }
            return x;
        }

        static long fnv(byte[] text) {
            long hash = 0xcbf29ce484222325L;
            for (byte b : text) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
            }
            return hash;
        }

        public long invoke(long a, long b) {
            return name.equals("add") ? a + b : gcd(a, b);
        }

        public long invoke(UTF8String text) {
            return fnv(text.getBytes());
        }

        @Override
        public BoundFunction bind(StructType types) {
            return this;
        }

        @Override
        public DataType[] inputTypes() {
            DataType[] two = {DataTypes.LongType, DataTypes.LongType};
            return name.equals("fnv") ? new DataType[] {DataTypes.StringType} : Arrays.copyOf(two, 2);
        }

        @Override
        public DataType resultType() {
            return DataTypes.LongType;
        }

        @Override
        public boolean isResultNullable() {
            return false;
        }

        @Override
        public Long produceResult(InternalRow row) {
            throw new UnsupportedOperationException("Spark calls invoke");
        }

        @Override
        public String description() {
            return name;
        }

        @Override
        public String name() {
            return name;
        }
    }
}
