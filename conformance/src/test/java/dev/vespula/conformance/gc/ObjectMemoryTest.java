package dev.vespula.conformance.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.vespula.Config;
import dev.vespula.OutOfFuel;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmArray;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What objects cost in memory, and what happens when there is none. */
class ObjectMemoryTest {
    /** A small struct made over and over, and a chain that is never let go. */
    static final String CHURN = """
        (module
          (type $p (struct (field (mut i32)) (field (mut (ref null $p)))))
          (global $keep (mut (ref null $p)) (ref.null $p))
          (func (export "churn") (param i32) (result i32) (local $n i32) (local $p (ref null $p))
            (loop $l
              (local.set $p (struct.new $p (local.get 0) (ref.null $p)))
              (local.set $n (i32.add (local.get $n) (struct.get $p 0 (local.get $p))))
              (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
            (local.get $n))
          (func (export "hoard")
            (loop $l
              (global.set $keep (struct.new $p (i32.const 1) (global.get $keep)))
              (br $l)))
          (func (export "release") (global.set $keep (ref.null $p))))
        """;
    private static final int MANY = 10_000;

    /** Bytes of an object of {@code fields}, and what two arrays of a long and a reference for each field would take. */
    @ParameterizedTest
    @CsvSource({
        "i32, 24", "ref, 24", "i64, 24", "i32 ref, 24", "i8 i16 ref, 24", "i32 ref ref ref, 32", "ref ref, 24",
        "ref ref ref, 32", "i32 i32 ref, 32",
        "ref ref ref ref, 32", "i8 i8 i16 i32 ref ref, 32", "ref ref i32 i32 i32, 40", "i64 i64 ref ref, 40",
        "f64 f64 f64, 40", "ref ref ref ref ref ref ref ref, 48", "ref ref ref ref i32 i32 i32 i32, 48"})
    void aStructIsCompact(String fields, int most) {
        String[] types = fields.split(" ");
        StringBuilder text = new StringBuilder();
        for (String type : types) {
            text.append("(field (mut ").append(type.equals("ref") ? "anyref" : type).append("))");
        }
        GcProgram program = new GcProgram("""
            (module (type $t (struct %s)) (global $g (mut anyref) (ref.null any))
              (func (export "make") (param i32)
                (loop $l (global.set $g (struct.new_default $t))
                  (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
            """.formatted(text));
        program.call("make", 10);
        program.call("make", MANY);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(me);
        program.call("make", MANY);
        long bytes = (threads.getThreadAllocatedBytes(me) - before) / MANY;
        int twoArrays = 24 + (16 + 8 * types.length) + (16 + 4 * types.length + 7) / 8 * 8;
        System.out.printf("struct of %s: %d bytes, %d as two arrays%n", fields, bytes, twoArrays);
        assertThat(bytes).isLessThanOrEqualTo(most);
        assertThat(bytes * 3 / 2).isLessThanOrEqualTo(twoArrays);
    }

    @Test
    void aHundredMillionShortLivedStructsNeedSmallHeap() throws Exception {
        assertThat(child("churn")).isEqualTo("done");
    }

    @Test
    void aFullHeapIsATrapAfterWhichTheStoreIsUsable() throws Exception {
        assertThat(child("hoard")).isEqualTo("OUT_OF_SYSTEM_MEMORY then 6");
    }

    /** Runs {@link SmallHeap} with 64 MB; returns its last line. */
    private static String child(String what) throws Exception {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SmallHeap.class.getName(), what);
        // Compiling in the background may meet the full heap too, which is logged there.
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        String[] lines = output.strip().split("\n");
        return lines[lines.length - 1].strip();
    }

    @Test
    void theLimiterDecidesAboutArrays() {
        GcProgram program = new GcProgram("""
            (module (type $b (array (mut i8))) (type $l (array (mut i64)))
              (func (export "bytes") (param i32) (result i32) (array.len (array.new_default $b (local.get 0))))
              (func (export "longs") (param i32) (result i32) (array.len (array.new $l (i64.const 1) (local.get 0)))))
            """);
        program.store.limiter(StoreLimits.unlimited().withArrayBytes(1000));
        assertThat(program.call("bytes", 1000)).isEqualTo(1000);
        assertThat(program.call("longs", 125)).isEqualTo(125);
        assertThat(program.trap("bytes", 1001)).isEqualTo("array size exceeds the limit of the store");
        assertThat(program.trap("longs", 126)).isEqualTo("array size exceeds the limit of the store");
        assertThat(program.trap("longs", -1)).isEqualTo("array size exceeds the limit of the store");
    }

    @Test
    void arraysTooLargeForTheHeapTrap() {
        GcProgram program = new GcProgram("""
            (module (type $v (array (mut v128)))
              (func (export "new") (param i32) (result i32)
                (array.len (array.new_default $v (local.get 0)))))
            """);
        assertThatThrownBy(() -> program.call("new", Integer.MAX_VALUE)).isInstanceOf(Trap.class)
                .extracting(e -> ((Trap) e).code()).isEqualTo(TrapCode.OUT_OF_SYSTEM_MEMORY);
    }

    @Test
    void makingAndFillingArraysCostsFuelByTheByte() {
        GcProgram program = new GcProgram(new Config().withFuel(Config.FuelMetering.ON), """
            (module (type $l (array (mut i64))) (type $r (array (mut anyref)))
              (func (export "new") (param i32) (drop (array.new_default $l (local.get 0))))
              (func (export "refs") (param i32) (drop (array.new_default $r (local.get 0))))
              (func (export "fill") (param i32) (local $a (ref $l))
                (local.set $a (array.new_default $l (i32.const 800)))
                (array.fill $l (local.get $a) (i32.const 0) (i64.const 1) (local.get 0)))
              (func (export "copy") (param i32) (local $a (ref $l))
                (local.set $a (array.new_default $l (i32.const 800)))
                (array.copy $l $l (local.get $a) (i32.const 0) (local.get $a) (i32.const 0) (local.get 0))))
            """);
        for (String function : List.of("new", "refs", "fill", "copy")) {
            long empty = used(program, function, 0);
            long elementBytes = function.equals("refs") ? 4 : 8;
            assertThat(used(program, function, 800) - empty).as(function).isEqualTo(800 * elementBytes / 64);
            assertThat(used(program, function, 7) - empty).as(function).isEqualTo(7 * elementBytes / 64);
        }
    }

    private static long used(GcProgram program, String function, int argument) {
        program.call(function, argument);
        long before = program.store.fuel();
        program.call(function, argument);
        return before - program.store.fuel();
    }

    @Test
    void aCallThatRunsOutOfFuelInAnArrayOperationGoesOn() {
        GcProgram program = new GcProgram(new Config().withFuel(Config.FuelMetering.ON), """
            (module (type $l (array (mut i64)))
              (func (export "run") (result i64) (local $a (ref $l))
                (local.set $a (array.new $l (i64.const 3) (i32.const 6400)))
                (array.fill $l (local.get $a) (i32.const 10) (i64.const 4) (i32.const 6400))
                (i64.const 0))
              (func (export "sum") (result i64) (local $a (ref $l))
                (local.set $a (array.new $l (i64.const 3) (i32.const 6400)))
                (array.fill $l (local.get $a) (i32.const 10) (i64.const 4) (i32.const 100))
                (i64.add (array.get $l (local.get $a) (i32.const 9)) (array.get $l (local.get $a) (i32.const 10)))))
            """);
        program.call("sum");
        program.store.setFuel(0);
        var outcome = program.instance().func("sum").callResumable();
        int stops = 0;
        while (outcome instanceof OutOfFuel stopped) {
            stops++;
            program.store.setFuel(stopped.requiredFuel());
            outcome = stopped.resume();
        }
        assertThat(stops).isEqualTo(3);
        assertThat(((dev.vespula.CallOutcome.Finished) outcome).results()).containsExactly(7L);
        program.store.setFuel(10_000);
        assertThat(program.trap("run")).isEqualTo("out of bounds array access");
    }

    @Test
    void objectsAreNotKeptByTheStacks() {
        GcProgram program = new GcProgram("""
            (module (type $b (array (mut i8)))
              (func $make (result (ref $b)) (array.new_default $b (i32.const 1000)))
              (func (export "new") (result (ref $b)) (local $a (ref $b)) (local.set $a (call $make))
                (drop (array.len (local.get $a))) (local.get $a))
              (func (export "len") (param (ref $b)) (result i32) (array.len (local.get 0))))
            """);
        List<WeakReference<Object>> made = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            WasmArray array = (WasmArray) program.call("new");
            program.call("len", array);
            made.add(new WeakReference<>(array));
        }
        for (int k = 0; k < 20 && made.stream().anyMatch(array -> array.get() != null); k++) {
            System.gc();
        }
        assertThat(made).allMatch(array -> array.get() == null);
    }
}
